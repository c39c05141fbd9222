"""What tests of the chat engine share: evidence, scripted answers, and a draft over real HTTP."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from bot.brief.brief import Side
from bot.brief.engines.chat import chat_engine
from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.question import Question
from bot.brief.topic import Topic
from bot.settings import Settings
from store import Article, EvenhandError, Facts
from store.catalog import Filters
from tests.openai_server import Answer, OpenAIServer, says

SIDES = Question(
    "What are the arguments for and against open models?",
    "for_and_against",
    Topic("open models", "adopting models with open weights", ("open models",)),
    Filters(),
)
FACTS = Question("How much did Kestrel save?", "findings", None, Filters())


def evidence(text: str, side: Side = "for", *, article: str = "a1", confidence: float = 0.8) -> Evidence:
    facts = Facts(title="On weights", publisher="Harbour Gazette")
    stored = Article(article, f"First. {text} Last.", "a.txt", facts, datetime(2025, 11, 3, tzinfo=UTC))
    return Evidence(stored, 7, 7 + len(text), text, side, confidence, 0.9)


CHEAPER = evidence("Kestrel Freight cut its bill for inference by 30 per cent with open weights.", article="a1")
ALSO_CHEAPER = evidence("A mill in Dunmore pays 40,000 euros less a year.", article="a2", confidence=0.9)
PRIVATE = evidence("No parcel list leaves our own servers.", article="a3")
MISUSED = evidence("Nobody can recall a model whose weights are out.", "against", article="a4")
HEADING = evidence("The view from the docks", "neither", article="a5")
EVERYTHING = [CHEAPER, ALSO_CHEAPER, PRIVATE, MISUSED, HEADING]


def point(side: str, headline: str, *numbers: int) -> dict[str, Any]:
    return {"side": side, "headline": headline, "evidence": list(numbers)}


def points(*given: dict[str, Any]) -> Answer:
    return says({"points": list(given)})


GOOD = points(point("for", "lower cost of inference", 1, 2), point("against", "no recall after misuse", 4))


def settings(url: str | None, *, model: str = "openai:scripted-1", timeout_s: float = 5) -> Settings:
    return Settings(model=model, model_url=url, model_timeout_s=timeout_s)


def draft(
    answer: Answer | Sequence[Answer],
    question: Question = SIDES,
    given: Sequence[Evidence] = EVERYTHING,
    timeout_s: float = 5,
) -> tuple[list[DraftPoint], OpenAIServer]:
    with OpenAIServer([answer] if isinstance(answer, Answer) else answer) as server:
        return chat_engine(settings(server.url, timeout_s=timeout_s)).draft(question, list(given)), server


def told(answer: Answer | Sequence[Answer], *, timeout_s: float = 5) -> EvenhandError:
    with pytest.raises(EvenhandError) as raised:
        draft(answer, timeout_s=timeout_s)
    assert "\n" not in str(raised.value)
    return raised.value


class Recorder(GenericFakeChatModel):
    """A model that records what it was asked, calls `on_call` and answers with prose."""

    seen: list[list[BaseMessage]] = []  # noqa: RUF012  (pydantic copies it)
    on_call: Callable[[], object] = lambda: None

    def bind_tools(self, tools: Any, **_: Any) -> Any:
        assert tools
        return self

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        self.seen.append(messages)
        self.on_call()
        return ChatResult(generations=[ChatGeneration(message=AIMessage("no points"))])
