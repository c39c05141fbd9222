"""Articles in: read, clean, describe, split, embed, index. Doing it twice changes nothing; stopped, it goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from store.articles import Article, Passage
from store.catalog import Catalog, article_id_of
from store.errors import EvenhandError, FixSetup, Refused
from store.index import Index
from store.readers import read_page
from store.split import split_passages, split_sentences

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
        encode: Callable[[Sequence[str]], npt.NDArray[np.float32]],
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
        self._check_model()
        self._index_pending()
        waiting: list[Receipt] = []
        unindexed_passages = 0
        for path in find_files(sources):
            receipt, passages = self._take(path)
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

    def _check_model(self) -> None:
        known = self._catalog.remembered("embedding")
        if known is None:
            self._catalog.remember("embedding", self._embedding_name)
        elif known != self._embedding_name:
            raise FixSetup(
                f"The vectors were made by the embedding {known}, the settings now name {self._embedding_name}; "
                "go back to the old one or run: evenhand reindex"
            )

    def _take(self, path: Path) -> tuple[Receipt, int]:
        """Read one file into the catalog, not yet indexed; with its receipt, how many passages wait for vectors."""
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
            return Receipt(origin, "refused", reason=str(error)), 0
        status: Status = "copy" if article.copy_of else "indexed"
        return Receipt(origin, status, article.id, article.facts.title, article.copy_of), len(passages)

    def _read(self, path: Path) -> bytes:
        try:
            size = path.stat().st_size
            if size > self._max_bytes:
                raise Refused(
                    f"it has {size / 1e6:.1f} MB, more than the limit of {self._max_bytes / 1e6:g} MB; "
                    "save the article alone, or raise EVENHAND_MAX_MB"
                )
            return path.read_bytes()
        except FileNotFoundError as error:
            raise Refused("there is no such file; check the path") from error
        except OSError as error:
            raise Refused(f"it cannot be read ({error.strerror}); check its permissions") from error

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
        self._catalog.mark_indexed(article.id for article in articles)


def embedded_text(title: str | None, passage: str) -> str:
    """What is embedded for a passage: its article's title gives a passage full of pronouns its subject."""
    return f"{title}\n{passage}" if title else passage


def find_files(sources: Iterable[str | Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a stable order; hidden ones in folders are passed over."""
    for source in sources:
        path = Path(source).expanduser().absolute()
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        else:
            yield path
