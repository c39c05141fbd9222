"""Models that ship with the code: an int8 ONNX graph and its tokenizer, in a folder with their checksums."""

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from store.errors import FixSetup

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
SUMS_FILE = "SHA256SUMS"

Text = str | tuple[str, str]
"""A text, or a pair that the model reads together."""


class BundledModel:
    """Runs one text at a time, several at once on as many threads, so that a result never depends on its neighbours.

    int8 quantisation takes its scale from the whole input: in a batch, a text's result would change with its company.
    The model is loaded with the first text and may be shared between threads. `threads` is the number of texts in
    work at once (default: one a processor core); `remedy` ends every complaint about the files.
    """

    def __init__(self, folder: Path, *, max_tokens: int, remedy: str, threads: int | None = None) -> None:
        self._folder = folder
        self._max_tokens = max_tokens
        self._remedy = remedy
        self._threads = threads or os.cpu_count() or 1
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None

    @property
    def fingerprint(self) -> str:
        """The first eight digits of the graph's sha256. Raises FixSetup if the checksum file is missing or damaged."""
        return self._checksums()[MODEL_FILE][:8]

    def run(self, texts: Sequence[Text]) -> list[npt.NDArray[np.float32]]:
        """The graph's first output for each text, in order, without the batch dimension.

        Tokens beyond the maximum are not read. Raises FixSetup if the model's files are missing or damaged.
        """
        if not texts:
            return []
        tokenizer, session = self._load()
        encodings = tokenizer.encode_batch([_valid(text) for text in texts])

        def output(number: int) -> npt.NDArray[np.float32]:
            encoding = encodings[number]
            inputs = {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
                "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
            }
            first: npt.NDArray[np.float32] = session.run(None, inputs)[0][0]
            return first

        if len(texts) == 1:
            return [output(0)]
        # The longest first, so that no thread is left with a long text at the end.
        order = sorted(range(len(texts)), key=lambda number: -len(encodings[number].ids))
        with ThreadPoolExecutor(min(self._threads, len(texts))) as pool:
            results = dict(zip(order, pool.map(output, order), strict=True))
        return [results[number] for number in range(len(texts))]

    def checked(self, file_name: str) -> bytes:
        """A file of the folder, its checksum compared. Raises FixSetup if it is missing or damaged."""
        content = self._bytes(file_name)
        if hashlib.sha256(content).hexdigest() != self._checksums().get(file_name):
            raise FixSetup(f"{self._folder / file_name} is damaged. {self._remedy}")
        return content

    def _load(self) -> "tuple[Tokenizer, InferenceSession]":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> "tuple[Tokenizer, InferenceSession]":
        # Imported with the first text: together they take longer than a command that needs no model.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_str(self.checked(TOKENIZER_FILE).decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            self.checked(MODEL_FILE), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return tokenizer, session

    def _checksums(self) -> dict[str, str]:
        lines = self._bytes(SUMS_FILE).decode(errors="replace").splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        if MODEL_FILE not in sums:
            raise FixSetup(f"{self._folder / SUMS_FILE} is damaged. {self._remedy}")
        return sums

    def _bytes(self, file_name: str) -> bytes:
        try:
            return (self._folder / file_name).read_bytes()
        except OSError as error:
            raise FixSetup(
                f"The model cannot be read: {self._folder / file_name} ({error.strerror}). {self._remedy}"
            ) from error


def _valid(text: Text) -> Text:
    """The tokenizer takes valid Unicode only; half a pair, from a mail decoded badly, becomes a question mark."""
    if isinstance(text, tuple):
        first, second = text
        return first.encode(errors="replace").decode(), second.encode(errors="replace").decode()
    return text.encode(errors="replace").decode()
