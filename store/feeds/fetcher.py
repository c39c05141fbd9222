"""What polling needs of whoever opens connections."""

from collections.abc import Collection
from typing import Protocol

from store.fetch.content import Kind

NOT_MODIFIED = 304


class Fetched(Protocol):
    """The answer to a request. With status 304 the body is empty: nothing has changed since."""

    @property
    def url(self) -> str: ...
    @property
    def status(self) -> int: ...
    @property
    def body(self) -> bytes: ...
    @property
    def content_type(self) -> str | None: ...
    @property
    def charset(self) -> str | None: ...
    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...


class Fetcher(Protocol):
    """Fetches addresses behind a guard: of what stands in a feed, none is trusted."""

    async def fetch(
        self,
        url: str,
        *,
        accept: Collection[Kind],
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool = False,
    ) -> Fetched:
        """Ask for an address, on condition where `etag` or `last_modified` is given; `robots` respects robots.txt.

        Raises Refused where asking again is useless and TryLater where it may help.
        """
        ...
