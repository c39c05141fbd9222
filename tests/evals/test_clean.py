import gzip
import json
from pathlib import Path

import pytest

from tests.evals.clean import evaluate, figures, overlap, text_dump

PAGE = "<html><head><title>T</title><style>p {}</style></head><body><ul><li>One <b>bold</b></li></ul><p>A<br>B</p><script>x()</script></body></html>"


def test_equal_texts_overlap_wholly_and_different_ones_not_at_all() -> None:
    assert figures([overlap("one two three four five", "One, two three four five.".lower())])["f1"] == 1.0
    assert figures([overlap("one two three four", "five six seven eight")])["f1"] == 0.0


def test_half_too_much_costs_precision_and_half_too_little_costs_recall() -> None:
    long, short = "a b c d e f g h", "a b c d e"
    assert figures([overlap(short, long)]) == {"f1": pytest.approx(0.5714), "precision": 0.4, "recall": 1.0}
    assert figures([overlap(long, short)])["recall"] == 0.4


def test_a_page_without_a_prediction_counts_in_the_recall_only() -> None:
    assert figures([overlap("a b c d", ""), overlap("a b c d", "a b c d")]) == {
        "f1": pytest.approx(0.6667),
        "precision": 1.0,
        "recall": 0.5,
    }


def test_a_dump_has_each_block_on_its_own_line_and_no_scripts() -> None:
    assert text_dump(PAGE) == "• One bold\nA\nB"


def test_a_folder_of_pages_is_evaluated_with_its_halves(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "ground-truth.json").write_text(json.dumps({"0a": {"articleBody": "A B"}, "1b": {"articleBody": "no"}}))
    (tmp_path / "html" / "0a.html").write_text(PAGE)
    (tmp_path / "html" / "1b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    found = evaluate(tmp_path, {"always": lambda _page: "A B"})
    assert found["always"]["even"]["f1"] == 1.0
    assert found["always"]["odd"]["f1"] == 0.0
