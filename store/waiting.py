"""Articles that wait for their vectors, and what became of each: one that fails stops no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np

from store.articles import Article, Passage
from store.characters import characters_only
from store.errors import EvenhandError, FixSetup
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
        more = self.title or self.reason
        return f"{self.status:<10} {self.origin}{version}" + (f" — {more}" if more else "")


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


def refused(origin: str, reason: str, article_id: str | None = None) -> Receipt:
    """The receipt of what cannot be taken, fit to be printed whatever bytes its name has."""
    return Receipt(characters_only(origin), "refused", article_id, reason=characters_only(reason))


Keep = Callable[[Sequence[Article], Sequence[Passage], Vectors], Iterable[str]]
"""Stores these articles' vectors; the ids of those that are searchable by this, and not by another run."""


@dataclass(frozen=True)
class _Batch:
    """Receipts in their order, and the articles among them that wait, by their ids."""

    receipts: list[Receipt] = field(default_factory=list)
    parts: dict[str, Parts] = field(default_factory=dict)

    def is_full(self) -> bool:
        return sum(len(one.passages) for one in self.parts.values()) >= BATCH_PASSAGES


class Waiting:
    """Receipts in their order; those of articles without vectors wait until these are stored.

    While one batch is embedded in a thread of its own, the next is gathered: whoever adds articles reads and cleans
    meanwhile, and never gets further ahead. What is stored is stored by the thread that adds. Use it as a context.
    """

    def __init__(self, keep: Keep, encode: Encode, progress: Progress, *, expected: int) -> None:
        self._keep = keep
        self._encode = encode
        self._progress = progress
        self._expected = expected
        self._done = 0
        self._shown = 0.0
        self._gathered = _Batch()
        self._embedded: tuple[_Batch, Future[Vectors]] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedding")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=True)

    def expect(self, more: int) -> None:
        """Count on so many more receipts than was said."""
        self._expected += more

    def add(self, receipt: Receipt, parts: Parts | None) -> Iterator[Receipt]:
        """Take in one more, without parts where its vectors are there; yields the receipts that are final by then."""
        self._gathered.receipts.append(receipt)
        if parts is not None:
            self._gathered.parts[parts.article.id] = parts
        if self._embedded is not None and self._embedded[1].done():
            yield from self._land()
        if self._gathered.is_full() or (self._embedded is None and not self._gathered.parts):
            yield from self._hand_over()

    def finish(self) -> Iterator[Receipt]:
        """Store the vectors of all that wait; yields the remaining receipts.

        An article that another run made searchable meanwhile is unchanged: that run counts it. One whose vectors cannot
        be stored is refused and stays in the catalog for the next run. Raises FixSetup where none can be stored.
        """
        yield from self._hand_over()
        yield from self._land()

    def _hand_over(self) -> Iterator[Receipt]:
        """Let what was gathered be embedded, and store meanwhile what was embedded before."""
        batch, self._gathered = self._gathered, _Batch()
        if not batch.parts:
            yield from self._land()
            yield from self._finals(batch, {})
            return
        done_by_then = self._done + (len(self._embedded[0].receipts) if self._embedded else 0)
        vectors = self._thread.submit(self._vectors, list(batch.parts.values()), done_by_then)
        yield from self._land()
        self._embedded = (batch, vectors)

    def _land(self) -> Iterator[Receipt]:
        """Store the vectors of the batch that was handed over; yields its receipts."""
        if self._embedded is None:
            return
        batch, vectors = self._embedded
        self._embedded = None
        yield from self._finals(batch, self._store(list(batch.parts.values()), vectors))

    def _finals(self, batch: _Batch, outcomes: Mapping[str, str | None]) -> Iterator[Receipt]:
        self._done += len(batch.receipts)
        self._report(self._done)
        for receipt in batch.receipts:
            yield _final(receipt, outcomes) if receipt.article_id in batch.parts else receipt

    def _store(self, batch: Sequence[Parts], vectors: "Future[Vectors]") -> dict[str, str | None]:
        """The ids of the articles that are searchable by this, and with a reason those that cannot be."""
        articles = [one.article for one in batch]
        passages = [passage for one in batch for passage in one.passages]
        try:
            return dict.fromkeys(self._keep(articles, passages, vectors.result()))
        except FixSetup:
            raise
        except Exception as error:  # noqa: BLE001  (whatever one article trips over must not stop the others)
            if len(batch) > 1:
                alone = ((one, self._thread.submit(self._vectors, [one], self._done)) for one in batch)
                return {article_id: why for one, own in alone for article_id, why in self._store([one], own).items()}
            return {articles[0].id: _reason(error)}

    def _vectors(self, batch: Sequence[Parts], done: int) -> Vectors:
        texts = [embedded_text(one.article.facts.title, passage.text) for one in batch for passage in one.passages]
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        vectors = []
        for first in range(0, len(texts), STEP_PASSAGES):
            vectors.append(self._encode(texts[first : first + STEP_PASSAGES]))
            self._report(done + min(1.0, (first + STEP_PASSAGES) / len(texts)) * len(batch))
        return np.concatenate(vectors)

    def _report(self, done: float) -> None:
        self._shown = max(self._shown, done)  # what is stored may come after what is embedded next
        self._progress(self._shown, self._expected)


def parts_of(stored: Sequence[Article], passages: Sequence[Passage], vectors: Vectors) -> tuple[list[Passage], Vectors]:
    """Of these passages and their vectors, those of these articles."""
    ids = {article.id for article in stored}
    rows = [row for row, passage in enumerate(passages) if passage.article_id in ids]
    return [passages[row] for row in rows], vectors[rows]


def embedded_text(title: str | None, passage: str) -> str:
    """What is embedded for a passage: its article's title gives a passage full of pronouns its subject."""
    return f"{title}\n{passage}" if title else passage


def _final(receipt: Receipt, outcomes: Mapping[str, str | None]) -> Receipt:
    if receipt.article_id is None or receipt.article_id not in outcomes:
        return replace(receipt, status="unchanged")
    why = outcomes[receipt.article_id]
    return receipt if why is None else refused(receipt.origin, why, receipt.article_id)


def _reason(error: Exception) -> str:
    if isinstance(error, EvenhandError):
        return str(error)
    return f"its vectors could not be made ({type(error).__name__}: {error}); run the same command again"
