"""Texts as vectors: what embedding, index and search hand to each other."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row a text, float32, unit length: a dot product is the cosine."""
Encode = Callable[[Sequence[str]], Vectors]
"""What makes vectors of texts, in order."""
