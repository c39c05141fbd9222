"""Who really stands behind a point: copies, one person in two articles and one agency text are one source."""

import re
from collections.abc import Sequence

from bot.brief.evidence import Evidence
from bot.brief.points.speakers import person_in

_SAME_WORDS = 8
"""So many words in a row that two articles share were written or said once."""


def independent_sources(evidence: Sequence[Evidence]) -> int:
    """How many independent sources stand behind the evidence.

    Counted once: an article and its copies; what one named person says, wherever; eight words in a row that several
    articles share; articles that name the same agency and day.
    """
    return len(set(source_numbers(evidence)))


def source_numbers(evidence: Sequence[Evidence]) -> list[int]:
    """For each piece of evidence the number of its independent source, counted from 0 in order of appearance."""
    groups: list[tuple[set[str], list[int]]] = []
    for at, item in enumerate(evidence):
        keys, members = _keys(item), [at]
        for group in [group for group in groups if group[0] & keys]:
            groups.remove(group)
            keys |= group[0]
            members += group[1]
        groups.append((keys, members))
    groups.sort(key=lambda group: min(group[1]))
    number_of = {at: number for number, (_, members) in enumerate(groups) for at in members}
    return [number_of[at] for at in range(len(evidence))]


def most_telling(evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    """At most `most` pieces of evidence, in their order; more only where there are more independent sources.

    Each independent source keeps its first, so that what is shown carries the count.
    """
    numbers = source_numbers(evidence)
    first = {numbers.index(number) for number in numbers}
    further = [at for at in range(len(evidence)) if at not in first]
    kept = first | set(further[: max(0, most - len(first))])
    return [item for at, item in enumerate(evidence) if at in kept]


def _keys(item: Evidence) -> set[str]:
    facts = item.article.facts
    keys = {f"article:{item.article.source_key}"}
    if item.speaker and (person := person_in(item.speaker)):
        keys.add(f"person:{person}")
    words = re.findall(r"\w+", item.text.lower())
    keys |= {f"words:{' '.join(words[at : at + _SAME_WORDS])}" for at in range(len(words) - _SAME_WORDS + 1)}
    if facts.agency and facts.published.precision == "day":
        keys.add(f"agency:{facts.agency.lower()} {facts.published.iso()}")
    return keys
