"""Knows articles; knows nothing of Slack, questions or models that chat."""

from store.articles import Article, Facts, Page, Passage, Published, Sentence
from store.errors import EvenhandError, FixSetup, Refused, TryLater

__all__ = [
    "Article",
    "EvenhandError",
    "Facts",
    "FixSetup",
    "Page",
    "Passage",
    "Published",
    "Refused",
    "Sentence",
    "TryLater",
]
