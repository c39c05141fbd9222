"""Chroma: the passages' vectors. It follows the catalog and can be rebuilt from it at any time."""

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from store.articles import Article, Passage
from store.catalog import Filters
from store.errors import EvenhandError, FixSetup, TryLater
from store.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

COLLECTION = "passages"
NO_DATE = 0
LAST_WRITER = "last-writer"
"""A file in Chroma's folder with the mark of who wrote last."""
WAIT_FOR_WRITER_S = 60
"""A writer holds the folder while it stores one batch, which takes well under a second."""
NO_ROOM = ("disk is full", "disk I/O error", "No space left", "File too large")
DEPTH = 10
"""How many times as many passages as are wanted are looked through before Chroma is asked to filter."""


class Index:
    """The passages' vectors (cosine distance) in a data folder. Texts stay in the catalog.

    `collection` says which of Chroma's collections answers; it is asked whenever the folder is opened. Chroma is loaded
    with the first use, by whichever thread comes first; the others wait. Every method raises FixSetup where the folder
    cannot be used.
    """

    def __init__(self, folder: Path, collection: Callable[[], str] = lambda: COLLECTION) -> None:
        self._folder = folder
        self._collection_name = collection
        self._lock = threading.RLock()
        self._client: ClientAPI | None = None
        self._passages: Any = None
        self._own_mark = secrets.token_hex(8)
        self._writers = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=WAIT_FOR_WRITER_S)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one of all threads and processes that writes; who wrote before is seen. May be nested.

        Chroma's files take one writer at a time, and a writer that has not seen another's vectors would lose them.
        A process that ends lets go, however it ends. Raises TryLater where another does not for a minute.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._writers.acquire()
        except Timeout as error:
            raise TryLater("Another run is busy storing vectors; run the same command again.") from error
        except OSError as error:
            raise self._cannot_write(error) from error
        try:
            with self._lock:
                if not self._wrote_last():
                    self.close()
                    self._mark()
                yield
        finally:
            self._writers.release()

    def put(
        self, articles: Sequence[Article], passages: Sequence[Passage], vectors: Vectors, *, into: str | None = None
    ) -> None:
        """Store these articles' vectors, shape (len(passages), dimensions), over those that their passages have.

        They go into the collection that answers, or into the one named. Doing it twice is harmless, and any number of
        passages goes in, in as many steps as Chroma needs. Raises TryLater where Chroma fails, FixSetup where the disk
        is full; some vectors of these articles may then be there and others not, and no others are touched.
        """
        if not passages:
            return
        by_id = {article.id: article for article in articles}
        with self.writing():
            collection, at_once = self._collection(into), self._connected().get_max_batch_size()
            try:
                for first in range(0, len(passages), at_once):
                    step = passages[first : first + at_once]
                    collection.upsert(
                        ids=[passage.id for passage in step],
                        embeddings=[np.asarray(vector) for vector in vectors[first : first + at_once]],
                        metadatas=[_metadata(by_id[passage.article_id]) for passage in step],
                    )
            except Exception as error:
                raise self._not_stored(error) from error
            if not self._wrote_last():  # Chroma goes on in files that no longer have a name
                self.close()
                raise TryLater("the folder with the vectors was removed meanwhile; run the same command again")

    def drop(self, passage_ids: Sequence[str]) -> None:
        """Delete these passages' vectors from every collection, where they are."""
        if not passage_ids:
            return
        with self.writing():
            client = self._connected()
            at_once = client.get_max_batch_size()
            try:
                for collection in client.list_collections():
                    for first in range(0, len(passage_ids), at_once):
                        collection.delete(ids=list(passage_ids[first : first + at_once]))
            except Exception as error:
                raise self._not_stored(error) from error

    def drop_collections_but(self, names: Sequence[str]) -> None:
        """Delete the collections that are not among these: a rebuild has replaced them."""
        with self.writing():
            client = self._connected()
            for name in [one.name for one in client.list_collections()]:
                if name not in names:
                    client.delete_collection(name)

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

    def count(self, collection: str | None = None) -> int:
        """How many vectors the collection has that answers, or the one named."""
        if collection is None:
            return int(self._read(lambda passages: passages.count()))
        with self._lock:
            return int(self._collection(collection).count())

    def is_whole(self) -> bool:
        """Whether a search can come to every vector, as the files on the disk are now.

        Chroma killed while it writes its graph may leave some that it has and never finds. A search for as many as
        there are visits all that can be reached: one long search, about a second for 100,000.
        """
        with self.writing():
            self.reopen()
            number = self.count()
            if number == 0:
                return True
            try:
                some = self._collection().get(limit=1, include=["embeddings"])
                query = [np.asarray(vector) for vector in some["embeddings"]]
                found = self._collection().query(query_embeddings=query, n_results=number, include=[])
            except Exception:  # noqa: BLE001  (Chroma's errors share no class, and each means that it cannot be searched)
                return False
            return len(found["ids"][0]) >= number

    def known(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these passages that have a vector."""
        return set(self._read(lambda passages: passages.get(ids=list(passage_ids), include=[]))["ids"])

    def reopen(self) -> None:
        """See what other processes wrote: an open embedded Chroma answers from what it saw first."""
        self.close()

    def close(self) -> None:
        """Let go of the files; the next use opens them again."""
        with self._lock:
            if self._client is not None:
                self._client.close()  # type: ignore[attr-defined]  # every client has it; the interface forgot
            self._client = self._passages = None

    def _collection(self, name: str | None = None) -> Any:
        with self._lock:
            if name is not None:
                return self._opened(name)
            if self._passages is None:
                self._passages = self._opened(self._collection_name())
            return self._passages

    def _opened(self, name: str) -> Any:
        try:
            # No embedding function is given and none is wanted: Chroma's default would download a model.
            return self._connected().get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        except Exception as error:
            raise FixSetup(
                f"The vectors in {self._folder} cannot be opened ({error}); delete that folder and run: "
                "evenhand reindex"
            ) from error

    def _connected(self) -> "ClientAPI":
        import chromadb  # noqa: PLC0415  (half a second that `--help` need not wait for)
        from chromadb.config import Settings  # noqa: PLC0415

        if self._client is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            self._client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        return self._client

    def _wrote_last(self) -> bool:
        """Whether no other writer has been here since this one; a folder that was removed has no writer at all."""
        try:
            return (self._folder / LAST_WRITER).read_text(encoding="ascii") == self._own_mark
        except FileNotFoundError:
            return False

    def _mark(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / LAST_WRITER).write_text(self._own_mark, encoding="ascii")
        except OSError as error:
            raise self._cannot_write(error) from error

    def _not_stored(self, error: Exception) -> EvenhandError:
        """One failure of Chroma, as what to do about it; it is opened anew afterwards."""
        self.close()
        if any(sign in str(error) for sign in NO_ROOM):
            return self._cannot_write(error)
        return TryLater(f"the vectors could not be stored ({error}); run the same command again")

    def _cannot_write(self, error: Exception) -> FixSetup:
        return FixSetup(
            f"The vectors in {self._folder} cannot be written ({error}); free space or mend the folder's permissions, "
            "then run the same command again: what was finished is kept."
        )


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
