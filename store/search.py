"""Question in, passages out: dense and keyword search, fused."""

import re
import threading
from collections.abc import Sequence

from store.catalog import Catalog, Filters
from store.errors import FixSetup
from store.index import Index
from store.ranking import Hit, fuse, keyword_shares, newest_up, spread
from store.vectors import Encode

CANDIDATES = 60
"""How many passages each of the two searches contributes before they are fused; 100 and 200 found no more."""

FINISH_INDEXING = "a run still at work finishes them; if there is none, run: evenhand ingest FOLDER"

_STOPWORDS = (
    "a about after all also an and any are as at be because been but by can could did do does for from had has "
    "have he her his how i if in into is it its just many me more most much my no not of on one only or other "
    "our out over say says she should so some tell than that the their them then there they this to up us was "
    "we were what when where which who whom whose why will with would you your argument arguments case pro "
    "pros con cons news latest please summary summarise summarize explain give show find"
)
STOPWORDS = frozenset(_STOPWORDS.split())
_WORD = re.compile(r"\w+(?:[-.’']\w+)*")


class Search:
    """Finds passages of indexed articles. `encode` turns texts into unit vectors of shape (n, dimensions)."""

    def __init__(
        self,
        catalog: Catalog,
        index: Index,
        encode: Encode,
        *,
        embedding_name: str,
    ) -> None:
        self._catalog = catalog
        self._index = index
        self._encode = encode
        self._embedding_name = embedding_name
        self._lock = threading.Lock()
        self._seen: str | None = None
        self._warning: str | None = None

    def find(
        self,
        query: str,
        *,
        limit: int = 40,
        filters: Filters | None = None,
        words: Sequence[str] = (),
        newest_first: bool = False,
    ) -> list[Hit]:
        """The best passages for a query, best first; no article or story fills the first ten (see `spread`).

        `words` are further keywords, such as synonyms, that only the keyword search sees. `newest_first` is for
        questions that ask for the latest: of equally good passages, those of recent articles then come first. A
        passage that Chroma knows and the catalog does not is never returned.
        """
        filters = filters or Filters()
        self._catch_up()
        vector = self._encode([query])[0]
        asked = keywords_of(query)
        cosines = dict(self._index.nearest(vector, limit=CANDIDATES, filters=filters))
        wanted = list(dict.fromkeys([*asked, *keywords_of(" ".join(words))]))
        bm25 = dict(self._catalog.keyword_ranks(wanted, limit=CANDIDATES, filters=filters))
        cosines |= self._index.cosines(vector, sorted(bm25.keys() - cosines.keys()))
        shares = keyword_shares(bm25, full_match=self._catalog.full_match(asked))
        found = fuse(self._catalog.passages_by_id(sorted({*cosines, *bm25})), cosines, shares)
        standings = self._catalog.standings({hit.passage.article_id for hit in found})
        hits = [hit for hit in found if hit.passage.article_id in standings]  # the others are just being replaced
        if newest_first:
            hits = newest_up(hits, standings)
        return spread(hits, standings)[:limit]

    def warning(self) -> str | None:
        """What the last search could not see, in one line for the reader; None where it saw everything."""
        waiting = len(self._catalog.not_indexed())
        if waiting:
            return f"{not_indexed_yet(waiting)} and not searched; {FINISH_INDEXING}"
        return self._warning

    def _catch_up(self) -> None:
        """Look at the vectors anew if any process has written some since the last search."""
        with self._lock:
            generation = self._catalog.generation
            if generation == self._seen:
                return
            check_embedding(self._catalog, self._embedding_name)
            self._index.reopen()
            expected = self._catalog.passage_count()  # counted first: a run stores vectors before it says so
            missing = self._index.count() < expected
            self._warning = (
                "Vectors are missing, so only keywords were searched; run: evenhand reindex" if missing else None
            )
            self._seen = generation


def check_embedding(catalog: Catalog, embedding_name: str) -> None:
    """Raise FixSetup if the catalog's vectors were made by another embedding model."""
    known = catalog.remembered("embedding")
    if known is not None and known != embedding_name:
        raise FixSetup(
            f"The vectors were made by the embedding {known}, the settings now name {embedding_name}; "
            "go back to the old one or run: evenhand reindex"
        )


def not_indexed_yet(number: int) -> str:
    """So many articles are in the catalog without their vectors, in words."""
    return f"{number} stored {'article is' if number == 1 else 'articles are'} not indexed yet"


def keywords_of(text: str) -> list[str]:
    """The words of a question worth matching, in order, without repeats and without words that every question has."""
    words: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word not in STOPWORDS and word not in words:
            words.append(word)
    return words
