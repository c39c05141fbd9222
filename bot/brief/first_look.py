"""A quick first look at sentences: how likely each argues about anything at all, by its words alone.

The judge reads a few dozen sentences a question, search brings hundreds. This picks those worth its time: a logistic
regression on hashed words and pairs of words, made by `make train` from the same sentences as the judge.
"""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 15
FILE = "first_look.npy"
"""`BUCKETS` weights, float16, and the bias behind them."""
_WORD = re.compile(r"\w+|[“”\"?%$€£]")
_LENGTH_STEP = 6
_LONGEST = 6


def features(sentence: str) -> npt.NDArray[np.int64]:
    """The buckets of a sentence's words, pairs of neighbouring words and length; sorted, without repeats."""
    words = ["#" if word[0].isdigit() else word for word in _WORD.findall(sentence.lower())]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    length = f"length {min(len(words) // _LENGTH_STEP, _LONGEST)}"
    return np.unique([zlib.crc32(name.encode()) % BUCKETS for name in (*words, *pairs, length)])


def scores(weights: npt.NDArray[np.float16], sentences: Sequence[str]) -> list[float]:
    """The log-odds that each sentence argues. `weights` is what FILE holds."""
    values, bias = weights[:BUCKETS].astype(np.float32), float(weights[BUCKETS])
    rows = (features(sentence) for sentence in sentences)
    return [float(values[row].sum() / np.sqrt(len(row))) + bias for row in rows]
