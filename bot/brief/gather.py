"""From passages that search found to evidence: the sentences that argue, judged."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.brief.brief import Side
from bot.brief.coverage import content_words, share_covered, weights_of
from bot.brief.evidence import Evidence
from bot.brief.findings import find_answers
from bot.brief.judge import Judge
from bot.brief.points import Encode
from bot.brief.question import Question
from bot.brief.speakers import speaker_of
from bot.brief.topic import Topic
from store import Article, Sentence
from store.catalog import Catalog, Filters
from store.search import Hit, Search, keywords_of

MAX_SENTENCES = 160
"""How many sentences are judged for one question, in one batch."""
MIN_TOPIC_COVERED = 0.6
"""Share of a topic's weighted words that a passage must have where none of the topic's names stands in it."""


@dataclass(frozen=True)
class Candidate:
    """A quotable sentence of a passage that search found, with its article and all of that article's sentences."""

    article: Article
    sentence: Sentence
    around: Sequence[Sentence]
    hit: Hit

    @property
    def before(self) -> str:
        """The sentence before it, to which its pronouns may refer; "" at the start of the article."""
        return self.around[self.sentence.number - 1].text if self.sentence.number else ""

    @property
    def setting(self) -> str:
        """The passage around it, with what is known of its article; the month by number and by name."""
        facts = self.article.facts
        month = facts.published.month
        month_name = calendar.month_name[month] if month else None
        known = (facts.title, facts.publisher, facts.agency, facts.published.iso(), month_name)
        return " ".join(filter(None, (self.hit.passage.text, *known)))


class Gatherer:
    """Collects the evidence for a question from one corpus."""

    def __init__(self, catalog: Catalog, search: Search, judge: Judge, encode: Encode) -> None:
        self._catalog = catalog
        self._search = search
        self._judge = judge
        self._encode = encode

    def hits(self, question: Question) -> list[Hit]:
        """Passages near the question, best first."""
        topic = question.topic
        if topic is None:
            return []
        if question.intent == "findings":
            return self._search.find(question.text, filters=question.filters)
        return self._search.find(topic.wording, filters=question.filters, words=[*topic.terms, *topic.opposite])

    def warning(self) -> str | None:
        """What the last search could not see, in one line for the reader."""
        return self._search.warning()

    def arguments(self, question: Question, hits: Sequence[Hit]) -> list[Evidence]:
        """The sentences of these passages that argue for or against the topic; unsure ones are left out."""
        topic = question.topic
        if topic is None:
            return []
        candidates = self._on_topic(topic, self._candidates(hits))[:MAX_SENTENCES]
        before = [candidate.before for candidate in candidates]
        judgements = self._judge.judge(topic, [candidate.sentence.text for candidate in candidates], before)
        return [
            _evidence(candidate, judgement.side, judgement.confidence, judgement.relevance)
            for candidate, judgement in zip(candidates, judgements, strict=True)
            if judgement.side != "neither"
        ]

    def speaking_of(self, question: Question, hits: Sequence[Hit]) -> int:
        """How many of the articles found speak of the topic at all, whether or not they argue."""
        if question.topic is None or question.intent == "findings":
            return 0
        return len({one.article.source_key for one in self._on_topic(question.topic, self._candidates(hits))})

    def findings(self, question: Question, hits: Sequence[Hit]) -> list[Evidence]:
        """The sentences that answer a question of fact, best first; none where the corpus does not cover it."""
        candidates = self._candidates(hits)[:MAX_SENTENCES]
        if not candidates:
            return []
        words = content_words(question.text)
        weights = weights_of(words, self._catalog.document_frequencies(words), self._catalog.count())
        vectors = self._encode([question.text, *(candidate.sentence.text for candidate in candidates)])
        similarities = [float(value) for value in vectors[1:] @ vectors[0]]
        settings = [(candidate.sentence.text, candidate.setting, candidate.article.text) for candidate in candidates]
        return [
            _evidence(candidates[answer.number], "neither", answer.confidence, answer.covered)
            for answer in find_answers(question.text, weights, settings, similarities)
        ]

    def newest(self, filters: Filters, *, limit: int) -> list[Article]:
        """The articles published last, newest first, undated ones behind all others; no copies."""
        originals = (article for article in self._catalog.articles(filters) if article.copy_of is None)
        return nlargest(limit, originals, key=lambda one: (one.facts.published.iso() or "", one.ingested_at))

    def leads(self, articles: Sequence[Article]) -> list[Evidence]:
        """The first sentence of each of these articles."""
        leads = []
        for article in articles:
            first = next((one for one in self._catalog.sentences_of(article.id) if one.quotable), None)
            if first:
                leads.append(Evidence(article, first.start, first.end, first.text, "neither", 1.0, 1.0))
        return leads

    def _on_topic(self, topic: Topic, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those whose passage names the topic or what it is weighed against, or has most of the topic's words.

        One word of a topic of several ("office" of "the move of our office") is no name of it.
        """
        words = keywords_of(topic.wording)
        names = [term for term in (*topic.terms, *topic.opposite) if " " in term or "-" in term or len(words) == 1]
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})", re.IGNORECASE)
        weights = weights_of(words, self._catalog.document_frequencies(words), self._catalog.count())
        settings = {candidate.hit.passage.id: candidate.setting for candidate in candidates}
        fitting = {
            passage_id
            for passage_id, setting in settings.items()
            if named.search(setting) or share_covered(weights, setting) >= MIN_TOPIC_COVERED
        }
        return [candidate for candidate in candidates if candidate.hit.passage.id in fitting]

    def _candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The quotable sentences of the passages, best passage first.

        What a copy repeats is left out where the article that it copies was found too.
        """
        articles = self._catalog.article_many({hit.passage.article_id for hit in hits})
        sentences = {article_id: self._catalog.sentences_of(article_id) for article_id in articles}
        found = [
            Candidate(articles[hit.passage.article_id], sentence, sentences[hit.passage.article_id], hit)
            for hit in hits
            for sentence in sentences[hit.passage.article_id]
            if sentence.quotable and hit.passage.start <= sentence.start and sentence.end <= hit.passage.end
        ]
        own = {(one.article.id, one.sentence.text) for one in found}
        return [one for one in found if (one.article.copy_of, one.sentence.text) not in own]


def _evidence(candidate: Candidate, side: Side, confidence: float, relevance: float) -> Evidence:
    sentence = candidate.sentence
    around = [item.text for item in candidate.around]
    before, after = around[: sentence.number], around[sentence.number + 1 : sentence.number + 4]
    speaker = speaker_of(sentence.text, before, after)
    return Evidence(
        candidate.article, sentence.start, sentence.end, sentence.text, side, confidence, relevance, speaker
    )
