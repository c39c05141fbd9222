"""The chat engine: a chat model chooses, groups and words; quotations, sources and dates stay those of the store."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import Literal, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langsmith import tracing_context
from pydantic import BaseModel, ConfigDict

from bot.brief.brief import EngineName, Side
from bot.brief.engines.chat_model import build_chat_model, failure_of
from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.points.independence import independent_sources
from bot.brief.prompts import load_prompt
from bot.brief.question import Question
from bot.brief.verify import headline_holds
from bot.settings import Settings
from store import TryLater

__all__ = ["ChatEngine", "build_chat_model", "chat_engine"]

MAX_SENTENCES_A_SIDE = 40
"""How many sentences of one side the model reads: about 4,000 tokens for both sides."""
MAX_POINTS = 8
MAX_HEADLINE_WORDS = 12
MAX_HEADLINE_CHARS = 120

T = TypeVar("T")
Numbered = list[tuple[Evidence, ...]]


class Argument(BaseModel):
    """One argument."""

    model_config = ConfigDict(extra="forbid")

    side: Literal["for", "against"]
    headline: str
    evidence: list[int]


class Arguments(BaseModel):
    """The arguments for and against."""

    model_config = ConfigDict(extra="forbid")

    points: list[Argument]


class Finding(BaseModel):
    """One finding."""

    model_config = ConfigDict(extra="forbid")

    headline: str
    evidence: list[int]

    @property
    def side(self) -> Literal["neither"]:
        return "neither"


class Findings(BaseModel):
    """The findings."""

    model_config = ConfigDict(extra="forbid")

    points: list[Finding]


class ChatEngine:
    """An engine that asks a chat model. Thread-safe as far as the model is."""

    name: EngineName = "chat"

    def __init__(self, model: BaseChatModel, *, timeout_s: float = 20) -> None:
        """`timeout_s` bounds a whole draft, retries included."""
        self._model = model
        self._timeout_s = timeout_s
        self._rules = {"for_and_against": load_prompt("for_and_against"), "findings": load_prompt("findings")}
        self._question = load_prompt("evidence")

    def draft(self, question: Question, evidence: list[Evidence]) -> list[DraftPoint]:
        """Points that the model worded and that hold by their evidence, best supported first; see `points_from`.

        Without evidence that can carry a point the model is not asked and there are none. Raises TryLater or FixSetup,
        one line that is safe to show, if the model fails, declines, or words no point that holds.
        """
        sided = question.intent == "for_and_against"
        numbered = number_sentences(evidence, sided=sided)
        if not numbered:
            return []
        limits = {"max_points": MAX_POINTS, "max_words": MAX_HEADLINE_WORDS}
        messages = [
            SystemMessage(self._rules[question.intent].fill(limits)),
            HumanMessage(
                self._question.fill({"question": _question_line(question), "evidence": _lines(numbered, sided=sided)})
            ),
        ]
        try:
            answer = _within(self._timeout_s, lambda: self._ask(messages, Arguments if sided else Findings))
        except Exception as error:
            # Whatever a provider's client raises, the reader gets a brief: the caller falls back to another engine.
            raise failure_of(error, timeout_s=self._timeout_s) from error
        points = points_from(answer.points, numbered)
        if not points:
            raise TryLater("No point that the chat model worded stands in the evidence; ask again or more narrowly.")
        return points

    def _ask(self, messages: list[BaseMessage], schema: type[Arguments | Findings]) -> Arguments | Findings:
        # The environment may switch LangSmith's tracing on for other programs; articles and questions stay here.
        with tracing_context(enabled=False):
            # Not with `include_raw`: LangChain then waits in a thread pool, which holds up the program's end.
            answer = self._model.with_structured_output(schema).invoke(messages)
        if not isinstance(answer, schema):
            raise TypeError("no structured answer")
        return answer


def chat_engine(settings: Settings) -> ChatEngine:
    """The engine for the model that the settings name. Raises FixSetup; calls no server."""
    return ChatEngine(build_chat_model(settings), timeout_s=settings.model_timeout_s)


def number_sentences(evidence: Sequence[Evidence], *, sided: bool) -> Numbered:
    """What the model may name: sentence number n is item n - 1. The same words in several articles are one sentence.

    `sided` leaves out evidence that takes no side. The most telling sentences of each side are kept, in the order of
    the evidence.
    """
    groups: dict[tuple[Side, str], list[Evidence]] = {}
    for item in evidence:
        if not sided or item.side != "neither":
            groups.setdefault((item.side if sided else "neither", " ".join(item.text.split())), []).append(item)
    kept: set[tuple[Side, str]] = set()
    for side in ("for", "against", "neither"):
        own = [key for key in groups if key[0] == side]
        own.sort(key=lambda key: -max(item.relevance * item.confidence for item in groups[key]))
        kept.update(own[:MAX_SENTENCES_A_SIDE])
    return [tuple(group) for key, group in groups.items() if key in kept]


def points_from(worded: Sequence[Argument | Finding], numbered: Numbered) -> list[DraftPoint]:
    """The points that hold, those with most independent sources first, otherwise in the model's order.

    A point is dropped if it names a sentence that does not exist, or none, or one of another side; if its headline is
    empty, too long or not plain text; or if the headline states what its sentences do not. A sentence carries one
    point, the first that names it.
    """
    points: list[DraftPoint] = []
    used: set[int] = set()
    for point in worded:
        if not point.evidence or not all(0 < number <= len(numbered) for number in point.evidence):
            continue
        numbers = [number for number in dict.fromkeys(point.evidence) if number not in used]
        evidence = [item for number in numbers for item in numbered[number - 1]]
        if point.side != "neither" and any(numbered[number - 1][0].side != point.side for number in point.evidence):
            continue
        headline = _headline(point.headline, evidence)
        if not evidence or headline is None:
            continue
        used.update(numbers)
        ranked = sorted(evidence, key=lambda item: -item.confidence)
        points.append(DraftPoint(point.side, headline, tuple(ranked)))
    return sorted(points, key=lambda point: -independent_sources(point.evidence))


def _headline(text: str, evidence: Sequence[Evidence]) -> str | None:
    """The headline as shown, or None if it cannot be. It is checked as worded: there, a capital marks a name."""
    headline = " ".join(text.split()).rstrip(".").strip()
    if not any(letter.isalpha() for letter in headline) or len(headline) > MAX_HEADLINE_CHARS:
        return None
    if any(unicodedata.category(letter).startswith("C") for letter in headline):
        return None
    if not headline_holds(headline, evidence):
        return None
    capitalised = headline[0].upper() + headline[1:]
    return capitalised if headline_holds(capitalised, evidence) else headline


def _question_line(question: Question) -> str:
    topic = {"topic": question.topic.wording, "read_as": question.topic.read_as} if question.topic else {}
    return _json_line({"question": question.text, **topic})


def _lines(numbered: Numbered, *, sided: bool) -> str:
    lines = []
    for number, group in enumerate(numbered, 1):
        first = group[0]
        side = {"side": first.side} if sided else {}
        speaker = {"speaker": first.speaker} if first.speaker else {}
        lines.append(_json_line({"number": number, **side, **speaker, "text": first.text}))
    return "\n".join(lines)


def _json_line(value: dict[str, object]) -> str:
    r"""JSON that stays on one line and inside the prompt's tags, whatever the text holds: `<` becomes `\u003c`."""
    plain = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[<>\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", plain)


def _within(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns or raises; TimeoutError if that takes longer.

    Clients bound the wait for each byte, not for the answer. The thread that is given up ends with its connection and
    does not keep the program alive.
    """
    answer: Future[T] = Future()

    def work() -> None:
        try:
            answer.set_result(call())
        except Exception as error:  # noqa: BLE001  (raised again in the caller's thread)
            answer.set_exception(error)

    Thread(target=work, name="chat-model", daemon=True).start()
    return answer.result(timeout=seconds)
