"""Nothing is shown that is not in a stored article: quotations word for word, headlines by their names and figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.figures import figures_in
from bot.brief.names import names_in, stands_in, tokens_of

_LINK_OR_MARKUP = re.compile(r"://|www\.|[@<>\[\]|`]", re.IGNORECASE)
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")


def quotations_hold(points: Sequence[DraftPoint], text_of: Callable[[str], str | None]) -> list[DraftPoint]:
    """The points with only the evidence that stands word for word in the stored article at its offsets.

    `text_of` gives the text that the catalog holds for an article id now, or None. A point without evidence left is
    dropped, and so is one that lost some and whose headline does not hold by the rest.
    """
    kept = []
    for point in points:
        evidence = tuple(item for item in point.evidence if _stands(item, text_of(item.article.id)))
        lost = len(evidence) < len(point.evidence)
        if evidence and not (lost and not headline_holds(point.headline, evidence)):
            kept.append(replace(point, evidence=evidence))
    return kept


def headline_holds(headline: str, evidence: Sequence[Evidence]) -> bool:
    """Whether every figure, name, link and quoted word of the headline stands in the evidence or its speakers.

    Words of the evidence itself hold, as the extractive engine's headlines do, unless the cut took a figure's unit.
    Not checked: whether a "not" was lost, whether a figure rises or falls, and names that are ordinary words (Scale)
    or are written in a script without capitals. The quotations stand below the headline for that.
    """
    said = [item.text for item in evidence] + [item.speaker for item in evidence if item.speaker]
    allowed = frozenset[object]().union(*(figures_in(text) for text in said))
    if not figures_in(headline) <= allowed:
        return False
    if any(_is_cut_from(headline, text) for text in said):
        return True
    if _LINK_OR_MARKUP.search(headline):
        return False
    if not all(any(_plain(quoted) in _plain(text) for text in said) for quoted in _QUOTED.findall(headline)):
        return False
    tokens = [tokens_of(text) for text in said]

    def is_written_small(word: str) -> bool:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        return any(pattern.search(item.article.text) for item in evidence)

    names = names_in(headline, is_written_small=is_written_small)
    return all(any(stands_in(name, text) for text in tokens) for name in names)


def _stands(item: Evidence, text: str | None) -> bool:
    return text is not None and 0 <= item.start < item.end <= len(text) and text[item.start : item.end] == item.text


def _is_cut_from(headline: str, text: str) -> bool:
    """Whether the headline is a run of whole words of the text, but for case, quotation marks and an ellipsis."""
    words = _plain(headline.strip().strip("….").strip())
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[“”„\"«»]", "", text).replace("’", "'").casefold().split())
