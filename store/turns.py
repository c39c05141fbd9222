"""Who said what when: the turns of a transcript, as spans of its article's text."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, delete, insert, select

from store.tables import turns


@dataclass(frozen=True)
class Turn:
    """A stretch of a transcript by one speaker, as finely timed as the transcript is.

    `start` and `end` are offsets into the article's text; `starts_ms` and `ends_ms` count from the recording's start.
    A speaker that the transcript does not name is None.
    """

    start: int
    end: int
    speaker: str | None
    starts_ms: int
    ends_ms: int

    @property
    def said_at(self) -> str:
        """When it begins, as players show it: `00:14:03`."""
        seconds = self.starts_ms // 1000
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def keep_turns(engine: Engine, article_id: str, found: Sequence[Turn]) -> None:
    """Store an article's turns in place of those it had."""
    with engine.begin() as db:
        db.execute(delete(turns).where(turns.c.article_id == article_id))
        if found:
            db.execute(insert(turns), [{"article_id": article_id, **asdict(turn)} for turn in found])


def turns_of(engine: Engine, article_id: str) -> list[Turn]:
    """The turns of an article in their order; none where it is no transcript."""
    return turns_of_many(engine, [article_id]).get(article_id, [])


def turns_of_many(engine: Engine, article_ids: Iterable[str]) -> Mapping[str, list[Turn]]:
    """The turns of these articles, by their ids; an article without any is left out."""
    query = select(turns).where(turns.c.article_id.in_(list(article_ids))).order_by(turns.c.article_id, turns.c.start)
    found: dict[str, list[Turn]] = {}
    with engine.connect() as db:
        for row in db.execute(query):
            turn = Turn(row.start, row.end, row.speaker, row.starts_ms, row.ends_ms)
            found.setdefault(row.article_id, []).append(turn)
    return found


def turn_at(found: Sequence[Turn], start: int) -> Turn | None:
    """The turn in which the character at this offset stands, of turns in their order."""
    at = bisect_right([turn.start for turn in found], start) - 1
    return found[at] if at >= 0 and found[at].end > start else None
