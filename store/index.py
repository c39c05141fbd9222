"""Chroma: the passages' vectors. It follows the catalog and can be rebuilt from it at any time."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from store.articles import Article, Passage
from store.catalog import Filters
from store.errors import FixSetup

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Vectors = npt.NDArray[np.float32]

COLLECTION = "passages"
NO_DATE = 0


class Index:
    """The collection of passage vectors (cosine distance). Texts stay in the catalog."""

    def __init__(self, connect: "Callable[[], ClientAPI]") -> None:
        """`connect` makes a client; it is called again for every `reopen`."""
        self._connect = connect
        self._lock = threading.RLock()
        self._client = connect()
        self._collection = self._open()

    @classmethod
    def in_folder(cls, folder: Path) -> "Index":
        """Open or create the embedded Chroma of a data folder. Raises FixSetup where it cannot be used."""
        import chromadb  # noqa: PLC0415  (half a second that `--help` need not wait for)
        from chromadb.config import Settings  # noqa: PLC0415

        try:
            folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            return cls(lambda: chromadb.PersistentClient(path=str(folder), settings=settings))
        except Exception as error:
            raise FixSetup(
                f"The vectors in {folder} cannot be opened ({error}); delete that folder and run: evenhand reindex"
            ) from error

    def put(self, articles: Sequence[Article], passages: Sequence[Passage], vectors: Vectors) -> None:
        """Replace these articles' vectors, shape (len(passages), dimensions). Doing it twice is harmless."""
        if not articles:
            return
        by_id = {article.id: article for article in articles}
        self._collection.delete(where={"article_id": {"$in": list(by_id)}})
        if passages:
            self._collection.upsert(
                ids=[passage.id for passage in passages],
                embeddings=[np.asarray(vector) for vector in vectors],
                metadatas=[_metadata(by_id[passage.article_id]) for passage in passages],
            )

    def nearest(self, vector: npt.NDArray[np.float32], *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Passage ids nearest to a query vector of shape (dimensions,), best first, with their cosine similarity."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415  (as in `in_folder`)

        with self._lock:
            try:
                found = self._query(vector, limit, filters)
            except NotFoundError:  # another process is rebuilding the collection
                self.reopen()
                found = self._query(vector, limit, filters)
        distances = found["distances"]
        if distances is None:
            return []
        return [
            (passage_id, 1.0 - distance) for passage_id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def _query(self, vector: npt.NDArray[np.float32], limit: int, filters: Filters) -> Any:
        return self._collection.query(
            query_embeddings=[vector], n_results=limit, where=_where(filters), include=["distances"]
        )

    def count(self) -> int:
        with self._lock:
            return int(self._collection.count())

    def reopen(self) -> None:
        """See what other processes wrote: an open embedded Chroma answers from what it saw first."""
        with self._lock:
            self.close()
            self._client = self._connect()
            self._collection = self._open()

    def clear(self) -> None:
        """Drop all vectors, as before a rebuild."""
        self._client.delete_collection(COLLECTION)
        self._collection = self._open()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # every client has it; the interface forgot

    def _open(self) -> Any:
        # No embedding function is given and none is wanted: Chroma's default would download a model.
        return self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )


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


def _where(filters: Filters) -> Any:
    conditions: list[dict[str, Any]] = []
    if filters.since:
        conditions.append({"first_day": {"$gte": filters.since.toordinal()}})
    if filters.until:
        conditions.append({"last_day": {"$lte": filters.until.toordinal()}})
        conditions.append({"last_day": {"$gt": NO_DATE}})
    if filters.publisher:
        name = filters.publisher.lower()
        conditions.append({"$or": [{"publisher": name}, {"agency": name}]})
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
