"""Answers in a conversation: every brief is kept, and what is said after it goes on from it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.brief.answer import Answerer
from bot.brief.brief import Brief, EngineName
from bot.brief.followups.details import more_on, shortened, source_says, standing, who_said
from bot.brief.followups.kept import KeptBrief, KeptBriefs
from bot.brief.followups.nearby import changed_since, quoted_text, sentences_near, words_of_point
from bot.brief.followups.reading import Ask, Remark, Shorten, ShowPoint, ShowSource, read_followup
from bot.brief.followups.remarks import CHANGED, nothing_further, said_before
from bot.brief.points.drafts import trim
from bot.brief.question import MAX_QUESTION_CHARS, Question, read_question
from bot.brief.spans import Span, quoted_spans
from bot.brief.topic import read_topic
from store import EvenhandError, FixSetup
from store.catalog import Catalog, Filters

SUBJECT_CHARS = 80

log = logging.getLogger(__name__)


class Conversation:
    """Answers and remembers. Thread-safe and synchronous, as the answerer is."""

    def __init__(self, answerer: Answerer, catalog: Catalog, kept: KeptBriefs, *, now: Callable[[], datetime]) -> None:
        """`now` returns aware UTC times."""
        self._answerer = answerer
        self._catalog = catalog
        self._kept = kept
        self._now = now

    def ask(
        self,
        text: str,
        *,
        thread: str | None = None,
        asked_by: str | None = None,
        filters: Filters | None = None,
        engine: EngineName | None = None,
    ) -> Brief:
        """The brief for a question that stands by itself, kept under its thread.

        Raises FixSetup for a question of more than 2,000 characters.
        """
        if len(text) > MAX_QUESTION_CHARS:
            raise FixSetup(
                f"The question has {len(text):,} characters; ask one of at most {MAX_QUESTION_CHARS:,}. Articles go in "
                "with: evenhand ingest"
            )
        question = read_question(text, publishers=self._catalog.publishers(), today=self._now().date(), filters=filters)
        brief = self._answerer.answer_question(question, engine=engine)
        self._keep(brief, question, thread=thread, asked_by=asked_by)
        return brief

    def follow(self, text: str, *, thread: str | None, asked_by: str | None = None) -> Brief | Remark | None:
        """What to answer to a follow-up, None if the text needs no context: then `ask`.

        A remark says what can be asked where the text refers to nothing.
        """
        before = self._kept.in_thread(thread)
        turn = read_followup(text, before, publishers=self._catalog.publishers(), today=self._now().date())
        if turn is None or isinstance(turn, Remark):
            return turn
        if isinstance(turn, Ask):
            return self._ask_on(turn, text, before, thread=thread, asked_by=asked_by)
        part = self._part(turn, text)
        if not part.points:
            return Remark(CHANGED)
        self._keep(part, _question_of(turn.of), thread=thread, asked_by=asked_by, part_of=turn.of.part_of or turn.of.id)
        return part

    def _ask_on(
        self, turn: Ask, text: str, before: Sequence[KeptBrief], *, thread: str | None, asked_by: str | None
    ) -> Brief | Remark:
        question = turn.question
        leave_out = _shown(before) if turn.further else []
        brief = self._answerer.answer_question(question, leave_out=leave_out)
        if turn.further and brief.intent == "not_covered":
            return Remark(nothing_further(before[-1].brief))
        steps = [brief.read_as]
        if question.side is not None:
            steps.append(f"arguments {question.side} first")
        if turn.further:
            steps.append("without what this thread has shown")
        steps.append(f"following your question on {_subject(turn.follows)}")
        brief = replace(brief, question=text, read_as="; ".join(steps))
        self._keep(brief, question, thread=thread, asked_by=asked_by)
        return brief

    def _part(self, turn: ShowPoint | ShowSource | Shorten, text: str) -> Brief:
        brief = turn.of.brief
        if isinstance(turn, Shorten):
            part = shortened(brief, asked=text)
        elif isinstance(turn, ShowSource):
            part = source_says(brief, turn.number, asked=text)
        elif turn.what == "speaker":
            part = who_said(brief, turn.point, asked=text)
        else:
            words = words_of_point(turn.point.point)
            hits = self._answerer.passages_near(" ".join(words), turn.of.filters)
            around, sources = sentences_near(turn.point.point, brief, hits, self._catalog)
            part = more_on(brief, turn.point, around, sources, asked=text)
        part = standing(part, lambda source: quoted_text(source, self._catalog))
        changed = changed_since(part.sources, self._catalog)
        return replace(part, notice=said_before(changed)) if changed else part

    def _keep(
        self,
        brief: Brief,
        question: Question,
        *,
        thread: str | None,
        asked_by: str | None,
        part_of: int | None = None,
    ) -> None:
        """Keep a brief; where that cannot be done now, people get their answer all the same."""
        try:
            self._kept.keep(brief, question, thread=thread, asked_by=asked_by, part_of=part_of)
        except EvenhandError as error:
            log.warning("a brief was not kept, so nothing can follow it: %s", error)


def _question_of(kept: KeptBrief) -> Question:
    return Question(kept.asked_as, kept.intent, None, kept.filters, kept.side)


def _subject(kept: KeptBrief) -> str:
    topic = read_topic(kept.asked_as) if kept.intent == "for_and_against" else None
    return topic.wording if topic else f"“{trim(kept.asked_as, SUBJECT_CHARS)}”"


def _shown(thread: Sequence[KeptBrief]) -> list[Span]:
    return [span for kept in thread for span in quoted_spans(kept.brief)]
