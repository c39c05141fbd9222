"""Which articles tell of one event. Pure: articles and an embedding in, stories out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bot.brief.linkage import linked
from store import Article
from store.vectors import Encode, Vectors

SAME_EVENT = 0.3
"""Mean cosine, after what all articles share is taken away, from which on two groups of articles tell of one event.
Chosen on tests/evals/data/stories.jsonl, where .25 joins more events that share a company and .35 splits some."""
LEAD_CHARS = 1200
"""Title and lead carry the event; further down articles wander off to other ones."""
BACKGROUND = (
    "A company releases a new AI model",
    "The government plans rules for artificial intelligence",
    "Export controls on AI chips",
    "Data centres need more electricity",
    "Companies put language models to work",
    "A study compares AI models",
    "Open and closed models",
    "Investors pay for an AI start-up",
    "A court hears a case about training data",
    "Jobs and skills in the age of AI",
    "Safety and misuse of AI systems",
    "What AI costs and what it saves",
)
"""What AI news is about in general. Where few articles are at hand, this says what they share for no reason."""
BACKGROUND_WEIGHT = 10
"""As many articles as the background counts for in what all articles share."""


@dataclass(frozen=True)
class Story:
    """Articles of one period about one event, the most central first, every copy right behind its original.

    `earlier` are articles of the time before about the same event.
    """

    articles: tuple[Article, ...]
    independent_sources: int
    earlier: tuple[Article, ...] = ()

    @property
    def central(self) -> Article:
        return self.articles[0]


def group_stories(articles: Sequence[Article], encode: Encode, *, earlier: Sequence[Article] = ()) -> list[Story]:
    """The stories of a period, most widely told first; every article is in exactly one.

    `encode` turns n texts into float32 unit vectors of shape (n, d). Copies of one article are one source and always
    one story. The order of `articles` does not matter. `earlier` articles form no stories of their own.

    Average-linkage clustering on title and lead. All AI news looks alike to an embedding, so the mean of the articles
    (and of some general headlines) is subtracted first: what is left is what makes an event. Shared names and numbers
    were tried as a second signal and made it worse: they join different events of one company. Dates play no part
    within a week.
    """
    sources, before = _sources(articles), _sources(earlier)
    if not sources:
        return []
    texts = [lead_of(source[0]) for source in (*sources, *before)]
    vectors = _centred(encode(texts), encode(BACKGROUND))
    likeness = vectors @ vectors.T
    within, across = likeness[: len(sources), : len(sources)], likeness[: len(sources), len(sources) :]
    stories = [
        Story(
            articles=tuple(article for i in _most_central_first(group, within) for article in sources[i]),
            independent_sources=len(group),
            earlier=tuple(
                article
                for j, source in enumerate(before)
                if across[group, j].mean() >= SAME_EVENT
                for article in source
            ),
        )
        for group in linked([[i] for i in range(len(sources))], within, at_least=SAME_EVENT)
    ]
    return sorted(stories, key=_rank)


def _sources(articles: Sequence[Article]) -> list[list[Article]]:
    """Articles by independent source, the original or else the oldest first."""
    by_key: dict[str, list[Article]] = {}
    for article in sorted(articles, key=_age):
        by_key.setdefault(article.source_key, []).append(article)
    return [sorted(found, key=lambda article: article.copy_of is not None) for found in by_key.values()]


def _age(article: Article) -> tuple[date, str]:
    return article.facts.published.earliest() or date.max, article.id


def lead_of(article: Article) -> str:
    """Title and first characters: the part of an article that says what it is about."""
    return f"{article.facts.title or ''}\n{article.text[:LEAD_CHARS]}".strip()


def _centred(vectors: Vectors, background: Vectors) -> Vectors:
    """The vectors less what they share, at unit length again."""
    weight = BACKGROUND_WEIGHT
    shared = (vectors.sum(axis=0) + weight * background.mean(axis=0)) / (len(vectors) + weight)
    centred = vectors - shared
    lengths = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return np.asarray(centred / lengths, dtype=np.float32)


def _most_central_first(group: Sequence[int], likeness: Vectors) -> list[int]:
    # Rounded, so that of equals the first report comes first.
    means = likeness[np.ix_(group, group)].mean(axis=1).round(3)
    return [group[i] for i in np.argsort(-means, kind="stable")]


def _rank(story: Story) -> tuple[int, int, int, str]:
    """By independent sources, then size, then recency."""
    newest = max(
        (last.toordinal() for article in story.articles if (last := article.facts.published.latest())), default=0
    )
    return -story.independent_sources, -len(story.articles), -newest, story.central.id
