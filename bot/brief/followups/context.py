"""What a follow-up is read by: the briefs of its thread, the publishers there are, the day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.brief.followups.kept import KeptBrief
from bot.brief.question import Question, read_question
from store.catalog import Filters


@dataclass(frozen=True)
class Context:
    """The briefs of a thread, oldest first, the names of the publishers, and the day."""

    thread: Sequence[KeptBrief]
    publishers: Sequence[str]
    today: date

    @property
    def last(self) -> KeptBrief:
        """The brief before. Raises IndexError for an empty thread."""
        return self.thread[-1]

    def read(self, text: str, *, filters: Filters | None = None) -> Question:
        """A text as a question of its own; by default under the filters of the last one."""
        question = read_question(text, publishers=self.publishers, today=self.today)
        return replace(question, filters=self.last.filters if filters is None else filters)

    def same(self) -> Question:
        """The last question again, with its side and filters."""
        return replace(self.read(self.last.asked_as), intent=self.last.intent, side=self.last.side)


def whole(pattern: str) -> re.Pattern[str]:
    """A pattern of alternatives for a whole text, whatever its case."""
    return re.compile(rf"(?:{pattern})", re.IGNORECASE)
