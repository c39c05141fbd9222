import json
from pathlib import Path

from tests.evals.encoding import evaluate, read_cases
from tests.evals.lost_marks import broken, restored
from tests.evals.lost_marks import evaluate as evaluate_marks

MENDED = {"label": "one", "original": "cafÃ©", "fixed": "café", "expect": "pass"}
GENUINE = {"label": "two", "original": "“β”", "fixed-encoding": "“β”", "fixed": '"β"', "expect": "pass"}
BEYOND = {"label": "three", "original": "caf\ufffd", "fixed": "café", "expect": "fail"}


def test_cases_are_counted_by_what_ftfy_makes_of_them(tmp_path: Path) -> None:
    (tmp_path / "cases.json").write_text(json.dumps([MENDED, GENUINE, BEYOND]), encoding="utf-8")
    figures = evaluate(read_cases(tmp_path))
    assert (figures["mended_by_ftfy"], figures["mended"], figures["genuine"], figures["kept"]) == (1, 1, 1, 1)
    assert (figures["failed_by_ftfy"], figures["mended_beyond_ftfy"], figures["failures"]) == (1, 0, "none")


def test_a_wrong_reading_is_named() -> None:
    assert evaluate([{**MENDED, "fixed": "cafe"}])["failures"] == "one"


def test_a_mark_of_another_kind_is_not_restored() -> None:
    assert broken("“No”—he", "β") == "βNoββhe"
    assert restored("“No” – he", "“No” — he") == (3, 0)
    assert restored("“No” — he", "“No’ — ha") == (2, 1)


def test_genuine_texts_are_counted_if_they_change() -> None:
    figures = evaluate_marks([{"language": "el", "text": "«Το βιβλίο β», είπε — ναι."}])
    assert figures["genuine_changed"] == 0
