"""What metadata states, joined with what readers of the page see."""

from store.articles import Facts, Published
from store.facts.joined import join
from tests.store.facts.test_sites import linked, page


def day(facts: Facts) -> str | None:
    return facts.published.iso()


def test_the_local_day_above_the_article_is_preferred_to_the_day_of_a_stamp_in_utc() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-06-02T02:15:00Z")
    assert day(page(head, "<p>By Ann Lee</p><p>June 1, 2025 at 10:15 pm ET</p>")) == "2025-06-01"


def test_the_day_before_the_stamp_is_the_local_one_whatever_zone_the_stamp_claims() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-06-02T02:15:00-06:00")
    assert day(page(head, "<p>By Ann Lee</p><p>June 1, 2025 at 8:15 pm CST</p>")) == "2025-06-01"


def test_the_day_after_the_stamp_may_be_that_of_an_update() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-06-01T10:15:00+02:00")
    assert day(page(head, "<p>By Ann Lee</p><p>June 2, 2025</p>")) == "2025-06-01"


def test_a_shown_day_without_a_year_takes_it_from_the_stamp_beside_it() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-01-01T04:15:00Z")
    facts = page(head, "<p>By Ann Lee</p><p>Dec 31, 8:15 PM</p>")
    assert day(facts) == "2024-12-31"
    assert "JSON-LD" in facts.read_from["published"]


def test_a_time_tag_shows_the_local_day_of_its_stamp() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-06-02T02:15:00Z")
    shown = '<div><time datetime="2025-06-02T02:20:00Z">Jun 1, 2025 at 9:20 pm</time> <a>Share this with everybody</a></div>'
    assert day(page(head, below=shown)) == "2025-06-01"


def test_a_time_tag_of_an_earlier_article_says_nothing_of_the_day() -> None:
    head = linked(headline="One plant for two chip makers", datePublished="2025-06-02T12:15:00Z")
    earlier = '<aside><a>Port fees rise</a> <time datetime="2025-06-02T02:00:00Z">Jun 1, 2025</time></aside>'
    assert day(page(head, below=earlier)) == "2025-06-02"


def test_the_text_shows_its_language_better_than_the_page_says_it() -> None:
    joined = join(Facts(language="en"), Facts(language="de", read_from={"language": "the words of the text"}))
    assert (joined.language, joined.read_from["language"]) == ("de", "the words of the text")
    assert join(Facts(language="id"), Facts()).language == "id"


def test_a_month_is_not_mended_to_a_day() -> None:
    assert join(Facts(published=Published(2025, 6)), Facts(published=Published(2025, 5, 31))).published == Published(
        2025, 6
    )
