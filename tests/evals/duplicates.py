"""Are two texts one article? Precision and recall of what the store takes for copies.

`python -m tests.evals.duplicates --pairs FILE`, rows `{"a", "b", "same"}`: two texts, and whether one is a copy of the
other, cut short or edited. A pair counts as found where the two meet in a key and are then told to be copies, as in the
store. `tests.evals.bbc_edits` makes such pairs; a row's "manner" gets a recall of its own.
`--bbc FILE`, JSON lines with title and body: makes such pairs of the articles with even numbers, and puts all articles
into a catalog to count how many of those that repeat an earlier one letter by letter are marked as its copy.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from store.articles import Facts, Page
from store.catalog import Catalog
from store.duplicates import Wording, is_copy, keys_of
from tests.evals.bbc import read_articles
from tests.evals.bbc_edits import pairs
from tests.evals.corpus import print_figures, rows_of

AT = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, help="JSON lines with a, b and same")
    parser.add_argument("--bbc", type=Path, help="JSON lines with title and body, to make pairs of")
    arguments = parser.parse_args()
    if bool(arguments.pairs) == bool(arguments.bbc):
        parser.error("give --pairs or --bbc")
    if arguments.pairs:
        print_figures(figures_of(rows_of(arguments.pairs)))
    else:
        articles = read_articles(arguments.bbc)
        print_figures(figures_of(list(pairs(articles, half="even"))) | exact_figures(articles))


def figures_of(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall, and the recall of each manner of editing."""
    started = perf_counter()
    said = [_found(row["a"], row["b"]) for row in rows]
    took_s = perf_counter() - started
    right = sum(found and row["same"] for found, row in zip(said, rows, strict=True))
    same = [(row.get("manner", "any"), found) for found, row in zip(said, rows, strict=True) if row["same"]]
    of_manner, found_of = Counter(manner for manner, _ in same), Counter(manner for manner, found in same if found)
    return {
        "pairs": len(rows),
        "same": len(same),
        "precision": right / max(1, sum(said)),
        "recall": right / max(1, len(same)),
        "recall_of": {manner: round(found_of[manner] / count, 4) for manner, count in of_manner.items()},
        "ms": round(1000 * took_s / max(1, len(rows)), 1),
    }


def exact_figures(articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How many articles repeat an earlier one exactly, how many of these are its copies, and how many copies in all."""
    first: dict[str, str] = {}
    repeated = found = copies = 0
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(Path(folder) / "catalog.sqlite")
        for number, article in enumerate(articles):
            text = f"{article['title']}\n\n{article['body']}"
            page = Page(f"{number:05d}.txt", text, text, facts=Facts(title=article["title"]))
            stored = catalog.add(page, [], [], article_id=f"{number:05d}", at=AT)
            copies += stored.copy_of is not None
            if text in first:
                repeated += 1
                before = catalog.article(first[text])
                found += before is not None and stored.source_key == before.source_key
            first.setdefault(text, stored.id)
        catalog.close()
    return {"articles": len(articles), "exact": repeated, "exact_found": found, "marked_as_copies": copies}


def _found(one: str, other: str) -> bool:
    a, b = Wording(one), Wording(other)
    return bool(set(keys_of(a)) & set(keys_of(b))) and is_copy(a, b)


if __name__ == "__main__":
    main()
