import pytest
from sqlalchemy import delete

from store import Facts, Published
from store.catalog import Catalog, Filters
from store.keywords import source_words
from store.tables import passages
from tests.conftest import AddPage


def test_an_article_is_found_by_who_published_it_and_in_which_month() -> None:
    facts = Facts(publisher="Harbour Ledger", author="Ada Brink", published=Published(2025, 11, 13))
    assert source_words(facts) == "Harbour Ledger Ada Brink November Nov 2025"


def test_a_date_without_a_year_adds_no_year() -> None:
    assert source_words(Facts(published=Published(month=12, day=23, as_stated="Dec 23"))) == "December Dec"


def test_an_article_that_says_nothing_of_itself_adds_nothing() -> None:
    assert source_words(Facts()) == ""


@pytest.fixture
def stored(catalog: Catalog, add_page: AddPage) -> Catalog:
    for number in range(9):
        add_page(f"Report {number} on the harbour.", origin=f"{number}.txt")
    add_page("Report on the walrus.", origin="walrus.txt")
    return catalog


def test_a_full_match_is_what_a_passage_with_every_word_once_has(stored: Catalog) -> None:
    ((_, score),) = stored.keyword_ranks(["walrus"], limit=5, filters=Filters())
    assert stored.full_match(["walrus"]) == pytest.approx(score, rel=0.2)


def test_a_word_that_stands_nowhere_weighs_most(stored: Catalog) -> None:
    assert stored.full_match(["zeppelin"]) > stored.full_match(["walrus"]) > stored.full_match(["report"]) > 0


def test_without_words_there_is_nothing_to_match(stored: Catalog) -> None:
    assert stored.full_match([]) == 0


def test_words_in_other_forms_weigh_alike(stored: Catalog) -> None:
    assert stored.full_match(["harbours"]) == stored.full_match(["harbour"])


def test_words_can_be_weighed_while_another_process_stores_articles(stored: Catalog) -> None:
    with stored.engine.begin() as db:  # as when they come between the counts of passages and of words
        db.execute(delete(passages))
    assert stored.full_match(["harbour", "walrus"]) > 0
