"""What a killed run and an undisturbed one do and leave behind; imported by the processes that are killed."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401  (here, so that a process made from one that has it need not load it)
import numpy as np
from sqlalchemy import column, select, table

from store.catalog import Catalog
from store.index import Index
from store.ingest import Ingest
from store.vector_sets import VectorSets
from store.vectors import Encode, Vectors

OLD, NEW = "old", "new"
TABLES = {
    "articles": "id, origin, text, raw, furniture, title, publisher, published_first, copy_of, indexed",
    "sentences": "article_id, number, start, end, quotable",
    "passages": "id, article_id, number, start, end",
    "signatures": "keys, article_id",
    "addresses": "address, article_id, read_sha256",
    "keywords": "passage_id, article_id, text, title, source",
    "dropped": "passage_id",
    "removed": "origin",
}


def encode(texts: Sequence[str]) -> Vectors:
    """Invented vectors of eight numbers: equal texts, equal vectors, in no time."""
    rows = [np.frombuffer(hashlib.sha256(one.encode()).digest(), dtype=np.int32) for one in texts]
    vectors = np.array(rows, dtype=np.float32).reshape(len(texts), 8)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def opened(data: Path, *, embedding: str = OLD, encode: Encode = encode) -> tuple[Catalog, Index, Ingest]:
    catalog = Catalog(data / "catalog.sqlite")
    index = Index(data / "chroma", VectorSets(catalog.engine).answering)
    start = datetime(2025, 11, 20, 9, tzinfo=UTC)
    ticks = iter(range(1_000_000))
    ingest = Ingest(
        catalog, index, encode, embedding_name=embedding, now=lambda: start + timedelta(seconds=next(ticks))
    )
    return catalog, index, ingest


def run(data: Path, articles: Path, started: Any = None) -> None:
    """Ingest a folder, saying when it starts."""
    if started is not None:
        started.set()
    catalog, index, ingest = opened(data)
    with closing(catalog), closing(index):
        for _ in ingest.run([articles]):
            pass


def reindex(data: Path, _articles: Path, started: Any = None) -> None:
    """Make the vectors anew, for another embedding."""
    if started is not None:
        started.set()
    catalog, index, ingest = opened(data, embedding=NEW)
    with closing(catalog), closing(index):
        ingest.reindex()


def state(data: Path) -> dict[str, Any]:
    """Everything that answers: rows of the catalog, the vectors that Chroma has and those that it finds."""
    catalog, index, _ = opened(data)
    with closing(catalog), closing(index):
        with catalog.engine.connect() as db:
            rows: dict[str, Any] = {
                name: sorted(map(tuple, db.execute(select(*map(column, columns.split(", "))).select_from(table(name)))))
                for name, columns in TABLES.items()
            }
        collection = index._collection()
        stored = collection.get(include=["embeddings", "metadatas"])
        vectors = dict(zip(stored["ids"], np.asarray(stored["embeddings"]), strict=True))
        rows["vectors"] = {passage: vector.tobytes() for passage, vector in sorted(vectors.items())}
        rows["metadata"] = dict(zip(stored["ids"], stored["metadatas"], strict=True))
        # All are asked for: the search is approximate, and what comes first among so few may be the second nearest.
        every = list(vectors)
        found = collection.query(query_embeddings=list(vectors.values()), n_results=len(every), include=[])["ids"]
        rows["found"] = {passage for passage, ids in zip(every, found, strict=True) if passage in ids}
        rows["collections"] = len(index._connected().list_collections())
    return rows
