"""Are two sentences one argument? Precision and recall of the pairs that grouping joins.

`python -m tests.evals.points --data FILE`, rows `{"topic", "a", "b", "same": true|false}`, or `--argkp DIR` for the
arguments of ArgKP's development set that one key point matches: pairs of one topic and stance.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.brief.evidence import Evidence
from bot.brief.points import group_points
from bot.brief.topic import read_topic
from store import Article, Facts
from store.embed import BundledEmbeddings
from tests.evals.corpus import print_figures, rows_of

NOWHEN = datetime(2000, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--data", type=Path)
    given.add_argument("--argkp", type=Path)
    parser.add_argument("--most", type=int, default=4000, help="pairs of ArgKP, evenly taken")
    arguments = parser.parse_args()
    rows = rows_of(arguments.data) if arguments.data else list(argkp_pairs(arguments.argkp))
    rows = rows[:: max(1, len(rows) // arguments.most)]
    encode = BundledEmbeddings().encode
    joined = right = same = 0
    for row in rows:
        topic = read_topic(row["topic"])
        terms = (*topic.terms, *topic.opposite) if topic else ()
        one = len(group_points([_evidence("a", row["a"]), _evidence("b", row["b"])], encode, topic_terms=terms)) == 1
        joined += one
        same += row["same"]
        right += one and row["same"]
    precision, recall = right / max(joined, 1), right / max(same, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print_figures({"pairs": len(rows), "same": same / len(rows), "precision": precision, "recall": recall, "f1": f1})


def argkp_pairs(folder: Path) -> Iterator[dict[str, Any]]:
    """Pairs of arguments of one topic and stance; the same if they match the same key point."""
    with (folder / "arguments_dev.csv").open(encoding="utf-8") as file:
        arguments = {row["arg_id"]: row for row in csv.DictReader(file)}
    matched: dict[str, set[str]] = defaultdict(set)
    with (folder / "labels_dev.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["label"] == "1":
                matched[row["arg_id"]].add(row["key_point_id"])
    clear = [arguments[arg_id] for arg_id, points in matched.items() if len(points) == 1]
    for a, b in combinations(clear, 2):
        if (a["topic"], a["stance"]) == (b["topic"], b["stance"]):
            same = matched[a["arg_id"]] == matched[b["arg_id"]]
            yield {"topic": a["topic"], "a": a["argument"], "b": b["argument"], "same": same}


def _evidence(article_id: str, text: str) -> Evidence:
    article = Article(article_id, text, article_id, Facts(), NOWHEN)
    return Evidence(article, 0, len(text), text, "for", 1.0, 1.0)


if __name__ == "__main__":
    main()
