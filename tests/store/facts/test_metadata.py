from pathlib import Path

import pytest

from store.articles import Facts, Published
from store.facts.agencies import agency_in_dateline, unsigned
from store.facts.header import plain_markdown, read_header
from store.facts.language import language_of
from store.facts.slug import title_from_slug
from store.readers import read_page

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="../shared is not there")

BODY = """The ferry company Norrbad said on Monday that it would run its timetable on an open language model of its own.

Passengers had complained for months that the old timetable could not explain why the ferry boats were late.

“We get fewer angry calls, and that is worth the electricity,” said Mette Lund, who runs the harbour office.

The model costs a third of what the company paid before, according to its annual report."""


def facts_of(text: str, origin: str = "page.txt") -> Facts:
    return read_page(text.encode(), origin).facts


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("PARIS (AFP) — The ferry sank.", "AFP"),
        ("(Reuters) - The ferry sank.", "Reuters"),
        ("OSLO, Nov 3 (Reuters) - The ferry sank.", "Reuters"),
        ("BEIJING, Nov. 3 (Xinhua) -- The ferry sank.", "Xinhua"),
        ("NEW HARBOUR (Seawire) - The ferry sank.", "Seawire"),
        ("The ferry (Aurora) sank.", None),
        ("He told the press (Reuters was there) nothing.", None),
    ],
)
def test_an_agency_is_read_from_the_dateline(opening: str, agency: str | None) -> None:
    assert agency_in_dateline(opening) == agency


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It sank,” he said. — AFP", ("It sank,” he said.", "AFP")),
        ("It sank. (Reuters)", ("It sank.", "Reuters")),
        ("It sank. – dpa", ("It sank.", "dpa")),
        ("It sank into the port. PTI", ("It sank into the port.", "PTI")),
        ("He works for AP", ("He works for AP", None)),
        ("They asked Reuters and — AFP", ("They asked Reuters and — AFP", None)),
    ],
)
def test_an_agencys_signature_is_taken_off(line: str, expected: tuple[str, str | None]) -> None:
    assert unsigned(line) == expected


