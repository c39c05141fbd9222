"""Chroma: the passages' vectors. It follows the catalog and can be rebuilt from it at any time."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from store.articles import Article, Passage
from store.catalog import Filters
from store.errors import FixSetup, TryLater
from store.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

COLLECTION = "passages"
NO_DATE = 0
DEPTH = 10
"""How many times as many passages as are wanted are looked through before Chroma is asked to filter."""


class Index:
    """The collection of passage vectors (cosine distance) in a data folder. Texts stay in the catalog.

    Chroma is loaded with the first use, by whichever thread comes first; the others wait. Every method raises FixSetup
    where the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._client: ClientAPI | None = None
        self._passages: Any = None

    def put(self, articles: Sequence[Article], passages: Sequence[Passage], vectors: Vectors) -> None:
        """Replace these articles' vectors, shape (len(passages), dimensions). Doing it twice is harmless.

        Any number of passages goes in, in as many steps as Chroma needs. Raises TryLater where Chroma fails; of these
        articles some vectors may then be there and others not, of all others none is touched.
        """
        if not articles:
            return
        by_id = {article.id: article for article in articles}
        with self._lock:  # a search that reopens the index must not close it in between
            collection, at_once = self._collection(), self._connected().get_max_batch_size()
            try:
                collection.delete(where={"article_id": {"$in": list(by_id)}})
                for first in range(0, len(passages), at_once):
                    step = passages[first : first + at_once]
                    collection.upsert(
                        ids=[passage.id for passage in step],
                        embeddings=[np.asarray(vector) for vector in vectors[first : first + at_once]],
                        metadatas=[_metadata(by_id[passage.article_id]) for passage in step],
                    )
            except Exception as error:
                raise TryLater(f"the vectors could not be stored ({error}); run the same command again") from error

    def nearest(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Passage ids nearest to a query vector of shape (dimensions,), best first, with their cosine similarity."""
        found = self._read(lambda passages: _nearest(passages, vector, limit, filters))
        return [(passage_id, 1.0 - distance) for passage_id, distance in found]

    def cosines(self, vector: npt.NDArray[np.float32], passage_ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of a query vector of shape (dimensions,) to each of these passages that is known."""
        if not passage_ids:
            return {}
        found = self._read(lambda passages: passages.get(ids=list(passage_ids), include=["embeddings"]))
        if not found["ids"]:
            return {}
        cosines = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return dict(zip(found["ids"], cosines.tolist(), strict=True))

    def _read(self, read: Callable[[Any], Any]) -> Any:
        from chromadb.errors import NotFoundError  # noqa: PLC0415  (as in `_connected`)

        with self._lock:
            try:
                return read(self._collection())
            except NotFoundError:  # another process is rebuilding the collection
                self.reopen()
                return read(self._collection())

    def count(self) -> int:
        with self._lock:
            return int(self._collection().count())

    def reopen(self) -> None:
        """See what other processes wrote: an open embedded Chroma answers from what it saw first."""
        self.close()

    def clear(self) -> None:
        """Drop all vectors, as before a rebuild."""
        with self._lock:
            self._collection()
            self._connected().delete_collection(COLLECTION)
            self._passages = None

    def close(self) -> None:
        """Let go of the files; the next use opens them again."""
        with self._lock:
            if self._client is not None:
                self._client.close()  # type: ignore[attr-defined]  # every client has it; the interface forgot
            self._client = self._passages = None

    def _collection(self) -> Any:
        with self._lock:
            if self._passages is None:
                try:
                    # No embedding function is given and none is wanted: Chroma's default would download a model.
                    self._passages = self._connected().get_or_create_collection(
                        COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                    )
                except Exception as error:
                    raise FixSetup(
                        f"The vectors in {self._folder} cannot be opened ({error}); delete that folder and run: "
                        "evenhand reindex"
                    ) from error
            return self._passages

    def _connected(self) -> "ClientAPI":
        import chromadb  # noqa: PLC0415  (half a second that `--help` need not wait for)
        from chromadb.config import Settings  # noqa: PLC0415

        if self._client is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            self._client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        return self._client


def _nearest(collection: Any, vector: npt.NDArray[np.float32], limit: int, filters: Filters) -> list[tuple[str, float]]:
    """Ids and distances. Where dates let many pass, Chroma takes far longer with them than without: then we look."""
    if (filters.since or filters.until) and not filters.publisher:
        found = collection.query(query_embeddings=[vector], n_results=limit * DEPTH, include=["distances", "metadatas"])
        nearest = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
        passing = [(passage_id, distance) for passage_id, distance, facts in nearest if _is_of(facts, filters)]
        if len(passing) >= limit:
            return passing[:limit]
    found = collection.query(query_embeddings=[vector], n_results=limit, where=_where(filters), include=["distances"])
    return list(zip(found["ids"][0], found["distances"][0], strict=True))


def _metadata(article: Article) -> dict[str, str | int]:
    published = article.facts.published
    first, last = published.earliest(), published.latest()
    return {
        "article_id": article.id,
        "publisher": (article.facts.publisher or "").lower(),
        "agency": (article.facts.agency or "").lower(),
        "first_day": first.toordinal() if first else NO_DATE,
        "last_day": last.toordinal() if last else NO_DATE,
    }


def _is_of(facts: Mapping[str, Any], period: Filters) -> bool:
    """What `_where` asks of Chroma, of the dates of one passage (see `_metadata`)."""
    if period.since and facts["first_day"] < period.since.toordinal():
        return False
    return not period.until or NO_DATE < facts["last_day"] <= period.until.toordinal()


def _where(filters: Filters) -> Any:
    conditions: list[dict[str, Any]] = []
    if filters.since:
        conditions.append({"first_day": {"$gte": filters.since.toordinal()}})
    if filters.until:
        conditions.append({"last_day": {"$lte": filters.until.toordinal()}})
        conditions.append({"last_day": {"$gt": NO_DATE}})
    if filters.publisher:
        names = [name.lower() for name in filters.publishers]
        conditions.append({"$or": [{"publisher": {"$in": names}}, {"agency": {"$in": names}}]})
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
