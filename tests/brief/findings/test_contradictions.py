from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.evidence import DraftPoint
from bot.brief.findings.contradictions import differ, reports_that_differ
from store import Facts, Published
from tests.brief.findings.contradiction_pairs import AGREE, DIFFER
from tests.brief.scripted import evidence

QUESTION = "How many sites has Larkmoor?"


def finding(text: str, article: str) -> DraftPoint:
    return DraftPoint("neither", text, (evidence(text, "neither", article=article),))


@pytest.mark.parametrize(("question", "one", "other"), AGREE)
def test_what_may_be_true_together_is_no_contradiction(question: str, one: str, other: str) -> None:
    assert not differ(question, one, other)
    assert not differ(question, other, one)


@pytest.mark.parametrize(("question", "one", "other"), DIFFER)
def test_different_figures_for_the_same_thing_are_a_contradiction(question: str, one: str, other: str) -> None:
    assert differ(question, one, other)
    assert differ(question, other, one)


def test_the_reports_are_named_as_they_are_written() -> None:
    findings = [finding("Larkmoor has 14 sites.", "a1"), finding("Larkmoor has 19 sites.", "a2")]
    assert [report.written for report in reports_that_differ(QUESTION, findings)] == ["14 sites", "19 sites"]


def test_one_article_does_not_contradict_its_copy() -> None:
    original, other = finding("Larkmoor has 14 sites.", "a1"), finding("Larkmoor has 19 sites.", "a2")
    item = other.evidence[0]
    copied = replace(other, evidence=(replace(item, article=replace(item.article, copy_of="a1")),))
    assert reports_that_differ(QUESTION, [original, copied]) == []


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_compared_either_way_round(question: str, one: str, other: str) -> None:
    assert differ(question, one, other) == differ(question, other, one)
    assert not differ(question, one, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Larkmoor raised $38-million from two banks.", "Larkmoor raised $38 million."),
        ("Larkmoor raised $38 mln.", "Larkmoor raised $38 million."),
        ("Larkmoor raised $1.2 billion.", "Larkmoor raised $1.23 billion."),
        ("Larkmoor raised $2-3bn.", "Larkmoor raised $2.5bn."),
        ("Larkmoor raised $2 to 3 billion.", "Larkmoor raised $2.5 billion."),
    ],
)
def test_ranges_roundings_and_other_spellings_are_no_contradiction(one: str, other: str) -> None:
    assert not differ("How much did Larkmoor raise?", one, other)


def test_articles_of_different_times_may_both_be_right() -> None:
    sites = {2023: "Larkmoor has 14 sites.", 2025: "Larkmoor has 19 sites."}
    findings = []
    for year, text in sites.items():
        item = finding(text, str(year)).evidence[0]
        dated = replace(item.article, facts=Facts(published=Published(year, 11, 3)))
        findings.append(DraftPoint("neither", text, (replace(item, article=dated),)))
    assert reports_that_differ(QUESTION, findings) == []


@pytest.mark.parametrize("question", ["How much did Larkmoor raise?", "how much did larkmoor raise?"])
def test_what_is_said_of_another_is_no_contradiction(question: str) -> None:
    about_both = "Larkmoor has a rival."
    findings = [
        finding("The firm Larkmoor raised $38 million.", "a1"),
        finding(f"{about_both} Heron raised $52 million.", "a2"),
    ]
    item = findings[1].evidence[0]
    start = item.start + len(about_both) + 1
    rival = replace(item, start=start, text=item.article.text[start : item.end])
    assert reports_that_differ(question, [findings[0], replace(findings[1], evidence=(rival,))]) == []


def test_a_month_before_the_figure_is_nobody_else() -> None:
    findings = [
        finding("Larkmoor grew. In March the company raised $38 million.", "a1"),
        finding("Larkmoor raised $52 million.", "a2"),
    ]
    item = findings[0].evidence[0]
    start = item.start + len("Larkmoor grew. ")
    unnamed = replace(item, start=start, text=item.article.text[start : item.end])
    reports = reports_that_differ(
        "How much did Larkmoor raise?", [replace(findings[0], evidence=(unnamed,)), findings[1]]
    )
    assert [report.written for report in reports] == ["$38 million", "$52 million"]
