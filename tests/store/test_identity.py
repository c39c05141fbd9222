"""Promises about the same article again: other addresses of one page are one article, other articles are not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Facts, Page
from store.catalog import Catalog
from store.identity import address_of
from store.ingest import Ingest
from store.sources import Source
from store.versions import text_sha256
from tests.conftest import NOW

URL = "https://ledger.example/news/open-models"
STORY = " ".join(f"Council member {n} of Elmsworth said that open models save {n * 7} crowns." for n in range(3, 40))
OTHER = " ".join(f"Gauge {n} of Harrow harbour stands at {n * 11} metres after the storm." for n in range(3, 40))


def add(catalog: Catalog, origin: str, text: str = STORY, url: str | None = None, **facts: str) -> str:
    page = Page(origin, text, text, facts=Facts(url=url, **facts))  # type: ignore[arg-type]
    return catalog.add(page, [], [], article_id=f"id of {origin}", at=NOW).id


@pytest.mark.parametrize(
    "address",
    [
        "http://ledger.example/news/open-models",
        "https://www.ledger.example/news/open-models/",
        "https://m.ledger.example/news/open-models",
        "https://LEDGER.example:443/news//open-models#comments",
        "https://ledger.example/news/open-models?utm_source=letter&utm_medium=mail&fbclid=x",
        "https://ledger.example/news/open-models/amp/",
        "https://amp.ledger.example/amp/news/open-models?amp=1",
        "https://ledger.example/news/open-models.amp.html".replace(".html", ""),
        "https://ledger-example.cdn.ampproject.org/c/s/ledger.example/news/open-models",
        "https://www.google.com/amp/s/ledger.example/news/open-models",
        "https://ledger.example/news/open%2Dmodels/index.html",
    ],
)
def test_all_addresses_of_a_page_have_one_form(address: str) -> None:
    assert address_of(address) == address_of(URL) == "ledger.example/news/open-models"


def test_the_order_of_parameters_does_not_matter_and_their_values_do() -> None:
    assert address_of("https://a.example/?b=2&a=1") == address_of("https://a.example/?a=1&b=2")
    assert address_of("https://a.example/?id=1") != address_of("https://a.example/?id=2")


@pytest.mark.parametrize(
    "address",
    [None, "", "a.txt", "/srv/a.html", "mailto:a@b.example", "https://ledger.example/", "https://www.ledger.example",
     "https://ledger.example/index.html?utm_source=x", "http://[::1", "https://a.example:99999/x", "https://localhost/a"],
)  # fmt: skip
def test_what_is_no_page_of_a_site_has_no_address(address: str | None) -> None:
    assert address_of(address) is None


@given(st.text() | st.text().map("https://a.example/".__add__) | st.text().map("http://".__add__))
def test_any_text_has_an_address_or_none_and_its_own_form_is_stable(text: str) -> None:
    address = address_of(text)
    if address is not None:
        assert address_of(f"https://{address}") in {address, None} or "%" in text or "?" in text


def test_an_article_read_again_from_another_address_is_updated_and_not_added(catalog: Catalog) -> None:
    first = add(catalog, URL, title="Open models", author="Ann Bee")
    again = add(
        catalog, f"{URL}/amp?utm_source=x", f"{STORY} Read more on our site.", url=URL, title="Open models save"
    )
    assert again == first
    article = catalog.article(first)
    assert article is not None
    assert (article.origin, article.facts.title, article.facts.author) == (URL, "Open models save", "Ann Bee")
    assert article.text.endswith("Read more on our site.")


def test_a_saved_page_is_the_article_whose_address_it_names(catalog: Catalog) -> None:
    assert add(catalog, "/srv/b.html", url=URL) == add(catalog, "/srv/a.html", url=f"{URL}?fbclid=1")


def test_articles_that_name_one_address_by_mistake_are_not_merged(catalog: Catalog) -> None:
    first = add(catalog, "/srv/a.html", url="https://ledger.example/news")
    assert add(catalog, "/srv/b.html", OTHER, url="https://ledger.example/news") != first


def test_a_copy_that_names_the_originals_address_stays_a_copy(catalog: Catalog) -> None:
    first = add(catalog, "/srv/a.html", url=URL, publisher="Harbour Ledger")
    copy = add(catalog, "/srv/b.html", url=URL, publisher="The Meridian Post")
    assert [article.id for article in catalog.copies_of([first])[first]] == [copy]


def test_two_readings_of_one_article_do_not_replace_each_other_in_turns(ingest: Ingest, catalog: Catalog) -> None:
    def run() -> list[str]:
        sources = [
            Source(URL, URL, f"Open models\n\n{STORY}".encode()),
            Source(f"{URL}?utm_source=x", URL, f"Open models\n\n{STORY}\n\n{OTHER[:300]}".encode()),
        ]
        return [f"{receipt.status} {receipt.version}" for receipt in ingest.run(sources)]

    assert run() == ["indexed None", "indexed 2"]
    assert run() == ["unchanged None", "unchanged None"]
    assert catalog.count() == 1


def test_a_corrected_article_keeps_what_it_said(ingest: Ingest, catalog: Catalog) -> None:
    first, *_ = ingest.run([Source("/srv/a.txt", "a.txt", STORY.encode())])
    corrected, *_ = ingest.run([Source("/srv/a.txt", "a.txt", STORY.replace("crowns", "pounds").encode())])
    assert (first.version, corrected.status, corrected.version) == (None, "indexed", 2)
    assert "(version 2)" in corrected.line()
    assert corrected.article_id == first.article_id
    assert corrected.article_id is not None
    (version,) = catalog.versions(corrected.article_id)
    assert (version.number, version.text, version.until) == (1, STORY, NOW)
    assert catalog.version(corrected.article_id, text_sha256(STORY)) == STORY
    article = catalog.article(corrected.article_id)
    assert article is not None
    assert catalog.version(article.id, text_sha256(article.text)) == article.text
    assert catalog.version(article.id, text_sha256("never said")) is None


def test_an_article_that_changes_only_its_facts_has_no_new_version(catalog: Catalog) -> None:
    article_id = add(catalog, "a.txt", title="One")
    add(catalog, "a.txt", title="Another")
    assert catalog.version_number(article_id) == 1


def test_a_replaced_article_is_found_by_its_new_words_only(catalog: Catalog) -> None:
    article_id = add(catalog, "a.txt")
    add(catalog, "a.txt", OTHER)
    page = Page("b.txt", STORY, STORY)
    assert catalog.add(page, [], [], article_id="b", at=NOW + timedelta(days=1)).copy_of is None
    page = Page("c.txt", OTHER, OTHER + " More.")
    assert catalog.add(page, [], [], article_id="c", at=NOW + timedelta(days=1)).copy_of == article_id
