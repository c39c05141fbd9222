"""Which sentences make the same argument: by meaning and by words, what the topic itself adds taken out of both."""

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.brief.findings.meanings import stem
from bot.brief.topic import Topic
from store.search import keywords_of
from store.vectors import Encode

Similarity = npt.NDArray[np.float64]

SAME_ARGUMENT = 0.59
"""Mean similarity from which on two groups are one argument, chosen on ArgKP's training topics (tests.evals.points)."""
WORDS_WEIGHT = 1.5
"""What a shared vocabulary counts beside the cosine; chosen with SAME_ARGUMENT."""
SAME_REST = 0.72
"""How alike two sentences must be in the words that they do not share: the mean of their best matches plus the cosine.
Chosen on tests/evals/data/points_news.jsonl: all pairs joined there are then one argument, without it half.
"Firms fear that reports help rivals" and "firms fear that reports help plaintiffs" share all but what they argue."""
SAME_IN_ALL = 1.7
"""How alike they must be in both, the whole and the rest; chosen on that file's parts but the one held out. Two
sentences that only speak of the same matter, one arguing and one reporting, reach 1.65."""
UNLIKE = 0.5
"""What two sentences count as that are not: less than SAME_ARGUMENT, so that only what both resemble joins them."""
_ENOUGH_SHARED = 2
"""So many words, all that one sentence says, make it the same as one that says more."""


def similarity_of(texts: Sequence[str], encode: Encode, topic: Topic | None) -> Similarity:
    """How much each two texts say the same of the topic: shape (n, n), the cosine plus the weighted word overlap.

    Every argument speaks of the topic, which says nothing of whether two are equal: the topic's direction is taken
    out of the vectors and its words are not compared. Nor are names: they say whom an argument is about, not which it
    is. Two texts that share words but not what they say beside them are never alike.
    """
    vectors = encode([*texts, topic.wording] if topic else texts).astype(np.float64)
    if topic:
        vectors, direction = vectors[:-1], vectors[-1]
        vectors = vectors - np.outer(vectors @ direction, direction)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(np.float64).eps)
    words = _words_of(texts, topic)
    similarity: Similarity = vectors @ vectors.T + WORDS_WEIGHT * _overlap(words)
    alike = [(a, b) for a in range(len(texts)) for b in range(a) if similarity[a, b] >= SAME_ARGUMENT]
    for (a, b), rest in zip(alike, _likeness_of_rests([(words[a], words[b]) for a, b in alike], encode), strict=True):
        if rest < SAME_REST or similarity[a, b] + rest < SAME_IN_ALL:
            similarity[a, b] = similarity[b, a] = UNLIKE
    return similarity


def _words_of(texts: Sequence[str], topic: Topic | None) -> list[dict[str, str]]:
    """Of each text the words that argue, by their stems."""
    about = " ".join((topic.wording, *topic.terms, *topic.opposite)) if topic else ""
    names = " ".join(name for text in texts for name in _NAME.findall(text))
    ignored = _stems(about).keys() | _stems(names).keys() | _SAYS_LITTLE.keys()
    return [{own: word for own, word in _stems(text).items() if own not in ignored} for text in texts]


def _likeness_of_rests(pairs: Sequence[tuple[Mapping[str, str], Mapping[str, str]]], encode: Encode) -> list[float]:
    """How alike the words are that only one of each two texts has: at most 2, also where one says all of the other."""
    rests = [(tuple(a[one] for one in a if one not in b), tuple(b[one] for one in b if one not in a)) for a, b in pairs]
    needed = dict.fromkeys(text for pair in rests if all(pair) for rest in pair for text in (*rest, " ".join(rest)))
    vector = dict(zip(needed, encode(list(needed)), strict=True)) if needed else {}
    found = []
    for (a, b), pair in zip(pairs, rests, strict=True):
        if not all(pair):
            found.append(2.0 if len(a.keys() & b.keys()) >= _ENOUGH_SHARED or not any(pair) else 0.0)
            continue
        one, other = (np.stack([vector[word] for word in rest]) for rest in pair)
        matches = one @ other.T
        whole = vector[" ".join(pair[0])] @ vector[" ".join(pair[1])]
        found.append(float(min(matches.max(axis=1).mean(), matches.max(axis=0).mean()) + whole))
    return found


def _overlap(sets: Sequence[Collection[str]]) -> Similarity:
    """The cosine of the texts as sets of word stems, 0..1; 0 for a text without words that argue."""
    column = {word: number for number, word in enumerate(sorted({word for words in sets for word in words}))}
    table = np.zeros((len(sets), len(column)), dtype=np.float64)
    for row, words in enumerate(sets):
        table[row, [column[word] for word in words]] = 1
    lengths = np.sqrt(np.maximum(table.sum(axis=1), 1))
    overlap: Similarity = (table @ table.T) / np.outer(lengths, lengths)
    return overlap


def _stems(text: str) -> dict[str, str]:
    return {stem(word): word for word in keywords_of(re.sub(r"['’]s\b|-", " ", text))}


_NAME = re.compile(r"(?<=[\w,;:)’] )[A-Z][\w’'.&-]*")
"""A word with a capital that does not begin a sentence or a quotation."""
_SAYS_LITTLE = _stems("""
    cannot can could would should may might must will one also even usually often only just still yet much many more
    most less very said say says told argued argues added adds warned warns suggested noted according make makes made
    get gets go goes use uses used way ways thing things people new
    somebody someone everybody everyone nobody anybody something everything nothing anything
    per cent percent third half quarter twice double million billion two three four five six seven eight nine ten
    twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
""")
