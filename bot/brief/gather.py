"""From passages that search found to evidence: judged sentences, or sentences that answer a question of fact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.brief.coverage import names_in, share_covered, weights_of
from bot.brief.evidence import Evidence
from bot.brief.judge import Judge
from bot.brief.points import Encode
from bot.brief.question import Question
from bot.brief.speakers import speaker_of
from store import Article, Sentence
from store.catalog import Catalog
from store.search import Hit, Search, keywords_of

MAX_SENTENCES = 160
"""How many sentences are judged for one question, in one batch."""
MAX_FINDINGS = 6
NEAR_THE_BEST = 0.7
"""Share of the best finding's score below which a sentence only fills the page."""
MIN_COVERED = 0.6
"""Share of the question's weighted words that a finding and its passage must have; see tests/evals/silence.py."""
MIN_SIMILARITY = 0.35
"""Cosine to the question that a finding must have."""

_ASKS_NUMBER = re.compile(
    r"\bhow (much|many|large|big|long|far|often)\b|\bwhat (share|percentage|price|number)", re.IGNORECASE
)
_ASKS_DATE = re.compile(r"\bwhen\b|\bwhat (date|day|month|year)\b", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\b(19|20)\d\d\b|\b(January|February|March|April|May|June|July|August|September|October)\b")


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

    def arguments(self, question: Question, hits: Sequence[Hit]) -> list[Evidence]:
        """The sentences of these passages that argue for or against the topic; unsure ones are left out."""
        topic = question.topic
        if topic is None:
            return []
        candidates = self._candidates(hits)[:MAX_SENTENCES]
        before = [candidate.before for candidate in candidates]
        judgements = self._judge.judge(topic, [candidate.sentence.text for candidate in candidates], before)
        return [
            self._evidence(candidate, judgement.side, judgement.confidence, judgement.relevance)
            for candidate, judgement in zip(candidates, judgements, strict=True)
            if judgement.side != "neither"
        ]

    def findings(self, question: Question, hits: Sequence[Hit]) -> list[Evidence]:
        """The sentences that answer a question of fact, best first; none where the corpus does not cover it."""
        words = keywords_of(question.text)
        weights = weights_of(words, self._catalog.document_frequencies(words), self._catalog.count())
        names = names_in(question.text)
        candidates = self._candidates(hits)[:MAX_SENTENCES]
        if not candidates:
            return []
        vectors = self._encode([question.text, *(candidate.sentence.text for candidate in candidates)])
        similarities = vectors[1:] @ vectors[0]
        scored = []
        for candidate, similarity in zip(candidates, similarities, strict=True):
            article = candidate.article
            about = " ".join(filter(None, (article.facts.title, article.facts.publisher, article.facts.agency)))
            dated = article.facts.published.iso() or ""
            if share_covered(names, f"{article.text} {about} {dated}") < 1:
                continue
            covered = share_covered(weights, f"{candidate.hit.passage.text} {about} {dated}")
            if covered < MIN_COVERED or similarity < MIN_SIMILARITY:
                continue
            own = share_covered(weights, candidate.sentence.text)
            score = float(similarity) + 0.3 * own + _answers_kind(question.text, candidate.sentence.text)
            scored.append((score, covered, candidate))
        scored.sort(key=lambda item: (-item[0], item[2].sentence.article_id, item[2].sentence.start))
        return [
            self._evidence(candidate, "neither", min(1.0, score / 2), covered)
            for score, covered, candidate in scored[:MAX_FINDINGS]
            if score >= NEAR_THE_BEST * scored[0][0]
        ]

    def _candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        articles = self._catalog.article_many({hit.passage.article_id for hit in hits})
        sentences = {article_id: self._catalog.sentences_of(article_id) for article_id in articles}
        found = []
        for hit in hits:
            passage = hit.passage
            found += [
                Candidate(articles[passage.article_id], sentence, sentences[passage.article_id], hit)
                for sentence in sentences[passage.article_id]
                if sentence.quotable and passage.start <= sentence.start and sentence.end <= passage.end
            ]
        return found

    def _evidence(self, candidate: Candidate, side: str, confidence: float, relevance: float) -> Evidence:
        sentence = candidate.sentence
        around = [item.text for item in candidate.around]
        before, after = around[: sentence.number], around[sentence.number + 1 : sentence.number + 4]
        return Evidence(
            candidate.article,
            sentence.start,
            sentence.end,
            sentence.text,
            "for" if side == "for" else "against" if side == "against" else "neither",
            confidence,
            relevance,
            speaker_of(sentence.text, before, after),
        )


def _answers_kind(question: str, sentence: str) -> float:
    """A bonus where the question asks for a number or a date and the sentence has one."""
    if _ASKS_NUMBER.search(question):
        return 0.15 if re.search(r"\d", sentence) else 0.0
    if _ASKS_DATE.search(question):
        return 0.15 if _DATE_LIKE.search(sentence) else 0.0
    return 0.0
