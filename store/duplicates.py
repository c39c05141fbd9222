"""Syndicated copies: the same story on another site, under another title, cut short or lightly edited."""

import re
import zlib
from collections.abc import Mapping

SHINGLE_WORDS = 5
KEEP_ONE_IN = 4
"""One shingle in four is kept: enough to tell copies apart, a quarter of the rows."""
MIN_SHARED = 8
MIN_CONTAINMENT = 0.35
"""Five-word shingles of a text with 15% of its words changed survive with .85^5 = .44; two reports of one event by
different writers share under .05 of theirs."""

_WORD = re.compile(r"\w+")


def prints_of(text: str) -> frozenset[int]:
    """A sketch of the text: hashes of its five-word shingles, of which those divisible by four are kept.

    The choice depends on the hash alone ("0 mod p" sampling, Manber 1994), so copies keep the same shingles.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    hashes = (
        zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode()) for i in range(len(words) - SHINGLE_WORDS + 1)
    )
    return frozenset(h for h in hashes if h % KEEP_ONE_IN == 0)


def closest_copy(size: int, shared: Mapping[str, int], sizes: Mapping[str, int]) -> str | None:
    """The article of which a text with `size` prints is a copy, or None.

    `shared` counts the prints it has in common with each candidate, `sizes` the candidates' own. Containment in the
    shorter of the two is compared, so that a copy cut short is found.
    """
    best: tuple[float, str] | None = None
    for article_id, count in sorted(shared.items()):
        smaller = min(size, sizes[article_id])
        if count < min(MIN_SHARED, smaller) or smaller == 0:
            continue
        containment = count / smaller
        if containment >= MIN_CONTAINMENT and (best is None or containment > best[0]):
            best = (containment, article_id)
    return best[1] if best else None
