"""Chroma made anew from the catalog, in a collection of its own that takes over at the end."""

from collections.abc import Iterable, Sequence

from store.articles import Article, Passage
from store.catalog import Catalog
from store.errors import TryLater
from store.index import Index
from store.vector_sets import VectorSets
from store.vectors import Encode, Vectors
from store.waiting import Parts, Progress, Receipt, Waiting, parts_of, receipt_of

AT_ONCE = 200
"""Ids of articles that are looked up at a time."""
GIVEN_UP = "Another reindex, for another embedding, has taken over; this one changed nothing."


class Rebuild:
    """Fills the collection that is to answer next. Two at once share the work; killed, the next goes on."""

    def __init__(self, catalog: Catalog, index: Index, encode: Encode, *, embedding_name: str) -> None:
        self._catalog = catalog
        self._index = index
        self._encode = encode
        self._embedding_name = embedding_name
        self._sets = VectorSets(catalog.engine)
        self._target = ""

    def run(self, progress: Progress) -> int:
        """Rebuild and switch over; returns the number of articles that are searched then.

        Until then the old vectors answer, and an ingest may go on. Raises TryLater, when all others are done, where the
        vectors of some articles cannot be stored: where these were searched, the old vectors go on answering.
        """
        self._begin()
        failed: dict[str, Receipt] = {}
        expected = self._sets.missing_count(self._target)
        with Waiting(self._keep, self._encode, progress, expected=expected) as waiting:
            while not self._switch() and self._fill(waiting, failed):
                pass  # an ingest may have stored more meanwhile
        switched = self._sets.answering() == self._target
        if failed:
            number = self._catalog.count() + len(self._catalog.not_indexed())
            kept = "" if switched else ", and until they are the old vectors answer"
            first = next(iter(failed.values())).line()
            raise TryLater(f"{len(failed)} of {number} articles are not indexed{kept}; the first: {first}")
        if not switched:
            raise TryLater(GIVEN_UP)
        return self._catalog.count()

    def _begin(self) -> None:
        self._target = self._sets.begin(self._embedding_name)
        with self._index.writing():
            noted = self._sets.noted_passages(self._target)
            if self._index.count(self._target) < noted:  # the half-filled collection is gone
                self._target = self._sets.begin(self._embedding_name, anew=True)

    def _switch(self) -> bool:
        """Let the new collection answer if nothing is missing in it; the others are dropped then."""
        with self._index.writing():
            if not self._sets.switch(self._target, self._embedding_name):
                return False
            self._index.reopen()
            self._index.drop_collections_but([self._target])
        return True

    def _fill(self, waiting: Waiting, failed: dict[str, Receipt]) -> int:
        """Store what is missing and has not failed before; how many articles that was, none where it was given up."""
        after, tried = "", 0
        while article_ids := self._sets.missing(self._target, after=after, limit=AT_ONCE):
            after = article_ids[-1]
            for article_id in article_ids:
                article = self._catalog.article(article_id)
                if article is None or article_id in failed:
                    continue
                if self._sets.rebuilding() != self._target:
                    return 0
                tried += 1
                failed |= _failures(
                    waiting.add(receipt_of(article), Parts(article, self._catalog.passages_of(article_id)))
                )
        failed |= _failures(waiting.finish())
        return tried

    def _keep(self, articles: Sequence[Article], passages: Sequence[Passage], vectors: Vectors) -> list[str]:
        with self._index.writing():
            if self._sets.rebuilding() != self._target:
                return []
            stored = self._catalog.still_stored(articles)
            self._index.put(stored, *parts_of(stored, passages, vectors), into=self._target)
            self._sets.note(self._target, [article.id for article in stored])
        return [article.id for article in stored]


def _failures(receipts: Iterable[Receipt]) -> dict[str, Receipt]:
    return {receipt.article_id: receipt for receipt in receipts if receipt.status == "refused" and receipt.article_id}