def test_a_title_made_of_a_slug_is_spelt_as_the_text_spells() -> None:
    text = "The plan for open-source AI in the US is Norrbad’s. He said the US wants AI for ferries."
    assert title_from_slug("open-source-ai-in-the-us-and-norrbad", text) == "Open-source AI in the US and Norrbad"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("Die Reederei stellt ihren Fahrplan auf ein Modell um, das sie selbst betreibt und nicht mehr mietet.", "de"),
        ("La compagnie a dit que le modèle est moins cher que celui de son fournisseur, et qu'il le reste.", "fr"),
        ("市场并不大，部长说。我们不怕，他补充道。", "zh"),
        ("Η αγορά δεν είναι μεγάλη.", "el"),
        ("Xyzzy plugh frotz.", None),
    ],
)
def test_the_language_is_that_of_the_commonest_words(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_front_matter_states_the_facts() -> None:
    text = f'---\ntitle: "Ferries learn to talk"\npublisher: Sound Herald\nauthor: Ann Berg\ndate: 2025-11-03\nurl: https://sound.example/f\ntags: [a]\n---\n\n# Ferries learn to talk\n\n{BODY}\n'
    page = read_page(text.encode(), "a.md")
    assert page.facts == Facts(
        title="Ferries learn to talk",
        publisher="Sound Herald",
        author="Ann Berg",
        published=Published(2025, 11, 3, "2025-11-03"),
        url="https://sound.example/f",
        language="en",
        read_from=page.facts.read_from,
    )
    assert set(page.facts.read_from) == {"title", "publisher", "author", "published", "url", "language"}
    assert page.text == BODY


def test_header_lines_state_the_facts_of_a_plain_text() -> None:
    header = "Title: Ferries learn to talk\nSource: Sound Herald\nBy: Ann Berg\nAgency: Seawire\nDate: 3 Nov 2025\nURL: https://sound.example/f"
    facts = facts_of(f"{header}\n\n{BODY}")
    assert (facts.title, facts.publisher, facts.author, facts.agency) == (
        "Ferries learn to talk",
        "Sound Herald",
        "Ann Berg",
        "Seawire",
    )
    assert (facts.published.iso(), facts.url) == ("2025-11-03", "https://sound.example/f")


def test_a_sentence_with_a_colon_is_no_header() -> None:
    assert read_header("Two reasons: cost and calls.\nMore text") == ({}, "Two reasons: cost and calls.\nMore text", "")


def test_markdown_marks_are_no_words_of_the_article() -> None:
    title, text = plain_markdown(
        "# Boats\n\nThe **old** [boat](https://b.example)\nsank.\n\n## Later\n\n- _one_\n- two\n\n![A boat](b.png)"
    )
    assert title == "Boats"
    assert text == "The old boat sank.\n\nLater\n\n- one\n\n- two"


def test_headline_byline_and_date_above_a_text_are_read() -> None:
    facts = facts_of(f"Ferries learn to talk to their passengers\nBy Ann Berg\nSound Herald\n3 November 2025\n\n{BODY}")
    assert (facts.title, facts.author, facts.publisher) == (
        "Ferries learn to talk to their passengers",
        "Ann Berg",
        "Sound Herald",
    )
    assert facts.published.iso() == "2025-11-03"
    assert all(facts.read_from[fact] for fact in ("title", "author", "publisher", "published"))


def test_an_opening_sentence_is_no_title_and_what_is_not_stated_is_none() -> None:
    facts = facts_of(BODY)
    assert facts == Facts(language="en", read_from=facts.read_from)


def test_dates_of_teasers_are_not_the_articles() -> None:
    facts = facts_of(
        f"{BODY}\n\nRecent stories\nOct 17, 2025Herring boats get a pilot\nBy Ole HolmOctober 16, 2025\nOctober 15, 2025"
    )
    assert facts.published == Published()
    assert facts.author is None


def test_todays_date_above_a_whole_website_is_not_the_articles() -> None:
    menu = "Friday, November 21, 2025\nHome\nNews\nSport\nWeather\nBusiness\nTravel\nSign in\nOpinion"
    facts = facts_of(f"{menu}\nThe ferry company Norrbad runs an open model\n{BODY}")
    assert facts.published == Published()


def test_an_update_alone_is_no_date_of_publication() -> None:
    assert facts_of(f"Ferries learn to talk\nUpdated 4 November 2025\n\n{BODY}").published == Published()


def test_the_day_of_publication_is_preferred_to_that_of_an_update() -> None:
    facts = facts_of(f"Ferries learn to talk\nUpdated: 4 November 2025\nPublished: 3 November 2025\n\n{BODY}")
    assert facts.published.iso() == "2025-11-03"


def test_a_dateline_dates_the_article_and_stays_in_its_first_sentence() -> None:
    page = read_page(f"NORRBAD, Dec 23 (AFP) — {BODY}".encode(), "a.txt")
    assert page.facts.published == Published(month=12, day=23, as_stated="Dec 23")
    assert page.facts.agency == "AFP"
    assert page.text.startswith("NORRBAD, Dec 23 (AFP) — The ferry")


def test_the_holder_of_the_copyright_is_the_publisher_only_where_the_page_confirms_it() -> None:
    alone = facts_of(f"{BODY}\n\n© 2025 Big Boats Holdings Inc. All rights reserved.")
    confirmed = facts_of(
        f"{BODY}\n\nAbout us\nWork at Harbour Today\nAdvertise with Harbour Today\n© 2025 Harbour Today Media Limited. All rights reserved."
    )
    assert alone.publisher is None
    assert confirmed.publisher == "Harbour Today"


def test_an_outlet_in_the_byline_is_the_publisher_and_the_host_is_named_beside_it() -> None:
    disclaimer = "The views expressed in this article are those of the author and do not reflect the official stance of Boats.com.my."
    facts = facts_of(f"By Sound Mail\n{BODY} — AFP\nDisclaimer\n{disclaimer}")
    assert (facts.publisher, facts.author, facts.agency) == ("Sound Mail", None, "AFP")
    assert "Boats.com.my" in facts.read_from["publisher"]


def test_a_title_that_is_only_a_slug_says_so() -> None:
    facts = facts_of(f"{BODY}\nSource: ferry-company-norrbad-runs-its-own-model")
    assert facts.title == "Ferry company Norrbad runs its own model"
    assert "address" in facts.read_from["title"]


def test_a_source_line_with_an_address_is_the_url() -> None:
    assert facts_of(f"{BODY}\nSource: https://sound.example/ferries").url == "https://sound.example/ferries"


def test_html_states_its_facts_in_json_ld_before_meta_tags() -> None:
    ld = '{"@graph": [{"@type": "NewsArticle", "headline": "Ferries learn &amp; talk", "datePublished": "2025-11-03T08:00:00+01:00", "author": [{"name": "Ann Berg"}, {"name": "Reuters"}], "publisher": {"name": "Sound Herald"}, "inLanguage": "en-GB"}]}'
    page = f"""<html lang="de"><head><title>Ferries | Sound Herald</title><script type="application/ld+json">{ld}</script>
    <meta property="og:title" content="Another title"><meta property="article:published_time" content="2020-01-01">
    <link rel="canonical" href="https://sound.example/f"></head>
    <body><h1>Ferries learn &amp; talk</h1>{"".join(f"<p>{p}</p>" for p in BODY.split(chr(10) * 2))}</body></html>"""
    facts = facts_of(page, "a.html")
    assert (facts.title, facts.publisher, facts.author, facts.agency) == (
        "Ferries learn & talk",
        "Sound Herald",
        "Ann Berg",
        "Reuters",
    )
    assert (facts.published.iso(), facts.url, facts.language) == ("2025-11-03", "https://sound.example/f", "en")


def test_the_site_name_is_no_part_of_a_title_and_an_address_no_author() -> None:
    page = f"""<html><head><title>Ferries learn to talk | Sound Herald</title><meta property="og:site_name" content="Sound Herald">
    <meta property="article:author" content="https://facebook.example/annberg"></head><body><p>{BODY}</p></body></html>"""
    facts = facts_of(page, "a.html")
    assert (facts.title, facts.publisher, facts.author) == ("Ferries learn to talk", "Sound Herald", None)


def test_a_page_about_several_articles_gives_none_of_their_dates() -> None:
    ld = '[{"@type": "NewsArticle", "headline": "One", "datePublished": "2025-01-01"}, {"@type": "NewsArticle", "headline": "Two", "datePublished": "2025-01-02"}]'
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><p>{BODY}</p></body></html>'
    assert facts_of(page, "a.html").published == Published()


def test_the_date_that_a_page_shows_its_readers_is_preferred_to_the_stamp_of_a_day_later() -> None:
    page = f"""<html><head><meta property="article:published_time" content="2025-11-04T02:00:00Z"></head><body>
    <h1>Ferries learn to talk</h1><p>By Ann Berg</p><p>November 3, 2025</p>{"".join(f"<p>{p}</p>" for p in BODY.split(chr(10) * 2))}</body></html>"""
    assert facts_of(page, "a.html").published.iso() == "2025-11-03"


@needs_seeds
@pytest.mark.parametrize(
    ("prefix", "publisher", "agency", "author", "published"),
    [
        ("000", "Fortune", None, "Angelica Ang", Published(2025, 11, 17, "November 17, 2025")),
        ("001", "Malay Mail", "AFP", None, Published(month=12, day=23, as_stated="Dec 23")),
        ("002", None, None, None, Published()),
        ("003", None, None, None, Published()),
        ("004", None, None, None, Published()),
    ],
)
def test_a_scraped_page_says_what_a_careful_reader_could_say(
    prefix: str, publisher: str | None, agency: str | None, author: str | None, published: Published
) -> None:
    path = next(SEEDS.glob(f"{prefix}*.txt"))
    facts = read_page(path.read_bytes(), path.name).facts
    assert (facts.publisher, facts.agency, facts.author, facts.published) == (publisher, agency, author, published)
    assert (facts.title is None) == (prefix in ("002", "003", "004"))
    if prefix == "000":
        assert facts.title == path.read_text(encoding="utf-8").split("\n")[12]


def test_a_numeric_date_is_read_by_the_custom_of_the_texts_language() -> None:
    german = "Der Hafen von Norrbad will seine Kräne im nächsten Jahr von einer Software steuern lassen, und die Stadt ist damit einverstanden. "
    text = "Kräne sollen von Software gesteuert werden\nVon Lukas Berg\n{}\n\n" + german * 3
    assert facts_of(text.format("12.03.2025, 08:15 Uhr")).published.iso() == "2025-03-12"


def test_dates_in_a_list_of_other_articles_above_the_text_are_not_its_own() -> None:
    others = "\n".join(f"Ferry boats are late again\nMay {day}, 2025" for day in (3, 9, 14))
    assert facts_of(f"More about ferry boats\n{others}\n\n{BODY}").published == Published()


def test_a_section_above_the_text_of_a_whole_page_is_no_publisher() -> None:
    menu = "\n".join(f"• Menu {number}" for number in range(20))
    above = "Ferry company runs its timetable on an open model\nEarnings Report\nBy Ann Lee\nNovember 5, 2025"
    assert facts_of(f"{menu}\n{above}\n\n{BODY}").publisher is None
    named = f"{menu}\n{above.replace('Earnings Report', 'Harbour Post')}\n\n{BODY}\n\n© 2025 Harbour Post Ltd"
    assert facts_of(named).publisher == "Harbour Post"


def test_a_caption_with_a_date_names_no_publisher() -> None:
    caption = "House committee chairman speaks during a media briefing after a vote, October 31, 2025"
    assert facts_of(f"Ferry boats run late\n{caption}\n\n{BODY}").publisher is None


def test_an_agency_behind_the_name_of_its_reporter_is_no_publisher() -> None:
    assert facts_of(f"Ferry boats run late\nTom Dale Associated Press\nNov 19, 2025\n\n{BODY}").publisher is None
