"""The bundled embedding: all-MiniLM-L6-v2 as int8 ONNX, run by ONNX Runtime with no network and no key.

Texts go through the model one at a time, several at once on as many threads. int8 quantisation takes its scale from the
whole input, so in a batch a text's vector depends on its neighbours (cosine down to 0.98); alone it is always the
same, and ingesting twice changes nothing. Passages are no slower so: a batch of them fills no core better than one.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from store.errors import FixSetup

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FOLDER = Path(__file__).parent / "models" / "all-MiniLM-L6-v2"
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
SUMS_FILE = "SHA256SUMS"
DIMENSIONS = 384
MAX_TOKENS = 256
"""What the model was trained to read; the rest of a longer text is not embedded."""

Vectors = npt.NDArray[np.float32]


class BundledEmbeddings(Embeddings):
    """Vectors of 384 numbers and unit length, so that a dot product is the cosine; equal texts, equal vectors.

    The model is loaded with the first text and may be shared between threads. `threads` is the number of texts in
    work at once (default: one a processor core).
    """

    dimensions = DIMENSIONS

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None

    @property
    def name(self) -> str:
        """Model and file, such as `all-MiniLM-L6-v2-int8:1a2b3c4d`: vectors of different names must not be compared.

        Raises FixSetup if the model's checksum file is missing.
        """
        return f"all-MiniLM-L6-v2-int8:{self._checksums()[MODEL_FILE][:8]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order: shape (n, 384), float32, unit length.

        Reads up to 256 tokens of a text. Raises FixSetup if the model's files are missing or damaged.
        """
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        tokenizer, session = self._load()
        encodings = tokenizer.encode_batch_fast([_without_lone_surrogates(text) for text in texts])
        if len(encodings) == 1:
            return np.stack([_vector(session, encodings[0])])
        with ThreadPoolExecutor(min(self._threads, len(encodings))) as pool:
            return np.stack(list(pool.map(lambda encoding: _vector(session, encoding), encodings)))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _load(self) -> "tuple[Tokenizer, InferenceSession]":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> "tuple[Tokenizer, InferenceSession]":
        # Imported with the first text: together they take longer than a command that embeds nothing.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_str(self._checked(TOKENIZER_FILE).decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            self._checked(MODEL_FILE), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return tokenizer, session

    def _checked(self, file_name: str) -> bytes:
        content = self._bytes(file_name)
        if hashlib.sha256(content).hexdigest() != self._checksums().get(file_name):
            raise FixSetup(f"{self._folder / file_name} is damaged. {_REMEDY}")
        return content

    def _checksums(self) -> dict[str, str]:
        lines = self._bytes(SUMS_FILE).decode(errors="replace").splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        if MODEL_FILE not in sums:
            raise FixSetup(f"{self._folder / SUMS_FILE} is damaged. {_REMEDY}")
        return sums

    def _bytes(self, file_name: str) -> bytes:
        try:
            return (self._folder / file_name).read_bytes()
        except OSError as error:
            raise FixSetup(
                f"The embedding model cannot be read: {self._folder / file_name} ({error.strerror}). {_REMEDY}"
            ) from error


_REMEDY = "Install Evenhand again, or make the model anew with `python -m store.models.export`."


def _without_lone_surrogates(text: str) -> str:
    """The tokenizer takes valid Unicode only; half a pair, from a mail decoded badly, becomes a question mark."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _vector(session: "InferenceSession", encoding: "Encoding") -> npt.NDArray[np.float32]:
    ids = np.array([encoding.ids], dtype=np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    tokens: npt.NDArray[np.float32] = session.run(None, inputs)[0][0]
    # An empty text still has its first and last mark, so there is always something to average.
    mean = tokens.mean(axis=0)
    unit: npt.NDArray[np.float32] = mean / np.linalg.norm(mean)
    return unit
