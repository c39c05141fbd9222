"""Articles in: read, clean, describe, split, embed, index. Doing it twice changes nothing; stopped, it goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.articles import Page
from store.catalog import Catalog, article_id_of
from store.errors import EvenhandError, TryLater
from store.files import FoundFile, find_files, read_source
from store.index import Index
from store.search import check_embedding
from store.sources import Source
from store.split import split_passages, split_sentences
from store.vectors import Encode
from store.waiting import Parts, Progress, Receipt, Waiting, receipt_of, refused, unwatched

if TYPE_CHECKING:
    from store.readers import FieldMapping

MAX_BYTES = 10_000_000


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
        check_embedding(self._catalog, self._embedding_name)
        self._catalog.remember("embedding", self._embedding_name)
        expected = self._catalog.passage_count()  # counted first: another run stores vectors before it says so
        if self._index.count() < expected:
            self._catalog.mark_all_unindexed()  # vectors were lost, as with a deleted Chroma folder
        left_over = self._catalog.not_indexed()
        found = [one for source in sources for one in _each_of(source)]
        waiting = self._waiting(progress, len(found))
        taken: set[str] = set()
        for one in found:
            for number, (receipt, parts) in enumerate(self._take(one, taken, fields)):
                taken |= {parts.article.id} if parts else set()
                waiting.expect(min(number, 1))  # a source with several articles was counted as one
                yield from waiting.add(receipt, parts)
        yield from waiting.finish()
        yield from self._finish_left_over([one for one in left_over if one not in taken], waiting)

    def reindex(self, progress: Progress = unwatched) -> int:
        """Rebuild Chroma from the catalog; returns the number of articles. Nothing in the catalog is lost.

        Raises TryLater, when all others are done, where the vectors of some cannot be stored.
        """
        self._catalog.mark_all_unindexed()
        self._index.clear()
        self._catalog.remember("embedding", self._embedding_name)
        article_ids = self._catalog.not_indexed()
        failed = list(self._finish_left_over(article_ids, self._waiting(progress, 0)))
        if failed:
            raise TryLater(
                f"{len(failed)} of {len(article_ids)} articles are not indexed; the first: {failed[0].line()}"
            )
        return len(article_ids)

    def _waiting(self, progress: Progress, files: int) -> Waiting:
        return Waiting(self._catalog, self._index, self._encode, progress, expected=files)

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
