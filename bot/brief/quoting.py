"""Evidence as it is quoted: with what it points back to, and with a sign where it is cut."""

from collections.abc import Sequence

from bot.brief.brief import Quote
from bot.brief.evidence import Evidence
from bot.brief.numbering import Numbering
from bot.brief.points.spoken import said_at, start_as_quoted
from bot.brief.points.standing import is_cut, stands_alone


def quotes_of(evidence: Sequence[Evidence], numbering: Numbering) -> tuple[Quote, ...]:
    """The evidence as it is shown: what points back ("This approach …") with the sentence before it.

    Not where that sentence is shown just before.
    """
    quotes: list[Quote] = []
    for item in evidence:
        text, start, number = item.article.text, item.start, numbering.number(item.article)
        if not stands_alone(item.text):
            start = start_as_quoted(item)
        if quotes and quotes[-1].source == number and start < quotes[-1].end <= item.start:
            start = item.start
        before, behind = is_cut(text, start, item.end)
        at = said_at(item.turns, start)
        quotes.append(Quote(text[start : item.end], number, item.speaker, start, item.end, before, behind, at))
    return tuple(quotes)
