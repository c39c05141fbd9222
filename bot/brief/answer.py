"""Question in, brief out."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from bot.brief.asking.aspects import speaks_of, speaks_of_any
from bot.brief.brief import Brief, EngineName
from bot.brief.compose import Corpus, compose
from bot.brief.evidence import DraftPoint, Engine, Evidence
from bot.brief.gather import Found, Gatherer
from bot.brief.on_topic import OnTopic
from bot.brief.points.spoken import in_turns
from bot.brief.question import Question, read_question
from bot.brief.relevance import names_of
from bot.brief.spans import Span, overlaps
from bot.brief.topic import Topic, is_subject_of_debate
from bot.brief.verify import quotations_hold
from store import Article, EvenhandError
from store.catalog import Catalog, Filters
from store.ranking import Hit
from store.turns import turns_of_many

CLOSEST = 3
NEWS = 5
"""How many articles answer "what's new?"."""
SURELY_ANSWERS = 0.8
"""Probability from which on a sentence answers a question that may ask for arguments just as well."""
NO_MODEL = "EVENHAND_MODEL is not set."
log = logging.getLogger(__name__)


class Answerer:
    """Answers questions over one corpus. Thread-safe and synchronous: call it from a worker thread in async code."""

    def __init__(
        self,
        catalog: Catalog,
        gatherer: Gatherer,
        extractive: Engine,
        chat: Engine | None,
        *,
        now: Callable[[], datetime],
        why_no_chat: str = NO_MODEL,
    ) -> None:
        """`chat` words briefs where it is given; whenever it fails, `extractive` does and the brief says why."""
        self._catalog = catalog
        self._gatherer = gatherer
        self._extractive = extractive
        self._chat = chat
        self._why_no_chat = why_no_chat
        self._now = now

    def answer(self, text: str, *, filters: Filters | None = None, engine: EngineName | None = None) -> Brief:
        """A brief for a question as a person typed it. Always a brief; `not_covered` where the corpus is silent.

        `engine` asks for one engine; without it a chat model is used if one is set up.
        """
        publishers = self._catalog.publishers()
        question = read_question(text, publishers=publishers, today=self._now().date(), filters=filters)
        return self.answer_question(question, engine=engine)

    def answer_question(
        self, question: Question, *, engine: EngineName | None = None, leave_out: Sequence[Span] = ()
    ) -> Brief:
        """A brief for a question already understood, without evidence that overlaps what `leave_out` names."""
        started = perf_counter()
        if question.request:
            nothing = Corpus(self._catalog.newest(), {}, [], self._catalog.count(), self._catalog.undated_count())
            return compose(question, [], nothing, engine="extractive", notice=None)
        found = self._gatherer.find(question)
        read, gathered = self._evidence(question, found)
        question = replace(question, topic=read.topic)
        evidence = [item for item in gathered if not overlaps((item.article.id, item.start, item.end), leave_out)]
        turns = turns_of_many(self._catalog.engine, {item.article.id for item in evidence}) if evidence else {}
        drafts, used, notice = self._draft(read, in_turns(evidence, turns), engine)
        notice = notice or self._gatherer.warning()
        quoted = {item.article.id for draft in drafts for item in draft.evidence}
        unnamed = not drafts and self._gatherer.names_unknown_names(question, found)
        corpus = Corpus(
            newest=self._catalog.newest(),
            copies=self._catalog.also_published(quoted),
            closest=[] if drafts else self._closest(question, found),
            articles=self._catalog.count(),
            undated=self._catalog.undated_count(),
            on_topic=OnTopic() if unnamed else self._gatherer.speaking_of(question, found),
            missing=[] if drafts else self._gatherer.missing(question, found),
        )
        brief = compose(question if _stays_a_topic(question) else read, drafts, corpus, engine=used, notice=notice)
        return replace(brief, elapsed_ms=round((perf_counter() - started) * 1000))

    def passages_near(self, words: str, filters: Filters) -> list[Hit]:
        """The passages that a search for these words finds, best first."""
        return list(self._gatherer.find(Question(words, "findings", Topic(words, words, (words,)), filters)).hits)

    def _draft(
        self, question: Question, evidence: list[Evidence], wanted: EngineName | None
    ) -> tuple[list[DraftPoint], EngineName, str | None]:
        """Verified drafts, the engine that made them, and a line for the reader where it is not the one asked for."""
        notice = None
        if self._chat is None and wanted != "extractive" and (wanted == "chat" or self._why_no_chat != NO_MODEL):
            notice = f"Written without a chat model: {self._why_no_chat}"
        if self._chat is not None and wanted != "extractive" and evidence:
            try:
                drafts = self._verified(self._chat.draft(question, evidence))
            except EvenhandError as error:
                log.warning("the chat engine failed, the extractive engine takes over: %s", error)
                notice = f"Written without the chat model: {error}"
            else:
                if drafts:
                    return drafts, "chat", None
                notice = "Written without the chat model: none of its points stood in the evidence."
        return self._verified(self._extractive.draft(question, evidence)), "extractive", notice

    def _verified(self, drafts: list[DraftPoint]) -> list[DraftPoint]:
        """The drafts whose quotations stand word for word in the catalog as it is now."""
        ids = {item.article.id for draft in drafts for item in draft.evidence}
        texts = {article_id: article.text for article_id, article in self._catalog.article_many(ids).items()}
        return quotations_hold(drafts, texts.get)

    def _evidence(self, question: Question, found: Found) -> tuple[Question, list[Evidence]]:
        """The question as it could be answered, and the evidence.

        A topic for which nobody argues is answered by what is said of it. What is argued about others is no answer to
        a question about somebody whom no article names.
        """
        if question.asks_for_news:
            return question, self._gatherer.leads(self._catalog.latest(question.filters, limit=NEWS))
        if question.intent == "findings":
            return question, self._gatherer.findings(question, found)
        fact = replace(question, intent="findings")
        told: list[Evidence] | None = None
        if not question.asks_for_sides and not _is_known(question.topic):
            # A few words may ask for a fact as well: "penalty for late registration".
            told = _named(question, self._gatherer.findings(fact, self._gatherer.find(fact)))
            if told and told[0].confidence >= SURELY_ANSWERS:
                return fact, told
        if not found.hits or not self._gatherer.names_unknown_names(question, found):
            question, arguments = _as_asked(question, self._gatherer.arguments(question, found))
            if arguments:
                return question, arguments
        if told is None:
            asked = question if question.asks_for_sides else fact
            told = _named(question, self._gatherer.findings(asked, self._gatherer.find(fact)))
        return (fact, told) if told else (question, [])

    def _closest(self, question: Question, found: Found) -> list[Article]:
        if question.topic is None:
            return self._catalog.latest(question.filters, limit=CLOSEST)
        ids = list(dict.fromkeys(hit.passage.article_id for hit in found.hits))[:CLOSEST]
        articles = self._catalog.article_many(ids)
        return [articles[article_id] for article_id in ids if article_id in articles]


def _is_known(topic: Topic | None) -> bool:
    """Whether the topic is a known subject of debate; True as well where there is none to look up."""
    return topic is None or is_subject_of_debate(topic)


def _stays_a_topic(question: Question) -> bool:
    """Whether the brief is on the topic even where only facts were found, and says that it recognised no argument.

    Of an aspect ("cost of X") a fact is as good an answer.
    """
    topic = question.topic
    return question.asks_for_sides or (topic is not None and not topic.aspect and is_subject_of_debate(topic))


def _named(question: Question, told: list[Evidence]) -> list[Evidence]:
    """What is told of a bare topic or a name: of that only what names it."""
    topic = question.topic
    if topic is None or question.asks_for_sides or not (question.is_a_name or _stays_a_topic(question)):
        return told
    names = names_of(topic)
    return [item for item in told if names.search(item.text)]


def _as_asked(question: Question, evidence: list[Evidence]) -> tuple[Question, list[Evidence]]:
    """Of arguments near the topic those that are on it, and the question as they answer it.

    Of an aspect asked for all of them where none speaks of it. What speaks of a topic's context alone is none of it.
    """
    topic = question.topic
    if topic is not None and topic.heads:
        speaks = speaks_of_any(topic.heads)
        return question, [item for item in evidence if speaks.search(item.text)]
    if topic is None or not topic.aspect or not evidence:
        return question, evidence
    speaks = speaks_of(topic.aspect)
    telling = [item for item in evidence if speaks.search(item.text)]
    narrowed = "and of it only what speaks of" if telling else "all of it, as I recognised no argument that speaks of"
    topic = replace(topic, read_as=f"{topic.read_as}, {narrowed} {topic.aspect}")
    return replace(question, topic=topic), telling or evidence
