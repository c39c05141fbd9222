"""Promises of the briefs kept in the catalog."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.brief.followups.kept import KEPT_FOR, KeptBriefs
from bot.brief.question import Question
from store.catalog import Catalog, Filters
from tests.conftest import NOW, AddPage
from tests.slack.briefs import BOTH_SIDES

FILTERS = Filters(since=date(2025, 10, 1), publisher="Harbour Ledger")
QUESTION = Question("What are the risks of open models?", "for_and_against", None, FILTERS, "against")


def kept_in(catalog: Catalog, *, at: datetime = NOW) -> KeptBriefs:
    return KeptBriefs(catalog.engine, now=lambda: at)


def test_a_brief_comes_back_as_it_was_given(catalog: Catalog) -> None:
    kept = kept_in(catalog)
    given_id = kept.keep(BOTH_SIDES, QUESTION, thread="C1:1.1", asked_by="U1")
    (found,) = kept.in_thread("C1:1.1")
    assert found.brief == BOTH_SIDES
    assert (found.id, found.asked_as, found.intent, found.side) == (
        given_id,
        QUESTION.text,
        "for_and_against",
        "against",
    )
    assert found.filters == FILTERS
    assert found.part_of is None


def test_a_thread_has_its_own_briefs_in_the_order_given(catalog: Catalog) -> None:
    kept = kept_in(catalog)
    for thread, asked in (("a", "one"), ("b", "two"), ("a", "three"), (None, "four")):
        kept.keep(replace(BOTH_SIDES, question=asked), QUESTION, thread=thread)
    assert [one.brief.question for one in kept.in_thread("a")] == ["one", "three"]
    assert kept.in_thread("c") == []
    assert kept.in_thread(None) == []


def test_a_brief_that_another_version_wrote_otherwise_is_as_if_it_were_not_there(catalog: Catalog) -> None:
    kept = kept_in(catalog)
    old = kept.keep(BOTH_SIDES, QUESTION, thread="a")
    kept.keep(replace(BOTH_SIDES, question="new"), QUESTION, thread="a")
    with catalog.engine.begin() as db:
        db.execute(text("UPDATE briefs SET contents = :other WHERE id = :id"), {"other": '{"sides": 3}', "id": old})
    assert [one.brief.question for one in kept.in_thread("a")] == ["new"]


def test_briefs_older_than_ninety_days_go_when_a_new_one_comes(catalog: Catalog) -> None:
    kept_in(catalog).keep(BOTH_SIDES, QUESTION, thread="old")
    just_kept = kept_in(catalog, at=NOW + KEPT_FOR)
    just_kept.keep(BOTH_SIDES, QUESTION, thread="new")
    assert just_kept.in_thread("old")
    later = kept_in(catalog, at=NOW + KEPT_FOR + timedelta(seconds=1))
    later.keep(BOTH_SIDES, QUESTION, thread="new")
    assert later.in_thread("old") == []
    assert len(later.in_thread("new")) == 2


def test_an_id_is_never_given_to_a_second_brief(catalog: Catalog) -> None:
    first = kept_in(catalog).keep(BOTH_SIDES, QUESTION, thread="a")
    second = kept_in(catalog, at=NOW + 2 * KEPT_FOR).keep(BOTH_SIDES, QUESTION, thread="a")
    with catalog.engine.begin() as db:
        db.execute(text("DELETE FROM briefs"))
    third = kept_in(catalog).keep(BOTH_SIDES, QUESTION, thread="a")
    assert first < second < third


def test_a_catalog_from_before_gets_the_table_and_loses_nothing(
    catalog: Catalog, add_page: AddPage, tmp_path: Path, now: Callable[[], datetime]
) -> None:
    article_id = add_page("The council of Elmsworth voted on Monday to buy open models.")
    with catalog.engine.begin() as db:
        db.execute(text("DROP TABLE IF EXISTS briefs"))
    catalog.close()
    opened = Catalog(tmp_path / "data" / "catalog.sqlite")
    kept = KeptBriefs(opened.engine, now=now)
    kept.keep(BOTH_SIDES, QUESTION, thread="a")
    assert len(kept.in_thread("a")) == 1
    assert opened.article(article_id) is not None
    opened.close()
