"""A week's articles and arguments become a digest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.brief.brief import Brief, EngineName, Point, Quote, counted
from bot.brief.numbering import Numbering
from bot.brief.points.drafts import HEADLINE_CHARS, trim
from bot.digest.changes import new_points
from bot.digest.corpus import WeekCorpus, read_week
from bot.digest.digest import Digest, DigestStory, TopicPoints
from bot.digest.leads import news_in
from bot.digest.stories import Story, group_stories, lead_of
from bot.digest.week import Week
from store import Article, Sentence
from store.catalog import Catalog, Filters
from store.vectors import Encode

MAX_STORIES = 5
MAX_SUMMARY_QUOTES = 2
LEAD_SENTENCES = 5
MIN_LEAD_CHARS, MAX_LEAD_CHARS = 40, 400
"""A lead sentence shorter than this says too little, a longer one too much for a summary."""


class Answers(Protocol):
    """What answers questions over the corpus: `bot.brief.answer.Answerer`, or a test's stand-in."""

    def answer(self, text: str, *, filters: Filters | None = None, engine: EngineName | None = None) -> Brief: ...


@dataclass(frozen=True)
class Composer:
    """Makes digests of one corpus. Synchronous and slow (two briefs a topic): call it from a worker thread."""

    catalog: Catalog
    answers: Answers
    encode: Encode
    topics: Sequence[str]

    def compose(self, week: Week) -> Digest:
        """The digest of a week. A week without articles gets one that says so."""
        corpus = read_week(self.catalog, week)
        numbering = Numbering(corpus.copies)
        stories = group_stories(corpus.articles, self.encode, earlier=corpus.earlier)[:MAX_STORIES]
        told = tuple(self._tell(story, numbering) for story in stories)
        found = [self._argue(topic, week, corpus, numbering) for topic in self.topics] if corpus.articles else []
        return Digest(
            week=str(week),
            stories=told,
            new_points=tuple(points for points, _ in found),
            coverage=(*_extent(week, corpus), *(line for _, line in found if line)),
            sources=numbering.sources,
        )

    def _tell(self, story: Story, numbering: Numbering) -> DigestStory:
        quotes = tuple(
            Quote(sentence.text, numbering.number(article), None, sentence.start, sentence.end)
            for article, sentence in self._summary(story)
        )
        for article in story.articles:
            numbering.number(article)
        return DigestStory(
            headline=story.central.facts.title or trim(_first_words(story.central, quotes), HEADLINE_CHARS),
            summary=quotes,
            articles=tuple(article.id for article in story.articles),
            independent_sources=story.independent_sources,
            status="developing" if story.earlier else "new",
        )

    def _summary(self, story: Story) -> list[tuple[Article, Sentence]]:
        """One lead sentence of each of the two most central sources, or two of the only one."""
        originals: dict[str, Article] = {}
        for article in story.articles:
            originals.setdefault(article.source_key, article)
        leads = [(article, found) for article in originals.values() if (found := self._leads(article))]
        if len(leads) == 1:
            article, found = leads[0]
            return [(article, sentence) for sentence in sorted(found, key=lambda sentence: sentence.start)]
        # Agency words that two sites share are told once, even where the sites are not known as copies.
        firsts: dict[str, tuple[Article, Sentence]] = {}
        for article, found in leads:
            firsts.setdefault(found[0].text, (article, found[0]))
        return list(firsts.values())[:MAX_SUMMARY_QUOTES]

    def _leads(self, article: Article) -> list[Sentence]:
        """The sentences of the article's beginning that tell most of its news, most telling first.

        Features open with a scene; the sentence that says what happened follows within the first few.
        """
        quotable = [
            sentence
            for sentence in self.catalog.sentences_of(article.id)
            # The text is read again here: an article replaced since must not be quoted with old offsets.
            if sentence.quotable and article.text[sentence.start : sentence.end] == sentence.text
        ]
        fitting = [sentence for sentence in quotable if MIN_LEAD_CHARS <= len(sentence.text) <= MAX_LEAD_CHARS]
        leads = (fitting or quotable)[:LEAD_SENTENCES]
        about, *vectors = self.encode([lead_of(article), *(sentence.text for sentence in leads)])
        title = article.facts.title or ""
        worth = [
            float(vector @ about) + news_in(sentence.text, title)
            for sentence, vector in zip(leads, vectors, strict=True)
        ]
        telling = sorted(range(len(leads)), key=lambda i: -worth[i])[:MAX_SUMMARY_QUOTES]
        return [leads[i] for i in telling]

    def _argue(
        self, topic: str, week: Week, corpus: WeekCorpus, numbering: Numbering
    ) -> tuple[TopicPoints, str | None]:
        """The topic's new points, and a line for the reader where the week lacks points or a side."""
        question = f"arguments for and against {topic}"
        now = self.answers.answer(question, filters=Filters(since=week.first_day, until=week.last_day))
        if not (now.points_for or now.points_against):
            return TopicPoints(topic), _none_recognised("on", topic, corpus)
        until = week.first_day - timedelta(days=1)
        # Only its quotations are compared, so a chat model need not word it.
        before = self.answers.answer(question, filters=Filters(until=until), engine="extractive")
        ours = {article.id for article in corpus.articles}

        def new(points: Iterable[Point], known: Sequence[Point]) -> tuple[Point, ...]:
            fresh = new_points([point for point in points if _quotes_only(point, now, ours)], known, self.encode)
            return tuple(numbering.renumbered(point, now) for point in fresh)

        found = TopicPoints(
            topic, new(now.points_for, before.points_for), new(now.points_against, before.points_against)
        )
        if found.points_for or found.points_against:
            sides = (("for", now.points_for), ("against", now.points_against))
            return found, next((_none_recognised(side, topic, corpus) for side, points in sides if not points), None)
        return found, f"Nothing new on {topic}: what was argued this week had been argued before."


def _quotes_only(point: Point, brief: Brief, article_ids: set[str]) -> bool:
    return all(brief.source(quote.source).article_id in article_ids for quote in point.quotes)


def _none_recognised(side: str, topic: str, corpus: WeekCorpus) -> str:
    """That no argument was recognised, which is not to say that the articles hold none."""
    count = len(corpus.articles)
    read = "article" if count == 1 else f"{count} articles"
    return f"I recognised no argument {side} {topic} in this week's {read}."


def _first_words(article: Article, quotes: Sequence[Quote]) -> str:
    return quotes[0].text if quotes else " ".join(article.text[: 2 * HEADLINE_CHARS].split())


def _extent(week: Week, corpus: WeekCorpus) -> Iterator[str]:
    """What the digest rests on, in plain lines."""
    articles = corpus.articles
    if articles:
        publishers = {article.facts.publisher for article in articles if article.facts.publisher}
        copies = len(articles) - len({article.source_key for article in articles})
        of_them = f", {copies} of them syndicated" if copies else ""
        by = f" by {counted(len(publishers), 'publisher')}" if publishers else ""
        yield f"{counted(len(articles), 'article')}{by}{of_them}, published {week.in_words()}."
    else:
        newest = f"the newest one is of {corpus.newest}" if corpus.newest else "none states its date"
        yield f"No article in the corpus says that it was published {week.in_words()}; {newest}."
    if corpus.month_only:
        yield f"Not placed in any week: {counted(corpus.month_only, 'article')} stating only the month."
    if corpus.undated:
        yield f"Not placed in any week: {counted(corpus.undated, 'undated article')} ingested this week."
