"""How well articles are grouped into stories.

`python -m tests.evals.stories --articles FILE` takes JSON lines {"id", "title", "text", "published", "label"} of one
period and prints one JSON object of figures as its last line. Articles of one label tell one story; without a label, or
with the label "noise" or "none", an article is a story by itself. `title` and `published` (ISO) may be missing.
`--noise-up-to N` takes labels of at most N articles for noise too.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.digest.stories import group_stories
from store import Article, Facts, Published
from store.embed import BundledEmbeddings
from store.vectors import Encode

NOISE = frozenset(["", "noise", "none"])
READ_AT = datetime(2025, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]


def labels_of(rows: Sequence[Row], *, noise_up_to: int = 0) -> dict[str, str]:
    """The label of every article by its id; an article that is noise gets one of its own."""
    given = {str(row["id"]): str(row.get("label") or "") for row in rows}
    counts = Counter(given.values())
    return {
        article_id: f"noise {article_id}" if label.lower() in NOISE or counts[label] <= noise_up_to else label
        for article_id, label in given.items()
    }


def found_groups(rows: Iterable[Row], encode: Encode) -> dict[str, int]:
    """The number of the story that each article was put into, by its id."""
    stories = group_stories([_article(row) for row in rows], encode)
    return {article.id: number for number, story in enumerate(stories) for article in story.articles}


def figures(true: Mapping[str, object], found: Mapping[str, object]) -> dict[str, Any]:
    """Pairwise and B-cubed precision, recall and F1 of a grouping; both map article ids to groups."""
    ids = sorted(true)
    pairs = {(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :] if true[a] == true[b]}
    guesses = {(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :] if found[a] == found[b]}
    right = len(pairs & guesses)
    true_size, found_size = Counter(true.values()), Counter(found[article_id] for article_id in ids)
    both_size = Counter((true[article_id], found[article_id]) for article_id in ids)
    shared = [(both_size[true[a], found[a]], true_size[true[a]], found_size[found[a]]) for a in ids]
    count = max(len(ids), 1)
    return {
        "articles": len(ids),
        "stories": {"true": len(true_size), "found": len(found_size)},
        "pairwise": _scores(right / len(guesses) if guesses else 1.0, right / len(pairs) if pairs else 1.0),
        "b_cubed": _scores(
            sum(both / found for both, _, found in shared) / count, sum(both / true for both, true, _ in shared) / count
        ),
    }


def _scores(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _article(row: Row) -> Article:
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    published = Published(day.year, day.month, day.day) if day else Published()
    facts = Facts(title=row.get("title") or None, published=published)
    return Article(str(row["id"]), row["text"], str(row["id"]), facts, READ_AT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--noise-up-to", type=int, default=0)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").split("\n") if line.strip()]
    true = labels_of(rows, noise_up_to=options.noise_up_to)
    print(json.dumps(figures(true, found_groups(rows, BundledEmbeddings().encode))))


if __name__ == "__main__":
    main()
