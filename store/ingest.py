"""Articles in: read, clean, describe, split, embed, index. Doing it twice changes nothing; stopped, it goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.articles import Article, Page, Passage
from store.catalog import Catalog, article_id_of
from store.errors import EvenhandError
from store.files import FoundFile, find_files, read_source
from store.index import Index
from store.rebuild import Rebuild
from store.search import check_embedding
from store.sources import Source
from store.split import split_passages, split_sentences
from store.vectors import Encode, Vectors
from store.waiting import Parts, Progress, Receipt, Waiting, parts_of, receipt_of, refused, unwatched

if TYPE_CHECKING:
    from store.readers import FieldMapping

MAX_BYTES = 10_000_000
AT_ONCE = 5_000
"""Passages whose vectors are looked for at a time, after some were lost."""
REMOVED = "it was removed; name it itself to take it in again"


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

    def run(
        self,
        sources: Iterable[str | Path | Source],
        progress: Progress = unwatched,
        *,
        fields: "FieldMapping | None" = None,
    ) -> Iterator[Receipt]:
        """Ingest files, folders of files and what was fetched, a receipt for each article once it is searchable.

        `fields` says where JSON keeps text and facts.
        Bad input is refused by name and the rest goes on; an article whose vectors cannot be stored is refused too, and
        tried again by the next run. What an earlier run left unfinished is finished, at the end where it is not among
        the sources; it then has a receipt only if it fails.
        """
        with self._index.writing():
            check_embedding(self._catalog, self._embedding_name)
            self._catalog.remember("embedding", self._embedding_name)
            self._drop_gone()
            self._notice_lost_vectors()
        left_over = self._catalog.not_indexed()
        expected = sum(1 for source in sources for _ in _each_of(source)) if isinstance(sources, Sequence) else 0
        taken: set[str] = set()
        with Waiting(self._keep, self._encode, progress, expected=expected) as waiting:
            for source in sources:
                for found in _each_of(source):
                    waiting.expect(0 if expected else 1)
                    if self._is_passed_over(found, source):
                        yield from waiting.add(Receipt(found.name, "unchanged", reason=REMOVED), None)
                        continue
                    for number, (receipt, parts) in enumerate(self._take(found, taken, fields)):
                        waiting.expect(min(number, 1))  # a source with several articles was counted as one
                        taken |= {parts.article.id} if parts else set()
                        yield from waiting.add(receipt, parts)
            yield from waiting.finish()
            yield from self._finish_left_over([one for one in left_over if one not in taken], waiting)
        if not self._index.is_whole():  # an earlier run was killed while Chroma wrote
            self.reindex()

    def reindex(self, progress: Progress = unwatched) -> int:
        """Rebuild Chroma from the catalog; returns the number of articles. Nothing in the catalog is lost.

        See `Rebuild.run`.
        """
        return Rebuild(self._catalog, self._index, self._encode, embedding_name=self._embedding_name).run(progress)

    def remove(self, article_id: str) -> bool:
        """Remove an article: it answers nothing from now on, and its vectors go. False where there is none.

        Killed in between, its vectors stay unseen until the next run drops them. Ingested again, its file or address
        is taken in only where it is named itself, and passed over in a folder.
        """
        if not self._catalog.remove(article_id, at=self._now()):
            return False
        with self._index.writing():
            self._drop_gone()
        return True

    def _keep(self, articles: Sequence[Article], passages: Sequence[Passage], vectors: Vectors) -> list[str]:
        with self._index.writing():
            check_embedding(self._catalog, self._embedding_name)  # a reindex may have ended meanwhile
            stored = self._catalog.still_stored(articles)
            self._index.put(stored, *parts_of(stored, passages, vectors))
            marked = self._catalog.mark_indexed(stored)
            self._drop_gone()
        return marked

    def _drop_gone(self) -> None:
        """Delete the vectors of passages that are gone. Call it while nobody else writes vectors."""
        gone, back = self._catalog.gone_from_chroma()
        if gone or back:
            self._index.drop(gone)
            self._catalog.forget_dropped([*gone, *back])

    def _notice_lost_vectors(self) -> None:
        """Mark the articles whose vectors are lost, as with a deleted Chroma folder, so that they are made again."""
        if self._index.count() >= self._catalog.passage_count():
            return
        lost: set[str] = set()
        after = ""
        while some := self._catalog.indexed_passages(after=after, limit=AT_ONCE):
            known = self._index.known(list(some))
            lost |= {article_id for passage_id, article_id in some.items() if passage_id not in known}
            after = list(some)[-1]
        self._catalog.mark_unindexed(sorted(lost))

    def _is_passed_over(self, found: FoundFile | Source, source: str | Path | Source) -> bool:
        """Whether this was removed, and a folder, not its own name, led to it."""
        if isinstance(found, Source) or found.problem or not self._catalog.was_removed(str(found.path)):
            return False
        return Path(found.name) != Path(str(source)).expanduser().absolute()

    def _take(
        self, found: FoundFile | Source, taken: AbstractSet[str], fields: "FieldMapping | None" = None
    ) -> Iterator[tuple[Receipt, Parts | None]]:
        """Read the articles of one source into the catalog; a refused one stops no other."""
        from store.readers import Limits, Problem, read_pages  # noqa: PLC0415  (who only asks need not wait for these)

        try:
            source = found if isinstance(found, Source) else read_source(found)
        except EvenhandError as error:
            yield refused(found.name, str(error)), None
            return
        for page in read_pages(source, limits=Limits(self._max_bytes), fields=fields):
            if isinstance(page, Problem):
                yield refused(page.name, page.reason), None
                continue
            try:
                yield self._store(page, taken)
            except EvenhandError as error:
                yield refused(source.name + page.origin.removeprefix(source.origin), str(error)), None

    def _store(self, page: Page, taken: AbstractSet[str]) -> tuple[Receipt, Parts | None]:
        """Put one page into the catalog; with its receipt, the article where its vectors are still to be stored.

        An article that this run has taken before is not taken again unless its file has changed since.
        """
        known, unchanged = self._catalog.known(page) or (None, False)
        if known and unchanged:
            if known.id in taken or self._catalog.is_indexed(known.id):
                return receipt_of(known, "unchanged", read_from=page.origin), None
            return receipt_of(known, read_from=page.origin), Parts(known, self._catalog.passages_of(known.id))
        article_id = known.id if known else article_id_of(page)
        sentences = split_sentences(article_id, page.text)
        passages = split_passages(article_id, page.text, sentences)
        article = self._catalog.add(page, sentences, passages, article_id=article_id, at=self._now())
        if article.id != article_id:  # another run has stored it meanwhile, under the id that counts
            passages = self._catalog.passages_of(article.id)
        if self._catalog.is_indexed(article.id):  # it stays as it was
            return receipt_of(article, "unchanged", read_from=page.origin), None
        receipt = receipt_of(article, read_from=page.origin, version=self._catalog.version_number(article.id))
        return receipt, Parts(article, passages)

    def _finish_left_over(self, article_ids: Sequence[str], waiting: Waiting) -> Iterator[Receipt]:
        """Store the vectors of articles that the catalog has; with a receipt for each that fails."""
        waiting.expect(len(article_ids))
        for article_id in article_ids:
            article = self._catalog.article(article_id)
            if article is not None and not self._catalog.is_indexed(article_id):
                parts = Parts(article, self._catalog.passages_of(article_id))
                yield from _failures(waiting.add(receipt_of(article), parts))
        yield from _failures(waiting.finish())


def _each_of(source: str | Path | Source) -> Iterable[FoundFile | Source]:
    return [source] if isinstance(source, Source) else find_files([source])


def _failures(receipts: Iterable[Receipt]) -> Iterator[Receipt]:
    return (receipt for receipt in receipts if receipt.status == "refused")
