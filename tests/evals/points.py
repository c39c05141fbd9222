"""Are two sentences one argument? Precision and recall of the pairs that grouping joins.

`python -m tests.evals.points --data FILE`, rows `{"topic", "a", "b", "same": true|false}`, where a row's `"part"` gives
that part its own figures as well, or `--argkp DIR` for the
arguments of ArgKP's development set that exactly one key point matches: pairs of one topic and stance, each by itself,
and once more (`whole_sides_…`) as they fall when all arguments of a side are grouped at once, as a brief does.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.brief.evidence import Evidence
from bot.brief.points.drafts import group_points
from bot.brief.topic import read_topic
from store import Article, Facts
from store.embed import BundledEmbeddings
from store.vectors import Encode
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
    encode = remembering(BundledEmbeddings().encode)
    figures: dict[str, Any] = {}
    if arguments.argkp:
        whole = figures_of(
            (row["same"], joined) for row, joined in zip(rows, joined_on_whole_sides(rows, encode), strict=True)
        )
        figures = {f"whole_sides_{name}": value for name, value in whole.items()}
    rows = rows[:: max(1, len(rows) // arguments.most)]
    joined = [(row["same"], joined_alone(row, encode)) for row in rows]
    for part in sorted({row["part"] for row in rows if "part" in row}):
        of_part = figures_of(pair for pair, row in zip(joined, rows, strict=True) if row.get("part") == part)
        figures |= {f"{part}_{name}": value for name, value in of_part.items()}
    print_figures(figures_of(joined) | figures)


def joined_alone(row: Mapping[str, Any], encode: Encode) -> bool:
    """Whether two sentences are one point when there are no others."""
    both = [_evidence("a", row["a"]), _evidence("b", row["b"])]
    return len(group_points(both, encode, read_topic(row["topic"]))) == 1


def joined_on_whole_sides(rows: Sequence[Mapping[str, Any]], encode: Encode) -> Iterator[bool]:
    """For each pair whether it is in one point when all sentences of its topic and stance are grouped together."""
    sides: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        sides[row["topic"], row["stance"]] |= {row["a"]: 0, row["b"]: 0}
    for (topic, _), texts in sides.items():
        points = group_points([_evidence(text, text) for text in texts], encode, read_topic(topic))
        for number, point in enumerate(points):
            texts.update(dict.fromkeys((item.text for item in point.evidence), number))
    for row in rows:
        numbers = sides[row["topic"], row["stance"]]
        yield numbers[row["a"]] == numbers[row["b"]]


def figures_of(pairs: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """Figures of (same, joined) pairs."""
    counted = Counter(pairs)
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return {
        "pairs": counted.total(),
        "same": (right + missed) / max(counted.total(), 1),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def remembering(encode: Encode) -> Encode:
    """The same vectors, each text encoded once: pairs repeat their texts many times."""
    known: dict[str, npt.NDArray[np.float32]] = {}

    def encoded(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, encode(new), strict=True))
        return np.stack([known[text] for text in texts])

    return encoded


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
            yield {
                "topic": a["topic"],
                "stance": a["stance"],
                "a": a["argument"],
                "b": b["argument"],
                "same": same,
            }


def _evidence(article_id: str, text: str) -> Evidence:
    article = Article(article_id, text, article_id, Facts(), NOWHEN)
    return Evidence(article, 0, len(text), text, "for", 1.0, 1.0)


if __name__ == "__main__":
    main()
