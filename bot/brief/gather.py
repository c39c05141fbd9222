"""From passages that search found to evidence: the sentences that argue, judged, and those that answer."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.brief.asking.publishers import REPORTING
from bot.brief.candidates import Candidate, candidates_of
from bot.brief.evidence import Evidence
from bot.brief.findings.answers import MIN_SCORE, MIN_SCORE_OF_SIDES, find_answers
from bot.brief.findings.coverage import share_covered, weights_of
from bot.brief.findings.meanings import is_meant_in
from bot.brief.findings.missing import unknown_names, what_is_missing
from bot.brief.findings.reader import AnswerReader
from bot.brief.findings.wanted import Wanted, content_words, newest_first, read_wanted, written_as_names
from bot.brief.judge import Judge
from bot.brief.on_topic import OnTopic, on_topic
from bot.brief.question import Question
from bot.brief.relevance import any_of, concerning, names_of
from bot.brief.topic import Topic
from store import Article
from store.catalog import Catalog
from store.ranking import Hit
from store.search import Search, keywords_of
from store.vectors import Encode

MAX_SENTENCES = 48
"""How many sentences are judged in one batch, each twice where the topic has an opposite."""
MAX_COMPARED = 40
"""How many sentences are compared with a question of fact."""
NAMED = 0.2
ARGUES = 0.1
"""What a sentence gains over its passage's score if it names the topic, and by each unit of log-odds that it argues."""
MIN_TOPIC_COVERED = 0.6
"""Share of a topic's weighted words that a passage must have where none of the topic's names stands in it."""


@dataclass(frozen=True)
class Found:
    """What search brought for a question: passages, and their quotable sentences, best passage first."""

    hits: Sequence[Hit]
    candidates: Sequence[Candidate]


