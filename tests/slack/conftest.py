"""The real app against the Slack look-alike, with answers that tests decide about."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, cast

import pytest

from bot.brief.answer import Answerer
from bot.brief.brief import Brief
from bot.brief.followups.conversation import Conversation
from bot.brief.followups.kept import KeptBriefs
from bot.brief.question import Question
from bot.playground.driver import Slack
from bot.services import Services
from bot.settings import Settings
from bot.slack.app import Bot, running
from store.catalog import Catalog
from store.embed import BundledEmbeddings
from tests.playground_fixtures import slack, slack_clock
from tests.slack.briefs import BOTH_SIDES

__all__ = ["slack", "slack_clock"]


@dataclass
class FakeAnswerer:
    """Answers what it is told to. While `may_answer` is cleared it holds its thread, as a slow model would."""

    brief: Brief = BOTH_SIDES
    error: Exception | None = None
    questions: list[str] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def answer_question(self, question: Question, **_: object) -> Brief:
        return replace(self.answer(question.text), question=question.text)

    def answer(self, text: str, **_: object) -> Brief:
        self.questions.append(text)
        self.begun.release()
        assert self.may_answer.wait(timeout=10)
        if self.error is not None:
            raise self.error
        return self.brief

    async def wait_for_questions(self, number: int) -> None:
        """Returns once so many more answers have been begun."""
        for _ in range(number):
            assert await asyncio.to_thread(self.begun.acquire, timeout=5)


@pytest.fixture
def answerer() -> FakeAnswerer:
    fake = FakeAnswerer()
    fake.may_answer.set()
    return fake


@pytest.fixture
def settings(slack: Slack) -> Settings:
    """All that Socket Mode needs."""
    return Settings.model_validate(
        {
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_signing_secret": slack.signing_secret,
            "slack_api_url": slack.api_url,
            "port": 0,
        }
    )


@pytest.fixture
def bot_services(
    settings: Settings,
    catalog: Catalog,
    answerer: FakeAnswerer,
    embeddings: BundledEmbeddings,
    now: Callable[[], datetime],
) -> Services:
    """A real catalog and embedding; no vectors, which the bot itself never touches."""
    numbers = count(1)
    fake = cast("Answerer", answerer)
    return Services(
        settings=settings,
        catalog=catalog,
        index=cast("Any", None),
        embeddings=embeddings,
        ingest=cast("Any", None),
        answerer=fake,
        conversation=Conversation(fake, catalog, KeptBriefs(catalog.engine, now=now), now=now),
        now=now,
        new_id=lambda: f"ref{next(numbers)}",
        load=lambda: None,
    )


@pytest.fixture
async def bot(bot_services: Services, slack: Slack) -> AsyncIterator[Bot]:
    """The bot in Socket Mode, connected."""
    async with running(bot_services) as started:
        await slack.wait_for_connections()
        yield started
