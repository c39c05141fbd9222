import json
from pathlib import Path

from store.articles import Published
from tests.evals.facts import DATA, FACTS, Score, evaluate, labelled_pages, same_as_one_of, stated_date


def test_a_wrong_fact_lowers_precision_and_a_missing_one_recall() -> None:
    score = Score()
    score.add("Northwire", ["Northwire"])
    score.add("Blogger", ["Northwire"])
    score.add(None, ["Northwire"])
    score.add("Blogger", [None])
    assert (score.right, score.stated, score.there) == (1, 3, 3)


def test_a_fact_that_may_be_left_out_is_missed_by_nobody() -> None:
    score = Score()
    assert score.add(None, ["Northwire", None])
    assert score.add("Northwire", ["Northwire", None])
    assert (score.right, score.stated, score.there) == (1, 1, 1)


def test_names_are_the_same_whatever_their_case_article_and_order() -> None:
    assert same_as_one_of("Bo Chan and Ann Lee", ["Ann Lee, Bo Chan"])
    assert same_as_one_of("the tarn post", ["The Tarn Post"])
    assert not same_as_one_of("Tarn Post Weekly", ["The Tarn Post"])


def test_a_date_is_written_as_far_as_it_is_stated() -> None:
    assert stated_date(Published(2025, 11, 17)) == "2025-11-17"
    assert stated_date(Published(2025, 11)) == "2025-11"
    assert stated_date(Published(None, 12, 23)) == "--12-23"
    assert stated_date(Published()) is None


def test_every_sample_page_is_labelled_with_every_fact() -> None:
    labels = [json.loads(line) for line in (DATA / "facts_labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(set(label) == {"page", *FACTS} for label in labels)
    named = {label["page"] for label in labels}
    assert {page.name for page in (DATA / "fact_pages").iterdir()} <= named


def test_pages_that_are_nowhere_are_left_out(tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"page": "absent"}\n', encoding="utf-8")
    assert evaluate(labelled_pages(labels, [tmp_path])) == {}
