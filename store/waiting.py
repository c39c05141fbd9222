"""Articles that wait for their vectors, and what became of each: one that fails stops no other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from store.articles import Article, Passage
from store.catalog import Catalog
from store.characters import characters_only
from store.errors import EvenhandError, FixSetup
from store.index import Index
from store.vectors import Encode, Vectors

BATCH_PASSAGES = 64
"""Passages sent to Chroma at a time: enough to be quick, few enough that receipts come every second or two."""
STEP_PASSAGES = 32
"""Passages embedded between two reports of progress."""

Status = Literal["indexed", "unchanged", "copy", "refused"]
Progress = Callable[[float, int], Any]
"""Told how many files or articles are done, the last one perhaps in part, and how many there are."""


@dataclass(frozen=True)
class Receipt:
    """What became of one source."""

    origin: str
    status: Status
    article_id: str | None = None
    title: str | None = None
    copy_of: str | None = None
    reason: str | None = None
    version: int | None = None
    """Which version of the article this is, from 2 on, where it had another text before."""

    def line(self) -> str:
        """One line for people, as `evenhand ingest` prints it."""
        if self.status == "refused":
            return f"refused    {self.origin}: {self.reason}"
        if self.status == "copy":
            return f"copy of    {self.copy_of}: {self.origin}"
        version = f" (version {self.version})" if self.version else ""
        return f"{self.status:<10} {self.origin}{version}" + (f" — {self.title}" if self.title else "")


@dataclass(frozen=True)
class Parts:
    """An article whose vectors are still to be stored."""

    article: Article
    passages: Sequence[Passage]


def unwatched(_done: float, _all: int) -> None:
    """Progress that nobody looks at."""


def receipt_of(
    article: Article, status: Status | None = None, *, read_from: str | None = None, version: int = 1
) -> Receipt:
    """The receipt of an article; without a status it is a copy or else newly indexed.

    `read_from` is its source where that is another than the article's first.
    """
    known = status or ("copy" if article.copy_of else "indexed")
    origin, changed = read_from or article.origin, version if version > 1 else None
    return Receipt(origin, known, article.id, article.facts.title, article.copy_of, version=changed)


def refused(origin: str, reason: str) -> Receipt:
    """The receipt of what cannot be taken, fit to be printed whatever bytes its name has."""
    return Receipt(characters_only(origin), "refused", reason=characters_only(reason))


class Waiting:
    """Receipts in their order; those of articles without vectors wait until these are stored."""

    def __init__(self, catalog: Catalog, index: Index, encode: Encode, progress: Progress, *, expected: int) -> None:
        self._catalog = catalog
        self._index = index
        self._encode = encode
        self._progress = progress
        self._expected = expected
        self._done = 0
        self._receipts: list[Receipt] = []
        self._parts: dict[str, Parts] = {}

    def expect(self, more: int) -> None:
        """Count on so many more receipts than was said."""
        self._expected += more

    def add(self, receipt: Receipt, parts: Parts | None) -> Iterator[Receipt]:
        """Take in one more, without parts where its vectors are there; yields the receipts that are final by then."""
        self._receipts.append(receipt)
        if parts is not None:
            self._parts[parts.article.id] = parts
        if not self._parts or sum(len(one.passages) for one in self._parts.values()) >= BATCH_PASSAGES:
            yield from self.finish()

    def finish(self) -> Iterator[Receipt]:
        """Store the vectors of all that wait; yields the remaining receipts.

        An article that another run made searchable meanwhile is unchanged: that run counts it. One whose vectors cannot
        be stored is refused and stays in the catalog for the next run. Raises FixSetup where none can be stored.
        """
        waiting, parts = self._receipts, self._parts
        self._receipts, self._parts = [], {}
        outcomes = self._store(list(parts.values())) if parts else {}
        self._done += len(waiting)
        self._progress(self._done, self._expected)
        for receipt in waiting:
            yield _final(receipt, outcomes) if receipt.article_id in parts else receipt

    def _store(self, batch: Sequence[Parts]) -> dict[str, str | None]:
        """The ids of the articles that are searchable by this, and with a reason those that cannot be."""
        articles = [one.article for one in batch]
        passages = [passage for one in batch for passage in one.passages]
        try:
            self._index.put(articles, passages, self._vectors(articles, passages))
            return dict.fromkeys(self._catalog.mark_indexed(articles))
        except FixSetup:
            raise
        except Exception as error:  # noqa: BLE001  (whatever one article trips over must not stop the others)
            if len(batch) > 1:
                return {article_id: why for one in batch for article_id, why in self._store([one]).items()}
            return {articles[0].id: _reason(error)}

    def _vectors(self, articles: Sequence[Article], passages: Sequence[Passage]) -> Vectors:
        titles = {article.id: article.facts.title for article in articles}
        texts = [embedded_text(titles[passage.article_id], passage.text) for passage in passages]
        vectors = []
        for first in range(0, max(len(texts), 1), STEP_PASSAGES):
            vectors.append(self._encode(texts[first : first + STEP_PASSAGES]))
            share = min(1.0, (first + STEP_PASSAGES) / max(len(texts), 1))
            self._progress(self._done + share * len(articles), self._expected)
        return np.concatenate(vectors)


def embedded_text(title: str | None, passage: str) -> str:
    """What is embedded for a passage: its article's title gives a passage full of pronouns its subject."""
    return f"{title}\n{passage}" if title else passage


def _final(receipt: Receipt, outcomes: Mapping[str, str | None]) -> Receipt:
    if receipt.article_id is None or receipt.article_id not in outcomes:
        return replace(receipt, status="unchanged")
    why = outcomes[receipt.article_id]
    return receipt if why is None else refused(receipt.origin, why)


def _reason(error: Exception) -> str:
    if isinstance(error, EvenhandError):
        return str(error)
    return f"its vectors could not be made ({type(error).__name__}: {error}); run the same command again"
