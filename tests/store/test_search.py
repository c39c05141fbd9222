from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Facts, Page, Published
from store.catalog import Catalog, Filters, article_id_of
from store.embed import BundledEmbeddings
from store.index import Index
from store.search import Search
from store.split import split_passages, split_sentences
from store.waiting import embedded_text
from tests.conftest import NOW

Add = Callable[..., str]
CHIPS = "The ministry published new rules for the export of chips on Tuesday."
BREAD = "Bakers in the harbour district sold more rye bread than in any week before."
FERRY = "The night ferry to the islands was cancelled because of strong wind."


@pytest.fixture
def search(catalog: Catalog, index: Index, embeddings: BundledEmbeddings) -> Search:
    return Search(catalog, index, embeddings.encode, embedding_name=embeddings.name)


@pytest.fixture
def add(catalog: Catalog, index: Index, embeddings: BundledEmbeddings) -> Add:
    """Stores an article with its vectors and returns its origin."""

    def store(text: str, origin: str, **facts: object) -> str:
        page = Page(origin, text, text, facts=Facts(**facts))  # type: ignore[arg-type]
        article_id = article_id_of(page)
        sentences = split_sentences(article_id, text)
        passages = split_passages(article_id, text, sentences)
        article = catalog.add(page, sentences, passages, article_id=article_id, at=NOW)
        index.put([article], passages, embeddings.encode([embedded_text(page.facts.title, p.text) for p in passages]))
        catalog.mark_indexed([article])
        return origin

    return store


@pytest.fixture
def first(search: Search, catalog: Catalog) -> Callable[..., str]:
    """The origin of the best hit for a query."""

    def find(query: str, *, filters: Filters | None = None, newest_first: bool = False) -> str:
        best = search.find(query, filters=filters, newest_first=newest_first)[0]
        article = catalog.article(best.passage.article_id)
        assert article is not None
        return article.origin

    return find


First = Callable[..., str]


def test_an_article_is_found_by_its_meaning_without_any_of_its_words(add: Add, first: First) -> None:
    for text, origin in ((BREAD, "bread.txt"), (FERRY, "ferry.txt"), (CHIPS, "chips.txt")):
        add(text, origin)
    assert first("semiconductor trade restrictions") == "chips.txt"
    assert first("ship did not sail in the storm") == "ferry.txt"


def test_an_article_is_found_by_its_title(add: Add, first: First) -> None:
    add(CHIPS, "plain.txt")
    add(CHIPS + " More followed.", "titled.txt", title="Fenwick draws the line")
    assert first("Fenwick") == "titled.txt"


def test_an_article_is_found_by_its_publisher(add: Add, first: First) -> None:
    add(CHIPS, "other.txt", publisher="Harbour Ledger")
    add("A draft on the export of chips was shown to us.", "wire.txt", publisher="Northwire")
    add(BREAD, "bread.txt", publisher="Northwire")
    assert first("Northwire on chips") == "wire.txt"


@pytest.mark.parametrize("when", ["November 2025", "nov 2025"])
def test_an_article_is_found_by_month_and_year(add: Add, first: First, when: str) -> None:
    add("Rules for the export of chips were tightened.", "march.txt", published=Published(2025, 3, 2))
    add("Rules for the export of chips were loosened.", "november.txt", published=Published(2025, 11, 13))
    add(FERRY, "ferry.txt", published=Published(2024, 5))
    assert first(f"chip export rules, {when}") == "november.txt"


def test_the_newest_comes_first_only_where_it_is_asked_for(add: Add, first: First) -> None:
    add("The rules for the export of chips were redrafted.", "old.txt", published=Published(2025, 6, 1))
    add(
        "The rules for the export of chips were redrafted, said a clerk of the ministry in the north.",
        "new.txt",
        published=Published(2025, 11, 10),
    )
    add(BREAD, "bread.txt", published=Published(2025, 11, 12))
    query = "rules for the export of chips redrafted"
    assert first(query) == "old.txt"
    assert first(query, newest_first=True) == "new.txt"


def test_a_filter_holds_for_both_searches(add: Add, first: First, search: Search) -> None:
    add(CHIPS, "old.txt", published=Published(2025, 6, 1))
    add(BREAD, "new.txt", published=Published(2025, 11, 10))
    assert first("export of chips", filters=Filters(since=date(2025, 11, 1))) == "new.txt"
    assert search.find("export of chips", filters=Filters(since=date(2026, 1, 1))) == []


def test_a_copy_does_not_stand_between_the_original_and_another_article(
    add: Add, search: Search, catalog: Catalog
) -> None:
    story = " ".join(f"The ministry said that licence {n} for the export of chips was given." for n in range(12))
    add(story, "first.txt")
    add(story + " It ends here.", "copy.txt")
    other = add("Makers of chips asked the ministry for export licences.", "other.txt")
    found = list(dict.fromkeys(hit.passage.article_id for hit in search.find("export licences for chips")))
    assert [article.origin for article in catalog.article_many([found[1]]).values()] == [other]


def test_a_passage_that_only_its_words_gave_away_still_has_its_cosine(add: Add, search: Search) -> None:
    for number in range(70):
        add(f"Chips from maker {number} were exported on day {number} under the new rules.", f"{number}.txt")
    add("Quorfin.", "name.txt")
    by_words = next(hit for hit in search.find("export of chips Quorfin") if hit.passage.text == "Quorfin.")
    assert by_words.dense > 0
    assert by_words.keyword > 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_any_text_can_be_searched_for(add: Add, search: Search, query: str) -> None:
    add(CHIPS, "chips.txt")
    for hit in search.find(query):
        assert 0 <= hit.keyword <= 1
