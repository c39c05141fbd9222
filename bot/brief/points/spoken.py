"""Who says a sentence, as a transcript knows it: its turns come before any guess from words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.brief.evidence import Evidence
from bot.brief.points.standing import start_with_context
from store.turns import Turn, turn_at


def in_turns(evidence: Sequence[Evidence], turns: Mapping[str, Sequence[Turn]]) -> list[Evidence]:
    """The evidence with whoever speaks where it starts; `turns` by the ids of their articles.

    A speaker found in the words stays only where the transcript names nobody.
    """
    return [_in_turns(item, turns.get(item.article.id, ())) for item in evidence]


def said_at(turns: Sequence[Turn], start: int) -> str | None:
    """When the words at this offset were said; None where no turn has them."""
    turn = turn_at(turns, start)
    return turn.said_at if turn else None


def start_as_quoted(item: Evidence) -> int:
    """Where a sentence that points back is quoted from: at the sentence before it if the same speaker says that."""
    spoken = turn_at(item.turns, item.start)
    if spoken is None or spoken.speaker is None:
        return start_with_context(item.article.text, item.start, item.speaker)
    start = start_with_context(item.article.text, item.start)
    before = turn_at(item.turns, start)
    return start if before is not None and before.speaker == spoken.speaker else item.start


def _in_turns(item: Evidence, turns: Sequence[Turn]) -> Evidence:
    if not turns:
        return item
    spoken = turn_at(turns, item.start)
    speaker = spoken.speaker if spoken and spoken.speaker else item.speaker
    return replace(item, speaker=speaker, turns=turns)
