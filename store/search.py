"""Question in, passages out: dense and keyword search, fused."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from store.articles import Passage
from store.catalog import Catalog, Filters
from store.index import Index

CANDIDATES = 60
"""How many passages each of the two searches contributes before they are fused."""
DENSE_WEIGHT = 0.6
"""Share of the dense score in the fused one; the rest is BM25."""

_STOPWORDS = (
    "a about after all also an and any are as at be because been but by can could did do does for from had has "
    "have he her his how i if in into is it its just many me more most much my no not of on one only or other "
    "our out over say says she should so some tell than that the their them then there they this to up us was "
    "we were what when where which who whom whose why will with would you your argument arguments case pro "
    "pros con cons news latest please summary summarise summarize explain give show find"
)
STOPWORDS = frozenset(_STOPWORDS.split())
_WORD = re.compile(r"\w+(?:[-.’']\w+)*")


@dataclass(frozen=True)
class Hit:
    """A passage that search found. `score` ranks; `dense` is the cosine, `keyword` the BM25 share of the best hit."""

    passage: Passage
    score: float
    dense: float
    keyword: float


class Search:
    """Finds passages of indexed articles. `encode` turns texts into unit vectors of shape (n, dimensions)."""

    def __init__(
        self, catalog: Catalog, index: Index, encode: Callable[[Sequence[str]], npt.NDArray[np.float32]]
    ) -> None:
        self._catalog = catalog
        self._index = index
        self._encode = encode

    def find(
        self, query: str, *, limit: int = 40, filters: Filters | None = None, words: Sequence[str] = ()
    ) -> list[Hit]:
        """The best passages for a query, best first.

        `words` are further keywords, such as synonyms, that only the keyword search sees. A passage that Chroma
        knows and the catalog does not is never returned.
        """
        filters = filters or Filters()
        vector = self._encode([query])[0]
        dense = dict(self._index.nearest(vector, limit=CANDIDATES, filters=filters))
        keyword = dict(
            self._catalog.keyword_ranks(keywords_of(" ".join([query, *words])), limit=CANDIDATES, filters=filters)
        )
        passages = self._catalog.passages_by_id(sorted({*dense, *keyword}))
        best_keyword = max(keyword.values(), default=0.0) or 1.0
        hits = []
        for passage_id, passage in passages.items():
            dense_score = max(0.0, dense.get(passage_id, 0.0))
            keyword_score = keyword.get(passage_id, 0.0) / best_keyword
            score = DENSE_WEIGHT * dense_score + (1 - DENSE_WEIGHT) * keyword_score
            hits.append(Hit(passage, score, dense_score, keyword_score))
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]


def keywords_of(text: str) -> list[str]:
    """The words of a question worth matching, in order, without repeats and without words that every question has."""
    words: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word not in STOPWORDS and word not in words:
            words.append(word)
    return words
