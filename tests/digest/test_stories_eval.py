"""Promises of the evaluation in tests/evals/stories.py, and the quality that the bundled embedding reaches there."""

import json
from pathlib import Path
from typing import Any

import pytest

from store.embed import BundledEmbeddings
from tests.evals.stories import figures, found_groups, labels_of

OURS = Path(__file__).parent.parent / "evals" / "data" / "stories.jsonl"
WIKIREF = Path(__file__).parents[2].parent / "shared" / "data" / "wikiref_events" / "wikiref220.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def test_figures_count_pairs_and_articles() -> None:
    true = {"a": 1, "b": 1, "c": 2, "d": 2}
    found = {"a": 1, "b": 1, "c": 1, "d": 2}

    assert figures(true, found) == {
        "articles": 4,
        "stories": {"true": 2, "found": 2},
        "pairwise": {"precision": 0.3333, "recall": 0.5, "f1": 0.4},
        "b_cubed": {"precision": 0.6667, "recall": 0.75, "f1": 0.7059},
    }


def test_a_perfect_grouping_has_perfect_figures_even_without_pairs() -> None:
    told = figures({"a": 1, "b": 2}, {"a": 7, "b": 8})

    assert told["pairwise"]["f1"] == told["b_cubed"]["f1"] == 1.0


def test_noise_and_small_labels_are_stories_by_themselves() -> None:
    rows = [{"id": i, "label": label} for i, label in enumerate(["x", "x", "noise", "noise", None, "y"])]

    assert len(set(labels_of(rows).values())) == 5
    assert len(set(labels_of(rows, noise_up_to=2).values())) == 6


def test_our_own_stories_are_found_again(embeddings: BundledEmbeddings) -> None:
    rows = rows_of(OURS)

    told = figures(labels_of(rows), found_groups(rows, embeddings.encode))

    assert told["b_cubed"]["f1"] >= 0.9
    assert told["pairwise"]["f1"] >= 0.8


@pytest.mark.skipif(not WIKIREF.exists(), reason="../shared is not there")
def test_events_of_general_news_are_found_too(embeddings: BundledEmbeddings) -> None:
    rows = rows_of(WIKIREF)

    told = figures(labels_of(rows, noise_up_to=5), found_groups(rows, embeddings.encode))

    assert told["b_cubed"]["f1"] >= 0.85
    assert told["pairwise"]["f1"] >= 0.85
