"""The keyword side of the catalog: what is indexed beside the text, and how words are matched and weighed."""

import calendar
import math
from collections.abc import Sequence

from sqlalchemy import Connection, func, select, text

from store.articles import Facts
from store.tables import passages


def source_words(facts: Facts) -> str:
    """What an article is also found by: publisher, agency, author, month and year.

    No day: a bare number would be found in every question that has one.
    """
    published = facts.published
    month = published.month
    months = (calendar.month_name[month], calendar.month_abbr[month]) if month else ()
    year = str(published.year) if published.year else None
    return " ".join(filter(None, (facts.publisher, facts.agency, facts.author, *months, year)))


def match_any(words: Sequence[str]) -> str:
    """An FTS5 expression for any of the words; quoted, so that nothing in them is read as syntax."""
    return " OR ".join('"' + word.replace('"', "").replace("\0", "") + '"' for word in words)


def full_match(db: Connection, words: Sequence[str]) -> float:
    """The BM25 of a passage of average length that has each of these words once; 0 without words.

    A word that stands nowhere weighs most of all, so that nothing can match a question full of such words.
    """
    total = db.execute(select(func.count()).select_from(passages)).scalar_one()
    having = text("SELECT count(*) FROM keywords WHERE keywords MATCH :match")
    counts = (db.execute(having, {"match": match_any([word])}).scalar_one() for word in words)
    # Another process may have stored articles since the total was counted, so that a word has more.
    # Inverse document frequency as FTS5 computes it, with its floor for words that more than half have.
    return sum(max(1e-6, math.log((max(total, count) - count + 0.5) / (count + 0.5))) for count in counts)
