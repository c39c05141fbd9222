"""Which name a page gives its site is the publisher's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.articles import Facts
from store.facts.sites import Named, fits_host, named_by_title, publisher_among, site_name
from store.readers import read_page

PROSE = (
    "Two of the region's largest chip makers said on Tuesday that they would share a packaging plant rather than build "
    "one each. The plant would cost about 900 million crowns and open within three years, if the port authority agrees "
    "to lease the land, which it has not done so far.</p><p>“Neither of us can fill it alone,” the head of the smaller firm "
    "told a press conference. Analysts had expected the two to compete for the same grants, and some of them doubt that a "
    "shared line can serve customers who want their own schedules.</p><p>The ministry of industry said that it would study "
    "the plan before it decides on subsidies. Unions asked for a promise that the jobs stay in the valley."
)


def page(head: str = "", above: str = "", below: str = "", title: str = "One plant for two chip makers") -> Facts:
    text = (
        f"<html><head>{head}</head><body><article><h1>{title}</h1>{above}<p>{PROSE}</p></article>{below}</body></html>"
    )
    return read_page(text.encode(), "page.html").facts


def linked(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def site(name: str) -> str:
    return f'<meta property="og:site_name" content="{name}">'


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Northwire | AI news, chips and policy", "Northwire"),
        ("Northwire - what matters in AI", "Northwire"),
        ("@northwire", None),
        ("https://northwire.example", None),
        ("Blogger", None),
        ("U.S.", None),
        ("World News", None),
        ("www.northwire.example", "northwire.example"),
    ],
)
def test_a_site_name_is_read_without_slogan_and_software_is_no_site(stated: str, name: str | None) -> None:
    assert site_name(stated, None) == name


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("The Northern Times", "www.northtimes.com"),
        ("North Shore Journal", "nsj.example"),
        ("Harbour News", "harbour.co.uk"),
        ("harbour.example", "www.harbour.example"),
    ],
)
def test_a_host_is_made_of_the_beginnings_of_its_sites_words(name: str, host: str) -> None:
    assert fits_host(name, host)


def test_another_name_does_not_fit_the_host() -> None:
    assert not fits_host("Associated Press", "northtimes.com")
    assert not fits_host("Northern", "northtimes.com")
    assert not fits_host("Harbour Ledger", None)


def test_the_section_is_the_publisher_only_where_the_host_says_so() -> None:
    assert site_name("World Politics Review", None) is None
    assert site_name("World Politics Review", "worldpoliticsreview.com") == "World Politics Review"


def test_an_agency_named_as_publisher_is_the_agency_of_the_paper_that_printed_it() -> None:
    facts = page(
        linked(headline="One plant for two chip makers", publisher={"name": "Associated Press"})
        + site("Millbrook Courier")
    )
    assert (facts.publisher, facts.agency) == ("Millbrook Courier", "AP")


def test_an_agency_is_the_publisher_on_its_own_pages() -> None:
    head = linked(headline="One plant for two chip makers", publisher={"name": "Reuters"}) + site("U.S.")
    facts = page(head + canonical("https://www.reuters.com/one-plant"))
    assert facts.publisher == "Reuters"


def test_an_agency_alone_leaves_the_publisher_unknown() -> None:
    facts = page(linked(headline="One plant for two chip makers", publisher={"name": "Reuters"}))
    assert (facts.publisher, facts.agency) == (None, "Reuters")


def test_the_name_that_fits_the_address_is_preferred_to_that_of_the_company() -> None:
    head = linked(headline="One plant for two chip makers", publisher={"name": "Lowland Holdings"}) + site(
        "The Tarn Post"
    )
    assert page(head + canonical("https://tarnpost.example/one-plant")).publisher == "The Tarn Post"


def test_the_end_of_the_title_tag_names_the_publisher_where_the_address_confirms_it() -> None:
    head = "<title>One plant for two chip makers - Vantage Weekly</title>" + canonical(
        "https://vantageweekly.example/x"
    )
    facts = page(head)
    assert (facts.publisher, facts.read_from["publisher"]) == ("Vantage Weekly", "title tag")


def test_the_end_of_the_title_tag_names_the_publisher_where_the_copyright_line_does() -> None:
    head = "<title>One plant for two chip makers - El Faro del Norte</title>"
    assert page(head, below="<p>© 2025 El Faro del Norte S.A.</p>").publisher == "El Faro del Norte"


def test_the_end_of_the_title_tag_alone_may_be_part_of_the_headline() -> None:
    assert page("<title>One plant for two chip makers - a risky plan</title>").publisher is None


def test_a_name_in_small_letters_is_spelt_as_elsewhere_on_the_page() -> None:
    named = [Named("tarnpost", "og:site_name"), Named("Tarn Post", "title tag")]
    chosen = publisher_among(named, "tarnpost.example")
    assert chosen == Named("Tarn Post", "title tag")


def test_a_headline_is_read_without_the_section_before_it_and_the_site_behind_it() -> None:
    titled = '<meta property="og:title" content="Opinion | One plant for two chip makers">'
    assert page(titled).title == "One plant for two chip makers"
    titled = '<meta property="og:title" content="One plant for two | TheTarn">' + site("The Tarn")
    assert page(titled, title="Chips").title == "One plant for two"


def test_the_name_of_the_home_page_is_no_headline() -> None:
    assert (
        page(site("Northwire") + '<meta property="og:title" content="Northwire">').title
        == "One plant for two chip makers"
    )


def test_of_two_titles_the_one_above_the_article_is_its_headline() -> None:
    head = (
        linked(headline="Chip makers: all you need to know")
        + '<meta property="og:title" content="One plant for two chip makers">'
    )
    assert page(head).title == "One plant for two chip makers"


def test_the_site_itself_in_a_dateline_is_no_agency() -> None:
    text = f"<html><head>{site('HarbourNewsNow')}</head><body><h1>One plant</h1><p>NORRBAD (HarbourNewsNow) - {PROSE}</p></body></html>"
    facts = read_page(text.encode(), "page.html").facts
    assert (facts.publisher, facts.agency) == ("HarbourNewsNow", None)


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_name_and_host_can_be_compared(name: str, host: str) -> None:
    fits_host(name, host)
    assert site_name(name, host) is None or site_name(name, host)
    named_by_title(name, None, host, [name])