class Gatherer:
    """Collects the evidence for a question from one corpus."""

    def __init__(self, catalog: Catalog, search: Search, judge: Judge, reader: AnswerReader, encode: Encode) -> None:
        self._catalog = catalog
        self._search = search
        self._judge = judge
        self._reader = reader
        self._encode = encode

    def find(self, question: Question) -> Found:
        """Passages near the question."""
        hits = self._hits(question)
        return Found(hits, candidates_of(hits, self._catalog))

    def _hits(self, question: Question) -> list[Hit]:
        topic, filters = question.topic, question.filters
        if question.intent == "findings" and content_words(question.text):
            return self._search.find(question.text, filters=filters, newest_first=newest_first(question.text))
        if topic is None:
            return []
        return self._search.find(topic.wording, filters=filters, words=[*topic.terms, *topic.opposite])

    def warning(self) -> str | None:
        """What the last search could not see, in one line for the reader."""
        return self._search.warning()

    def arguments(self, question: Question, found: Found) -> list[Evidence]:
        """The sentences that argue for or against the topic; unsure and stray ones are left out."""
        topic = question.topic
        if topic is None:
            return []
        chosen = self._worth_judging(topic, self._on_topic(topic, found.candidates))
        judgements = self._judge.judge(topic, [one.sentence.text for one in chosen], [one.before for one in chosen])
        arguing = [pair for pair in zip(chosen, judgements, strict=True) if pair[1].side != "neither"]
        concerns = concerning(topic, [one for one, _ in arguing], self._encode)
        return [
            one.evidence(judgement.side, judgement.confidence, judgement.relevance)
            for (one, judgement), is_concerned in zip(arguing, concerns, strict=True)
            if is_concerned
        ]

    def speaking_of(self, question: Question, found: Found) -> OnTopic:
        """The articles found that speak of the topic at all, whether or not they argue."""
        if question.topic is None or question.intent == "findings":
            return OnTopic()
        return on_topic(one.article for one in self._on_topic(question.topic, found.candidates))

    def findings(self, question: Question, found: Found) -> list[Evidence]:
        """The sentences that answer a question of fact; none where the corpus does not cover it.

        Best first, or newest first where the question asks for the latest. What is said of a topic whose arguments
        were asked for and not found need not fit the question as closely.
        """
        if not found.candidates:
            return []
        wanted = self._wanted(question, found)
        frequencies = self._catalog.document_frequencies(wanted.words)
        weights = weights_of(wanted.words, frequencies, self._catalog.count())
        worth = [one.hit.score + share_covered(weights, one.sentence.text) for one in found.candidates]
        candidates = _best(found.candidates, worth)
        vectors = self._encode([question.text, *(candidate.sentence.text for candidate in candidates)])
        similarities = [float(value) for value in vectors[1:] @ vectors[0]]
        asks_sides = wanted.opinion or question.intent == "for_and_against"
        offers = [candidate.offer for candidate in candidates]

        def read(numbers: Sequence[int]) -> list[float]:
            return self._reader.odds(question.text, [candidates[number].reading for number in numbers])

        answers = find_answers(
            wanted, weights, offers, similarities, read, min_score=MIN_SCORE_OF_SIDES if asks_sides else MIN_SCORE
        )
        evidence = [
            candidates[answer.number].evidence("neither", answer.confidence, answer.covered) for answer in answers
        ]
        return sorted(evidence, key=_published, reverse=True) if newest_first(question.text) else evidence

    def names_unknown_names(self, question: Question, found: Found) -> bool:
        """Whether the question names somebody or something that no article has."""
        return bool(unknown_names(question.text, self._wanted(question, found), self._is_known(found)))

    def missing(self, question: Question, found: Found) -> list[str]:
        """What a question without an answer lacks in the corpus, in lines for the reader."""
        closest = next((f"{one.offer.article} {one.offer.facts}" for one in found.candidates), "")
        return what_is_missing(question.text, self._wanted(question, found), self._is_known(found), closest)

    def leads(self, articles: Sequence[Article]) -> list[Evidence]:
        """The first sentence of each of these articles."""
        leads = []
        for article in articles:
            first = next((one for one in self._catalog.sentences_of(article.id) if one.quotable), None)
            if first:
                leads.append(Evidence(article, first.start, first.end, first.text, "neither", 1.0, 1.0))
        return leads

    def _worth_judging(self, topic: Topic, candidates: Sequence[Candidate]) -> list[Candidate]:
        """At most MAX_SENTENCES: those on the topic that are likely to argue, in parts where they turn."""
        named = names_of(topic)
        texts, before = [one.sentence.text for one in candidates], [one.before for one in candidates]
        odds = self._judge.first_look(topic, texts, before)
        worth = [
            one.hit.score + NAMED * bool(named.search(one.sentence.text)) + ARGUES * argues
            for one, argues in zip(candidates, odds, strict=True)
        ]
        chosen: list[tuple[int, Candidate]] = []
        for number in sorted(range(len(candidates)), key=lambda number: -worth[number]):
            parts = candidates[number].parts
            if len(chosen) + len(parts) > MAX_SENTENCES:
                break
            chosen += [(number, part) for part in parts]
        return [part for _, part in sorted(chosen, key=itemgetter(0))]

    def _on_topic(self, topic: Topic, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those whose passage names the topic or what it is weighed against, or has most of the topic's words.

        One word of a topic of several ("office" of "the move of our office") is no name of it.
        """
        words = keywords_of(topic.wording)
        named = any_of(
            [term for term in (*topic.terms, *topic.opposite) if " " in term or "-" in term or len(words) == 1]
        )
        weights = weights_of(words, self._catalog.document_frequencies(words), self._catalog.count())
        settings = {candidate.hit.passage.id: candidate.setting for candidate in candidates}
        fitting = {
            passage_id
            for passage_id, setting in settings.items()
            if named.search(setting) or share_covered(weights, setting) >= MIN_TOPIC_COVERED
        }
        return [candidate for candidate in candidates if candidate.hit.passage.id in fitting]

    def _wanted(self, question: Question, found: Found) -> Wanted:
        articles = {one.article.id: one.article.text for one in found.candidates}
        narrowed: set[str] = set()
        if question.filters.since or question.filters.until:
            narrowed.update(name.lower() for name in calendar.month_name if name)
            narrowed.update(re.findall(r"\b(?:19|20)\d\d\b", question.text))
        if question.filters.publisher:
            narrowed.update(REPORTING, *(name.lower().split() for name in question.filters.publishers))
        return read_wanted(
            question.text, is_name=written_as_names(articles.values()).__contains__, narrowed=frozenset(narrowed)
        )

    def _is_known(self, found: Found) -> Callable[[str], bool]:
        """Whether a word stands in any article, in the words of the question or in words that answer for them."""
        texts = {one.article.id: f"{one.offer.article} {one.offer.facts}" for one in found.candidates}

        def is_known(word: str) -> bool:
            return is_meant_in(word, *texts.values()) or self._catalog.document_frequencies([word])[word] > 0

        return is_known


def _best(candidates: Sequence[Candidate], worth: Sequence[float]) -> list[Candidate]:
    """The MAX_COMPARED that are worth most, in the order given."""
    order = sorted(range(len(candidates)), key=lambda number: -worth[number])
    return [candidates[number] for number in sorted(order[:MAX_COMPARED])]


def _published(item: Evidence) -> str:
    return item.article.facts.published.iso() or ""
