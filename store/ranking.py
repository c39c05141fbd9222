"""From what the two searches say of each passage to one order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.articles import Passage

DENSE_WEIGHT = 0.7
"""Share of the cosine in the fused score; the rest is keywords. Best of .4 to .7 on headlines as questions, with their
words kept and with most of them replaced by words that stand nowhere (`tests.evals.retrieval`)."""
FRESH_WEIGHT = 0.5
"""What an article of the newest day gains where the newest are wanted: enough to pass an older one that fits as well,
not enough to pass one that fits half as well again."""
FRESH_HALF_LIFE_DAYS = 30
"""After so many days half of that gain is left: a month's news stay ahead of last season's."""
TOP = 10
TOP_SHARE = 3
"""Of the first `TOP` hits, one article and its copies have at most so many."""
WORTH_SHOWING = 0.5
"""A hit with less than this part of the score of one held back does not go before it."""


@dataclass(frozen=True)
class Hit:
    """A passage that search found. `score` ranks; `dense` is the cosine, `keyword` is between 0 and 1."""

    passage: Passage
    score: float
    dense: float
    keyword: float


@dataclass(frozen=True)
class Standing:
    """What ranking knows of an article: the article it copies, or itself; the first day it can be from, if any."""

    source_key: str
    published: date | None


def keyword_shares(bm25: Mapping[str, float], *, full_match: float) -> dict[str, float]:
    """BM25 between 0 and 1: as a share of a full match, or of the best passage where that has more.

    Where the best passage has only a word or two of a long question, it counts as little as that: a question in
    other words than the article's is left to the vectors.
    """
    most = max([full_match, *bm25.values()], default=0.0)
    return {passage_id: score / most if most > 0 else 0.0 for passage_id, score in bm25.items()}


def fuse(passages: Mapping[str, Passage], cosines: Mapping[str, float], shares: Mapping[str, float]) -> list[Hit]:
    """These passages, best first; equal scores by id, so that one question always gives one order."""
    hits = []
    for passage_id, passage in passages.items():
        dense, keyword = max(0.0, cosines.get(passage_id, 0.0)), shares.get(passage_id, 0.0)
        hits.append(Hit(passage, DENSE_WEIGHT * dense + (1 - DENSE_WEIGHT) * keyword, dense, keyword))
    return _best_first(hits)


def newest_up(hits: Sequence[Hit], standings: Mapping[str, Standing]) -> list[Hit]:
    """The hits with the score of recent articles raised, best first; undated articles gain nothing.

    Age is counted from the newest article among the hits, so that an old corpus has its newest too.
    """
    dates = {hit.passage.article_id: standings[hit.passage.article_id].published for hit in hits}
    newest = max(filter(None, dates.values()), default=None)
    if newest is None:
        return list(hits)

    def freshness(published: date | None) -> float:
        return 0.5 ** ((newest - published).days / FRESH_HALF_LIFE_DAYS) if published else 0.0

    return _best_first(
        [replace(hit, score=hit.score * (1 + FRESH_WEIGHT * freshness(dates[hit.passage.article_id]))) for hit in hits]
    )


def spread(hits: Sequence[Hit], standings: Mapping[str, Standing]) -> list[Hit]:
    """The same hits, reordered so that one story does not crowd out the others.

    Of the first `TOP`, an article and its copies have at most `TOP_SHARE`, all from the one of them that was found
    first, as long as there are others worth showing. What is held back follows after.
    """
    rest = list(hits)
    first: list[Hit] = []
    taken: Counter[str] = Counter()
    leaders: dict[str, str] = {}

    def key(hit: Hit) -> str:
        return standings[hit.passage.article_id].source_key

    def fits(hit: Hit) -> bool:
        leader = leaders.get(key(hit), hit.passage.article_id)
        return leader == hit.passage.article_id and taken[key(hit)] < TOP_SHARE

    while rest and len(first) < TOP:
        other = next(filter(fits, rest), rest[0])
        chosen = other if other.score >= WORTH_SHOWING * rest[0].score else rest[0]
        rest.remove(chosen)
        first.append(chosen)
        taken[key(chosen)] += 1
        leaders.setdefault(key(chosen), chosen.passage.article_id)
    return first + rest


def _best_first(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
