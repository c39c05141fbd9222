"""The bundled embedding: all-MiniLM-L6-v2 as int8 ONNX, run by ONNX Runtime with no network and no key.

Texts go through the model one at a time, several at once on as many threads. int8 quantisation takes its scale from the
whole input, so in a batch a text's vector depends on its neighbours (cosine down to 0.98); alone it is always the
same, and ingesting twice changes nothing. Passages are no slower so: a batch of them fills no core better than one.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from store.bundled import BundledModel
from store.vectors import Vectors

FOLDER = Path(__file__).parent / "models" / "all-MiniLM-L6-v2"
DIMENSIONS = 384
MAX_TOKENS = 256
"""What the model was trained to read; the rest of a longer text is not embedded."""
REMEDY = "Install Evenhand again, or make the model anew with `python -m store.models.export`."


class BundledEmbeddings(Embeddings):
    """Vectors of 384 numbers and unit length, so that a dot product is the cosine; equal texts, equal vectors."""

    dimensions = DIMENSIONS

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        self._model = BundledModel(folder, max_tokens=MAX_TOKENS, remedy=REMEDY, threads=threads)

    @property
    def name(self) -> str:
        """Model and file, such as `all-MiniLM-L6-v2-int8:1a2b3c4d`: vectors of different names must not be compared.

        Raises FixSetup if the model's checksum file is missing.
        """
        return f"all-MiniLM-L6-v2-int8:{self._model.fingerprint}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order: shape (n, 384), float32, unit length.

        Reads up to 256 tokens of a text. Raises FixSetup if the model's files are missing or damaged.
        """
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        # An empty text still has its first and last mark, so there is always something to average.
        means = np.stack([tokens.mean(axis=0) for tokens in self._model.run(texts)])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
