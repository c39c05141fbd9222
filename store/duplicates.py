"""Whether two texts are one article: cut short, lightly edited, under another title or with another site's trailer.

Two looks: keys that copies have in common find the few candidates, then the pair is compared word by word.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from operator import itemgetter

from rensa import RMinHash

SHINGLE_WORDS = 3
"""Five-word shingles of a text with 15% of its words changed survive with .85^5 = .44, three-word ones with .61."""
OPENINGS = (50, 150)
"""Copies are cut at the end: MinHash of the whole misses one cut to a third, that of so many first words finds it."""
BAND_ROWS = 2
BANDS = 32
"""Openings of which a quarter of the shingles are the same (cut short and edited) meet in one of 32 bands of 2 rows
with p = .87 each, halves with .9999; texts on one subject share a hundredth and meet with p = .003."""
SEED = 20_251
SCHEME = f"rensa {RMinHash.ALGORITHM_VERSION}, seed {SEED}, {SHINGLE_WORDS} words, {OPENINGS}, {BANDS} x {BAND_ROWS}"
"""Names how keys are made: those of another scheme have nothing in common with these."""

MIN_WORDS = 16
"""A shorter text copies nothing: two such share a sentence by chance. Articles have 40 words and more."""
MIN_COVERED = 0.8
"""Share of the common stretch that must be the same in both texts, in the same order: a 15% edit keeps .85, news that
reuses background .78 at most (measured with tests/evals/bbc_edits.py on its odd half)."""
WHOLLY_COVERED = 0.88
MAX_STRETCHED = 1.3
"""So much longer may the common stretch be in one text than in the other, unless nearly all of it is the same: new
paragraphs between old ones are news."""
MIN_STRETCH = 0.5
"""Share of the shorter text that the common stretch must have; the rest can be another site's trailer."""
MAX_GAP = 12
"""So many changed words between unchanged ones count as edited in place."""
MIN_MARKS = 4
MIN_MARKS_KEPT = 0.6
MIN_FIGURES_KEPT = 0.5
"""Shares of names and figures that must be the same: texts of one template share all other words."""
MIN_NAMED = 3
"""Whoever is named so often is the subject."""
MIN_RESEMBLING = 0.35
_MOST_PLACES = 4
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\d+(?:[.,]\d+)*|[^\W\d\u3040-\u30ff\u3400-\u9fff]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•–—\"“”‘’'(\[])\s*$")


@dataclass(frozen=True)
class Wording:
    """A text as its words in lower case, and which of them are names or figures."""

    text: str

    @cached_property
    def _tokens(self) -> tuple[tuple[str, ...], frozenset[int]]:
        words: list[str] = []
        marks: list[int] = []
        for found in _WORD.finditer(self.text):
            word, start = found[0], found.start()
            if word[0].isdigit() or (
                word[0].isupper() and not _SENTENCE_START.search(self.text, max(0, start - 3), start)
            ):
                marks.append(len(words))
            words.append(word.lower())
        return tuple(words), frozenset(marks)

    @property
    def words(self) -> tuple[str, ...]:
        return self._tokens[0]

    @property
    def marks(self) -> frozenset[int]:
        """Positions of figures, and of words with a capital that does not come from the start of a sentence."""
        return self._tokens[1]

    @cached_property
    def shingles(self) -> tuple[str, ...]:
        """Every three words in a row, in order; a shorter text is one shingle."""
        words = self.words
        last = max(1, len(words) - SHINGLE_WORDS + 1) if words else 0
        return tuple(" ".join(words[at : at + SHINGLE_WORDS]) for at in range(last))


