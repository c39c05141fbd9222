"""Sentences that search brought, each with what is needed to judge it."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.brief.brief import Side
from bot.brief.evidence import Evidence
from bot.brief.findings.answers import Offer
from bot.brief.findings.reader import Reading
from bot.brief.points.speakers import speaker_of_part
from bot.brief.points.turns import parts_of
from store import Article, Facts, Sentence
from store.catalog import Catalog
from store.ranking import Hit

LEAD_SENTENCES = 3
"""How many of an article's first sentences say whom it is about."""


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
        known = (facts.title, facts.publisher, facts.agency, facts.published.iso(), _month_of(facts))
        return " ".join(filter(None, (self.hit.passage.text, *known)))

    @property
    def offer(self) -> Offer:
        """The sentence as one that may answer a question of fact."""
        number, facts = self.sentence.number, self.article.facts
        beside = " ".join(one.text for one in self.around[max(0, number - 1) : number + 2])
        known = (facts.title, facts.publisher, facts.agency, facts.author, facts.published.iso(), _month_of(facts))
        return Offer(
            self.sentence.text,
            beside=beside,
            facts=" ".join(filter(None, known)),
            lead=" ".join(one.text for one in self.around[:LEAD_SENTENCES]),
            article=self.article.text,
            year=facts.published.year,
        )

    @property
    def reading(self) -> Reading:
        """The sentence as it is read together with a question."""
        return Reading(self.sentence.text, self.article.facts.title or "", self.before)

    @property
    def parts(self) -> "list[Candidate]":
        """The candidate itself, or where its sentence turns ("while …, …"), one for each part."""
        return [replace(self, sentence=part) for part in parts_of(self.sentence)]

    def evidence(self, side: Side, confidence: float, relevance: float) -> Evidence:
        """The sentence as judged, with whoever speaks in it; of a part, whoever the whole sentence gives it."""
        sentence, number = self.sentence, self.sentence.number
        around = [item.text for item in self.around]
        offset = self.around[number].start
        part = (sentence.start - offset, sentence.end - offset)
        speaker = speaker_of_part(around[number], part, around[:number], around[number + 1 : number + 4])
        return Evidence(self.article, sentence.start, sentence.end, sentence.text, side, confidence, relevance, speaker)


def candidates_of(hits: Sequence[Hit], catalog: Catalog) -> list[Candidate]:
    """The quotable sentences of the passages, best passage first.

    What a copy repeats is left out where the article that it copies was found too.
    """
    articles = catalog.article_many({hit.passage.article_id for hit in hits})
    sentences = catalog.sentences_of_many(articles)
    found = [
        Candidate(articles[hit.passage.article_id], sentence, sentences[hit.passage.article_id], hit)
        for hit in hits
        for sentence in sentences.get(hit.passage.article_id, [])
        if sentence.quotable and hit.passage.start <= sentence.start and sentence.end <= hit.passage.end
    ]
    own = {(one.article.id, one.sentence.text) for one in found}
    return [one for one in found if (one.article.copy_of, one.sentence.text) not in own]


def _month_of(facts: Facts) -> str | None:
    return calendar.month_name[facts.published.month] if facts.published.month else None
