"""Articles in: read, clean, describe, split, embed, index. Doing it twice changes nothing; stopped, it goes on."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from store.articles import Article, Passage
from store.catalog import Catalog, article_id_of
from store.errors import EvenhandError, Refused
from store.index import Index
from store.search import check_embedding
from store.split import split_passages, split_sentences
from store.vectors import Encode

MAX_BYTES = 10_000_000
BATCH_PASSAGES = 256
"""Passages embedded and sent to Chroma at a time: enough to be quick, little enough to stay in memory."""

Status = Literal["indexed", "unchanged", "copy", "refused"]


@dataclass(frozen=True)
class Receipt:
    """What became of one source."""

    origin: str
    status: Status
    article_id: str | None = None
    title: str | None = None
    copy_of: str | None = None
    reason: str | None = None

    def line(self) -> str:
        """One line for people, as `evenhand ingest` prints it."""
        if self.status == "refused":
            return f"refused    {self.origin}: {self.reason}"
        if self.status == "copy":
            return f"copy of    {self.copy_of}: {self.origin}"
        return f"{self.status:<10} {self.origin}" + (f" — {self.title}" if self.title else "")


class Ingest:
    """The pipeline into one catalog and its index."""

    def __init__(
        self,
        catalog: Catalog,
        index: Index,
        encode: Encode,
        *,
        embedding_name: str,
        now: Callable[[], datetime],
        max_bytes: int = MAX_BYTES,
    ) -> None:
        """Raise FixSetup if the catalog's vectors were made by another embedding model."""
        self._catalog = catalog
        self._index = index
        self._encode = encode
        self._now = now
        self._max_bytes = max_bytes
        self._embedding_name = embedding_name

    def run(self, sources: Iterable[str | Path]) -> Iterator[Receipt]:
        """Ingest files, and folders of files, yielding a receipt for each file once it is searchable.

        Bad input is refused by name and the rest goes on. What an earlier run left unfinished is finished first.
        """
        check_embedding(self._catalog, self._embedding_name)
        self._catalog.remember("embedding", self._embedding_name)
        if self._index.count() < self._catalog.passage_count():
            self._catalog.mark_all_unindexed()  # vectors were lost, as with a deleted Chroma folder
        self._index_pending()
        waiting: list[Receipt] = []
        unindexed_passages = 0
        for path, problem in find_files(sources):
            receipt, passages = (_refused(path, problem), 0) if problem else self._take(Path(path))
            waiting.append(receipt)
            unindexed_passages += passages
            if unindexed_passages >= BATCH_PASSAGES:
                self._index_pending()
                yield from waiting
                waiting, unindexed_passages = [], 0
        self._index_pending()
        yield from waiting

    def reindex(self, progress: Callable[[int, int], Any] = lambda _done, _all: None) -> int:
        """Rebuild Chroma from the catalog; returns the number of articles. Nothing in the catalog is lost."""
        self._catalog.mark_all_unindexed()
        self._index.clear()
        self._catalog.remember("embedding", self._embedding_name)
        return self._index_pending(progress)

    def _take(self, path: Path) -> tuple[Receipt, int]:
        """Read one file into the catalog, not yet indexed; with its receipt, how many passages wait for vectors."""
        from store.readers import read_page  # noqa: PLC0415  (who only asks need not wait for the HTML readers)

        origin = str(path)
        try:
            page = read_page(self._read(path), origin)
            known = self._catalog.by_origin(origin)
            if known and known.text == page.text and known.facts == page.facts:
                return Receipt(origin, "unchanged", known.id, known.facts.title, known.copy_of), 0
            article_id = known.id if known else article_id_of(page)
            sentences = split_sentences(article_id, page.text)
            passages = split_passages(article_id, page.text, sentences)
            article = self._catalog.add(page, sentences, passages, article_id=article_id, at=self._now())
        except EvenhandError as error:
            return _refused(origin, str(error)), 0
        status: Status = "copy" if article.copy_of else "indexed"
        return Receipt(origin, status, article.id, article.facts.title, article.copy_of), len(passages)

    def _read(self, path: Path) -> bytes:
        try:
            if path.exists() and not path.is_file():
                raise Refused("it is no regular file; pass the article's own file")
            with path.open("rb") as file:
                data = file.read(self._max_bytes + 1)
        except FileNotFoundError as error:
            raise Refused("there is no such file; check the path") from error
        except OSError as error:
            raise Refused(f"it cannot be read ({error.strerror}); check its name and permissions") from error
        if len(data) > self._max_bytes:
            raise Refused(
                f"it has {path.stat().st_size / 1e6:.1f} MB, more than the limit of {self._max_bytes / 1e6:g} MB; "
                "save the article alone, or raise EVENHAND_MAX_MB"
            )
        return data

    def _index_pending(self, progress: Callable[[int, int], Any] = lambda _done, _all: None) -> int:
        """Embed and send to Chroma every article whose vectors are not known to be there; returns how many."""
        pending = self._catalog.not_indexed()
        articles: list[Article] = []
        passages: list[Passage] = []
        for done, article_id in enumerate(pending, start=1):
            article = self._catalog.article(article_id)
            if article is not None:
                articles.append(article)
                passages.extend(self._catalog.passages_of(article_id))
            if len(passages) >= BATCH_PASSAGES or done == len(pending):
                self._send(articles, passages)
                articles, passages = [], []
                progress(done, len(pending))
        return len(pending)

    def _send(self, articles: Sequence[Article], passages: Sequence[Passage]) -> None:
        titles = {article.id: article.facts.title for article in articles}
        # An article's vectors are replaced whole, so a run that was killed half-way can be repeated.
        texts = [embedded_text(titles[passage.article_id], passage.text) for passage in passages]
        self._index.put(articles, passages, self._encode(texts))
        self._catalog.mark_indexed(articles)


def embedded_text(title: str | None, passage: str) -> str:
    """What is embedded for a passage: its article's title gives a passage full of pronouns its subject."""
    return f"{title}\n{passage}" if title else passage


def find_files(sources: Iterable[str | Path]) -> Iterator[tuple[Path | str, str | None]]:
    """The files named, and those in the folders named, in a stable order, each with the problem that it has, if any.

    Hidden files in folders are passed over. Paths are absolute and without "..", so that one file has one origin.
    """
    for source in sources:
        if str(source).startswith(("http://", "https://")):
            yield str(source), "addresses are not fetched yet; save the page and pass the file"
            continue
        try:
            path = Path(source).expanduser().resolve()
            is_folder = path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            yield str(source), f"it cannot be a path ({error}); check it"
            continue
        yield from _files_below(path) if is_folder else [(path, _unspeakable(path))]


def _files_below(folder: Path) -> Iterator[tuple[Path, str | None]]:
    problems: list[tuple[Path, str | None]] = []

    def unreadable(error: OSError) -> None:
        problems.append((Path(error.filename), f"the folder cannot be read ({error.strerror}); check its permissions"))

    found = []
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if not name.startswith(".")]
    yield from ((path, _unspeakable(path)) for path in sorted(found, key=os.fsencode))
    yield from problems


def _unspeakable(path: Path) -> str | None:
    """Why a path cannot be an origin: its name is no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return "its name is not valid UTF-8; rename it"
    return None


def _refused(origin: Path | str, reason: str) -> Receipt:
    return Receipt(str(origin).encode(errors="replace").decode(), "refused", reason=reason)
