"""Equal arguments become one point, however many articles and words they come in."""

import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from bot.brief.brief import Side
from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.themes import OF_THE_ALTERNATIVE, argues_by_contrast, shared_theme, theme_of

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]

SAME_ARGUMENT = 0.55
"""Mean cosine, the topic's own words taken out, above which two groups of sentences are one argument."""
HEADLINE_CHARS = 110
_SPEECH = re.compile(r"^[“\"]?([^“”\"]{25,}?)[,.]?[”\"]\s+\w")
"""The speech with which a sentence begins; its opening mark may stand before an earlier sentence."""


def group_points(evidence: Sequence[Evidence], encode: Encode, *, topic_terms: Sequence[str] = ()) -> list[DraftPoint]:
    """Group evidence of one side into points, strongest first.

    Sentences of one theme are one point, and so are the same words in two articles. The rest is joined by
    average-linkage clustering on sentence embeddings; the topic's own words are taken out first, for they stand in
    nearly every sentence and say nothing of which argument it makes.
    """
    by_theme: dict[str, list[int]] = {}
    by_words: dict[str, list[int]] = {}
    for i, item in enumerate(evidence):
        theme = theme_of(item.text)
        key, groups = (theme, by_theme) if theme else (_plain(item.text), by_words)
        groups.setdefault(key, []).append(i)
    vectors = encode([_without(topic_terms, item.text) for item in evidence])
    joined = [*by_theme.values(), *_cluster(list(by_words.values()), vectors @ vectors.T)]
    points = [_point([evidence[i] for i in group]) for group in joined]
    return sorted(points, key=_order)


def findings_of(evidence: Sequence[Evidence]) -> list[DraftPoint]:
    """One finding a sentence, in the order given; the same words in several articles are one finding."""
    by_words: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_words.setdefault(_plain(item.text), []).append(item)
    return [
        DraftPoint("neither", trim(same[0].text, HEADLINE_CHARS), tuple(_without_repeats(same)))
        for same in by_words.values()
    ]


def independent_sources(evidence: Sequence[Evidence]) -> int:
    """How many sources stand behind the evidence: copies of one article count once, and so does one speaker."""
    groups: list[set[str]] = []
    for item in evidence:
        keys = {f"article:{item.article.source_key}"}
        if item.speaker and (name := _name(item.speaker)):
            keys.add(f"speaker:{name}")
        touching = [group for group in groups if group & keys]
        for group in touching:
            groups.remove(group)
            keys |= group
        groups.append(keys)
    return len(groups)


def _without(terms: Sequence[str], text: str) -> str:
    """The text with "it" for the topic's words."""
    if not terms:
        return text
    longest_first = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.sub(rf"\b(?:{longest_first})s?\b", "it", text, flags=re.IGNORECASE)


def _cluster(groups: list[list[int]], similarity: npt.NDArray[np.float32]) -> list[list[int]]:
    """Average-linkage agglomeration: join the two most similar groups until none are the same argument.

    `sums` holds the similarity of every pair of groups summed over their members, so that a merge adds two rows.
    """
    if not groups:
        return []
    member = np.zeros((len(groups), len(similarity)), dtype=np.float64)
    for row, group in enumerate(groups):
        member[row, group] = 1
    sums = member @ similarity @ member.T
    sizes = member.sum(axis=1)
    while len(groups) > 1:
        means = sums / np.outer(sizes, sizes)
        np.fill_diagonal(means, -np.inf)
        a, b = sorted(int(i) for i in np.unravel_index(np.argmax(means), means.shape))
        if means[a, b] <= SAME_ARGUMENT:
            break
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sizes[a] += sizes[b]
        sums = np.delete(np.delete(sums, b, axis=0), b, axis=1)
        sizes = np.delete(sizes, b)
        groups[a] += groups.pop(b)
    return groups


def _point(group: list[Evidence]) -> DraftPoint:
    ranked = sorted(group, key=lambda item: (-item.confidence, -_day(item), item.article.id, item.start))
    return DraftPoint(
        ranked[0].side, headline_of([item.text for item in ranked], ranked[0].side), tuple(_without_repeats(ranked))
    )


def _without_repeats(ranked: list[Evidence]) -> list[Evidence]:
    """Every source's words once: what a copy repeats is left to the article that it copies."""
    first: dict[tuple[str, str], int] = {}
    for i, item in enumerate(ranked):
        key = (item.article.source_key, _plain(item.text))
        if key not in first or (ranked[first[key]].article.copy_of and not item.article.copy_of):
            first[key] = i
    return [ranked[i] for i in sorted(first.values())]


def _order(point: DraftPoint) -> tuple[int, float, int, str]:
    """By independent sources, then strength, then recency; the headline keeps ties in one order."""
    return (
        -independent_sources(point.evidence),
        -max(item.confidence for item in point.evidence),
        -max(_day(item) for item in point.evidence),
        point.headline,
    )


def _day(item: Evidence) -> int:
    last: date | None = item.article.facts.published.latest()
    return last.toordinal() if last else 0


def headline_of(texts: Sequence[str], side: Side) -> str:
    """A theme that fits every text, otherwise the shortest text trimmed at a clause boundary, never reworded.

    Of a sentence with speech in it, the speech is what argues: "said the mayor" is left to the attribution.
    """
    theme = shared_theme(texts)
    if theme:
        return theme + OF_THE_ALTERNATIVE if argues_by_contrast(theme, side) else theme
    spoken = [found[1] if (found := _SPEECH.match(text)) else text for text in texts]
    return trim(min(spoken, key=len).strip('“”" '), HEADLINE_CHARS)


def trim(text: str, max_chars: int) -> str:
    """The text if it is short enough, otherwise up to the last clause or word that fits, then an ellipsis."""
    plain = text.strip().rstrip(".").strip()
    if len(plain) <= max_chars:
        return plain
    head = plain[: max_chars - 2]
    clause = max((found.start() for found in re.finditer(r"[,;:]\s|\s[–—]\s", head)), default=0)
    if clause < max_chars // 3:
        clause = head.rfind(" ")
    return head[: clause if clause > 0 else len(head)].rstrip(" ,;:–—") + " …"


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


def _name(speaker: str) -> str:
    """The personal name that a speaker's description begins with, lower-case; "" for unnamed ones."""
    found = re.match(r"(?:[A-Z][\w.’'-]+\s+)+[A-Z][\w.’'-]+", speaker)
    return found[0].lower() if found else ""
