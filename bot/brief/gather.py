"""From passages that search found to evidence: the sentences that argue, judged."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.brief.brief import Side
from bot.brief.evidence import Evidence
from bot.brief.findings.answers import MIN_SCORE, MIN_SCORE_OF_SIDES, Offer, find_answers
from bot.brief.findings.coverage import share_covered, weights_of
from bot.brief.findings.meanings import is_meant_in
from bot.brief.findings.missing import unknown_names, what_is_missing
from bot.brief.findings.wanted import Wanted, content_words, newest_first, read_wanted, written_as_names
from bot.brief.judge import Judge
from bot.brief.points.drafts import Encode
from bot.brief.points.speakers import speaker_of
from bot.brief.question import Question
from bot.brief.topic import Topic
from store import Article, Sentence
from store.catalog import Catalog, Filters
from store.ranking import Hit
from store.search import Search, keywords_of

MAX_SENTENCES = 160
"""How many sentences are judged for one question, in one batch."""
LEAD_SENTENCES = 3
"""How many of an article's first sentences say whom it is about."""
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

    @property
    def offer(self) -> Offer:
        """The sentence as one that may answer a question of fact."""
        number, facts = self.sentence.number, self.article.facts
        beside = " ".join(one.text for one in self.around[max(0, number - 1) : number + 2])
        month = calendar.month_name[facts.published.month] if facts.published.month else None
        known = (facts.title, facts.publisher, facts.agency, facts.author, facts.published.iso(), month)
        return Offer(
            self.sentence.text,
            beside=beside,
            facts=" ".join(filter(None, known)),
            lead=" ".join(one.text for one in self.around[:LEAD_SENTENCES]),
            article=self.article.text,
            year=facts.published.year,
        )


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
        if question.intent == "findings" and content_words(question.text):
            return self._search.find(question.text, filters=question.filters)
        if topic is None:
            return []
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

    def oldest_on_topic(self, question: Question, hits: Sequence[Hit]) -> str | None:
        """The date of the oldest article found that speaks of the topic; None where none states one."""
        if question.topic is None:
            return None
        on_topic = self._on_topic(question.topic, self._candidates(hits))
        return min(filter(None, (one.article.facts.published.iso() for one in on_topic)), default=None)

    def findings(self, question: Question, hits: Sequence[Hit]) -> list[Evidence]:
        """The sentences that answer a question of fact; none where the corpus does not cover it.

        Best first, or newest first where the question asks for the latest. What is said of a topic whose arguments
        were asked for and not found need not fit the question as closely.
        """
        candidates = self._candidates(hits)[:MAX_SENTENCES]
        if not candidates:
            return []
        wanted = self._wanted(question, candidates)
        frequencies = self._catalog.document_frequencies(wanted.words)
        weights = weights_of(wanted.words, frequencies, self._catalog.count())
        vectors = self._encode([question.text, *(candidate.sentence.text for candidate in candidates)])
        similarities = [float(value) for value in vectors[1:] @ vectors[0]]
        asks_sides = wanted.opinion or question.intent == "for_and_against"
        offers = [candidate.offer for candidate in candidates]
        answers = find_answers(
            wanted, weights, offers, similarities, min_score=MIN_SCORE_OF_SIDES if asks_sides else MIN_SCORE
        )
        found = [
            _evidence(candidates[answer.number], "neither", answer.confidence, answer.covered) for answer in answers
        ]
        return sorted(found, key=_published, reverse=True) if newest_first(question.text) else found

    def names_unknown_names(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether the question names somebody or something that no article has."""
        candidates = self._candidates(hits)
        return bool(unknown_names(question.text, self._wanted(question, candidates), self._is_known(candidates)))

    def missing(self, question: Question, hits: Sequence[Hit]) -> list[str]:
        """What a question without an answer lacks in the corpus, in lines for the reader."""
        candidates = self._candidates(hits)
        closest = f"{candidates[0].offer.article} {candidates[0].offer.facts}" if candidates else ""
        wanted = self._wanted(question, candidates)
        return what_is_missing(question.text, wanted, self._is_known(candidates), closest)

    def _wanted(self, question: Question, candidates: Sequence[Candidate]) -> Wanted:
        articles = {candidate.article.id: candidate.article.text for candidate in candidates}
        narrowed: set[str] = set()
        if question.filters.since or question.filters.until:
            narrowed.update(name.lower() for name in calendar.month_name if name)
            narrowed.update(re.findall(r"\b(?:19|20)\d\d\b", question.text))
        if question.filters.publisher:
            narrowed.update(question.filters.publisher.lower().split())
        return read_wanted(
            question.text, is_name=written_as_names(articles.values()).__contains__, narrowed=frozenset(narrowed)
        )

    def _is_known(self, candidates: Sequence[Candidate]) -> Callable[[str], bool]:
        """Whether a word stands in any article, in the words of the question or in words that answer for them."""
        texts = {candidate.article.id: f"{candidate.offer.article} {candidate.offer.facts}" for candidate in candidates}

        def is_known(word: str) -> bool:
            return is_meant_in(word, *texts.values()) or self._catalog.document_frequencies([word])[word] > 0

        return is_known

    def newest(self, filters: Filters, *, limit: int) -> list[Article]:
        """The articles published last, newest first, undated ones behind all others; no copies."""
        return self._catalog.latest(filters, limit=limit)

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
        sentences = self._catalog.sentences_of_many(articles)
        found = [
            Candidate(articles[hit.passage.article_id], sentence, sentences[hit.passage.article_id], hit)
            for hit in hits
            for sentence in sentences.get(hit.passage.article_id, [])
            if sentence.quotable and hit.passage.start <= sentence.start and sentence.end <= hit.passage.end
        ]
        own = {(one.article.id, one.sentence.text) for one in found}
        return [one for one in found if (one.article.copy_of, one.sentence.text) not in own]


def _published(item: Evidence) -> str:
    return item.article.facts.published.iso() or ""


def _evidence(candidate: Candidate, side: Side, confidence: float, relevance: float) -> Evidence:
    sentence = candidate.sentence
    around = [item.text for item in candidate.around]
    before, after = around[: sentence.number], around[sentence.number + 1 : sentence.number + 4]
    speaker = speaker_of(sentence.text, before, after)
    return Evidence(
        candidate.article, sentence.start, sentence.end, sentence.text, side, confidence, relevance, speaker
    )
