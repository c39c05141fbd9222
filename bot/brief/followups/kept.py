"""The briefs that were given, in the catalog's database: what a thread's follow-ups go on from."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, Column, Engine, Integer, MetaData, Row, String, Table, Text, delete, insert, select

from bot.brief.brief import Brief, Side
from bot.brief.question import AskedIntent, Question
from store.catalog import Filters
from store.database import create_tables

KEPT_FOR = timedelta(days=90)
"""Older briefs are dropped whenever a new one is kept: nobody goes on with a thread after a quarter."""
THREAD_BRIEFS = 30
"""How many of a thread's briefs, the newest, are read back."""

metadata = MetaData()

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("thread", String, index=True),  # opaque; null where nothing can follow (command line, slash command)
    Column("asked_at_utc", String, nullable=False, index=True),
    Column("asked_by", String),  # opaque
    Column("question", Text, nullable=False),  # as typed
    Column("asked_as", Text, nullable=False),  # the same as a question that needs no context
    Column("intent", String, nullable=False),  # what it asks for: for_and_against or findings
    Column("side", String),  # the one side that it asks for
    Column("filters", JSON, nullable=False),
    Column("part_of", Integer),  # the brief of which this one only shows a part
    Column("contents", JSON, nullable=False),  # as `evenhand ask --json` prints it
    sqlite_autoincrement=True,  # an id is never given to a second brief
)

log = logging.getLogger(__name__)

_BRIEF = TypeAdapter(Brief)
_FILTERS = TypeAdapter(Filters)


@dataclass(frozen=True)
class KeptBrief:
    """A brief with what is needed to go on from it.

    `asked_as` is its question in words that need no context. `part_of` is the id of the brief of which it only shows
    a part ("who said that?"), None for a brief of its own.
    """

    id: int
    asked_as: str
    intent: AskedIntent
    side: Side | None
    filters: Filters
    brief: Brief
    part_of: int | None = None


class KeptBriefs:
    """Safe to use from any thread and from several processes; every method is its own transaction."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime]) -> None:
        """`now` returns aware UTC times. A catalog from before gets the table."""
        self._engine = engine
        self._now = now
        create_tables(engine, metadata)

    def keep(
        self,
        brief: Brief,
        question: Question,
        *,
        thread: str | None,
        asked_by: str | None = None,
        part_of: int | None = None,
    ) -> int:
        """Keep a brief under a new id, and drop those older than 90 days.

        `question` is what it answers, its text in words that need no context; `brief.question` is what was typed.
        """
        now = self._now()
        row = {
            "thread": thread,
            "asked_at_utc": now.isoformat(),
            "asked_by": asked_by,
            "question": brief.question,
            "asked_as": question.text,
            "intent": question.intent,
            "side": question.side,
            "filters": _FILTERS.dump_python(question.filters, mode="json"),
            "part_of": part_of,
            "contents": brief.to_json(),
        }
        with self._engine.begin() as db:
            db.execute(delete(briefs).where(briefs.c.asked_at_utc < (now - KEPT_FOR).isoformat()))
            kept: int = db.execute(insert(briefs).values(row).returning(briefs.c.id)).scalar_one()
        return kept

    def in_thread(self, thread: str | None) -> list[KeptBrief]:
        """The newest briefs of a thread, oldest first; none for no thread.

        A brief that another version of the program kept in another form is left out: the thread goes on without it.
        """
        if thread is None:
            return []
        query = select(briefs).where(briefs.c.thread == thread).order_by(briefs.c.id.desc()).limit(THREAD_BRIEFS)
        with self._engine.connect() as db:
            rows = db.execute(query).all()
        return [kept for row in reversed(rows) if (kept := _from_row(row)) is not None]


def _from_row(row: Row[Any]) -> KeptBrief | None:
    contents: dict[str, Any] = row.contents
    try:
        sides = contents["sides"]
        brief = _BRIEF.validate_python({**contents, "points_for": sides["for"], "points_against": sides["against"]})
        filters = _FILTERS.validate_python(row.filters)
    except (ValidationError, KeyError, TypeError):
        log.warning("brief %d was kept in another form and is not read", row.id)
        return None
    return KeptBrief(row.id, row.asked_as, row.intent, row.side, filters, brief, row.part_of)
