from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.evidence import DraftPoint
from bot.brief.findings.contradictions import differ, reports_that_differ
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