def keys_of(wording: Wording) -> tuple[int, ...]:
    """Keys, of which a text and a copy of it have some in common: bands of MinHash signatures (`SCHEME`).

    Signed 64-bit numbers, as SQLite stores them; none for a text without words.
    """
    if not wording.words:
        return ()
    parts = [*(wording.shingles[:words] for words in OPENINGS), wording.shingles]
    signatures = RMinHash.digests_from_token_sets(parts, num_perm=BANDS * BAND_ROWS, seed=SEED)
    return tuple(
        _number(f"{part} {band} {signature[band * BAND_ROWS : (band + 1) * BAND_ROWS]}")
        for part, signature in enumerate(signatures)
        for band in range(BANDS)
    )


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether most of the shorter text stands in the longer, in its order and with its names and figures."""
    shorter, longer = sorted((one, other), key=lambda wording: (len(wording.words), wording.words))
    if len(shorter.words) < MIN_WORDS:
        return False
    if shorter.words == longer.words[: len(shorter.words)]:
        return True
    stretch = _common_stretch(shorter, longer)
    if stretch is None or len(stretch.here) < MIN_STRETCH * len(shorter.words):
        return False
    enough = MIN_COVERED if stretch.in_step else WHOLLY_COVERED
    return stretch.covered >= enough and _on_one_matter(shorter, longer, stretch.same_here, stretch.same_there)


def resembles(one: Wording, other: Wording) -> bool:
    """Whether one can be a later version of the other: a good part and most names and figures are the same."""
    shorter, longer = sorted((one, other), key=lambda wording: (len(wording.words), wording.words))
    if not shorter.words:
        return False
    own = set(shorter.shingles)
    if len(own & set(longer.shingles)) < MIN_RESEMBLING * len(own):
        return is_copy(one, other)
    return _on_one_matter(shorter, longer, range(len(shorter.words)), range(len(longer.words)))


@dataclass(frozen=True)
class _Stretch:
    """Where the shorter text (here) lies in the longer (there).

    First to last word, and those in between that are the same in both or changed in place.
    """

    here: range
    there: range
    same_here: frozenset[int]
    same_there: frozenset[int]

    @property
    def covered(self) -> float:
        return len(self.same_here) / len(self.here)

    @property
    def in_step(self) -> bool:
        return 1 / MAX_STRETCHED <= len(self.there) / len(self.here) <= MAX_STRETCHED


def _common_stretch(shorter: Wording, longer: Wording) -> _Stretch | None:
    chain = _longest_chain(shorter.shingles, longer.shingles)
    if not chain:
        return None
    here, there = set[int](), set[int]()
    end, end_there = chain[0]
    for at, at_there in chain:
        in_place = 0 <= at - end <= MAX_GAP and 0 <= at_there - end_there <= 2 * MAX_GAP
        end, last_end, end_there, last_end_there = at + SHINGLE_WORDS, end, at_there + SHINGLE_WORDS, end_there
        here.update(range(last_end if in_place else at, end))
        there.update(range(last_end_there if in_place else at_there, end_there))
    stretch = range(chain[0][0], min(end, len(shorter.words)))
    return _Stretch(stretch, range(chain[0][1], end_there), frozenset(here), frozenset(there))


def _longest_chain(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """Places of equal shingles in both, each further on than the one before in both: a longest such row of them."""
    places: dict[str, list[int]] = {}
    for at, shingle in enumerate(there):
        places.setdefault(shingle, []).append(at)
    ends: list[int] = []  # the place there at which the best chain of each length ends
    links: list[tuple[int, int, int]] = []  # place here, place there, number of the link before
    last: list[int] = []
    for at, shingle in enumerate(here):
        found = places.get(shingle, [])
        for place in reversed(found if len(found) <= _MOST_PLACES else []):
            length = bisect_left(ends, place)
            links.append((at, place, last[length - 1] if length else -1))
            ends[length : length + 1] = [place]
            last[length : length + 1] = [len(links) - 1]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(links[at][:2])
        at = links[at][2]
    return chain[::-1]


def _on_one_matter(one: Wording, other: Wording, these: Container[int], those: Container[int]) -> bool:
    """Whether these words of one text speak of whom and what the other does, or the other way round.

    An edit brings foreign names into one of the texts; two texts of one template have each their own.
    """
    return _marks_kept(one, other, these) or _marks_kept(other, one, those)


def _marks_kept(own: Wording, other: Wording, places: Container[int]) -> bool:
    """Whether most names and figures stand in the other text, most figures alone, and whoever is named most.

    Few tell nothing.
    """
    marks = [own.words[at] for at in own.marks if at in places]
    figures = [mark for mark in marks if mark[0].isdigit()]
    there = set(other.words)
    kept = {mark for mark in marks if mark in there}
    most, times = max(Counter(marks).items(), key=itemgetter(1, 0), default=("", 0))
    return (
        (len(marks) < MIN_MARKS or sum(mark in kept for mark in marks) >= MIN_MARKS_KEPT * len(marks))
        and (len(figures) < MIN_MARKS or sum(mark in kept for mark in figures) >= MIN_FIGURES_KEPT * len(figures))
        and (times < MIN_NAMED or most in kept)
    )


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)
