"""The small model that reads two texts together.

Topic and sentence, to tell whether it argues and on which side, or question and sentence, to tell whether it answers.

`make train` makes it; `models/judge/README.md` says from what, how good it is, and what it cannot do.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from store.bundled import BundledModel

FOLDER = Path(__file__).parent / "models" / "judge"
MAX_TOKENS = 96
"""What the model was trained to read of both texts together; the rest of a longer pair is not read."""
OUTPUTS = 4
"""For, against, neither, and whether a sentence answers a question."""
REMEDY = "Make the model with `make train`."

Logits = npt.NDArray[np.float32]


class CrossEncoder:
    """The model's file, loaded with the first pair and shared by all who ask it. `threads`: see BundledModel."""

    def __init__(self, folder: Path = FOLDER, *, threads: int | None = None) -> None:
        self._model = BundledModel(folder, max_tokens=MAX_TOKENS, remedy=REMEDY, threads=threads)

    @property
    def fingerprint(self) -> str:
        """The first eight digits of the file's sha256. Raises FixSetup if the checksums are missing."""
        return self._model.fingerprint

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """What the model says of pairs: shape (n, OUTPUTS). Raises FixSetup if its files are missing or damaged."""
        return np.array(self._model.run(pairs), dtype=np.float32).reshape(len(pairs), OUTPUTS)

    def checked(self, file_name: str) -> bytes:
        """A file that ships beside the model. Raises FixSetup if it is missing or damaged."""
        return self._model.checked(file_name)


def as_read(sentence: str, title: str, before: str) -> str:
    """A sentence that may answer, as the model reads it: with its article's title and the sentence before it.

    The sentence comes first: what is too long is cut at the end.
    """
    return " | ".join(part for part in (sentence, title, before) if part)
