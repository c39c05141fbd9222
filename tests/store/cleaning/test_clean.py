import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.cleaning.clean import clean
from store.cleaning.encoding import mend
from store.cleaning.furniture import Kind, kind_of
from store.cleaning.lines import Line

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="../shared is not there")

STORY = (
    "The ferry company Norrbad said on Monday that it would move its timetable to a language model that it runs itself.",
    "Passengers had complained for months that the old system could not explain why boats were late.",
    "What the crews say",
    "“We get fewer angry calls, and that is worth the electricity,” said Mette Lund, who runs the harbour office.",
    "The model costs a third of what the company paid before, according to its annual report.",
    "Not everybody is pleased. The union warned that nobody on the night shift can repair it.",
)
MENU = ("Home", "News", "Sport", "Weather", "Business", "Travel", "Sign in", "Subscribe", "Search")
FOOTER = (
    "Most read",
    "Storm closes two harbours on the west coast",
    "2 hours ago",
    "Why the price of herring doubled in a single summer",
    "3 days ago",
    "About us",
    "Contact",
    "Privacy policy",
    "© 2025 Sound Herald Media Limited. All rights reserved.",
)


def dump(*parts: object) -> str:
    """Lines and groups of lines, as a page saved as text has them."""
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else [str(line) for line in part]  # type: ignore[attr-defined]
    return "\n".join(lines)


def seed(prefix: str) -> list[str]:
    path = next(SEEDS.glob(f"{prefix}*.txt"))
    return mend(path.read_text(encoding="utf-8")).split("\n")


def test_a_text_that_is_all_article_comes_back_whole() -> None:
    cleaned = clean("\n\n".join(STORY))
    assert cleaned.paragraphs == STORY
    assert cleaned.furniture == ()


def test_the_text_has_one_blank_line_between_paragraphs_and_no_loose_spaces() -> None:
    text = clean("  " + "  \n\n\n ".join(STORY) + " \n").text
    assert text.split("\n\n") == list(STORY)


def test_a_website_around_an_article_is_taken_away() -> None:
    page = dump(
        MENU, "Ferries learn to talk", "By Ann Berg", "3 November 2025, 7:05 am", "Share", STORY, "Share", FOOTER
    )
    cleaned = clean(page)
    assert cleaned.paragraphs == STORY
    assert "Ferries learn to talk" in cleaned.before
    assert "Most read" in cleaned.after


@pytest.mark.parametrize(
    "furniture",
    [
        ("Advertisement",),
        ("Recommended Video",),
        ("Share", "Facebook", "Twitter", "Copy link"),
        ("The ferry Aurora in the harbour of Norrbad (Photo: Liv Dahl / Sound Herald)",),
        ("The ferry Aurora leaves Norrbad on Nov. 2, 2025.", "Photo: Liv Dahl, AP"),
        ("The ferry Aurora leaves the harbour in the fog — AFP pic",),
        (
            "The ferry leaves the harbour at dawn with a model on board.",
            "The ferry leaves the harbour at dawn with a model on board.Liv Dahl for Herald",
        ),
        ("Related articles", "Storm closes two harbours on the west coast", "Why the price of herring doubled"),
        ("Read more: Storm closes two harbours on the west coast",),
        ("Sign up for our newsletter and never miss a boat.",),
        ("We read every ferry report and send you the five best each morning.",),
        ("Follow us on Instagram and Facebook for more news from the harbour.",),
        ("This website uses cookies to improve your experience.",),
        ("“fewer angry calls, and that is worth the electricity”",),
        ("Lesen Sie auch: Sturm schließt zwei Häfen",),
    ],
)
def test_furniture_between_paragraphs_is_taken_out_and_nothing_else(furniture: tuple[str, ...]) -> None:
    cleaned = clean(dump(STORY[:4], furniture, STORY[4:]))
    assert cleaned.paragraphs == STORY
    assert cleaned.furniture == furniture


@pytest.mark.parametrize(
    "tail",
    [
        (
            "Join us at the Sound Herald Boat Forum May 3–4, 2026, in Norrbad. At this exclusive event captains will meet. Register now.",
        ),
        ("About the Author", "Ann Berg", "Ann Berg is a Norrbad-based journalist who covers boats.", "See full bio"),
        ("Ann Berg is a Norrbad-based reporter who covers boats and harbours for the Sound Herald.",),
        (
            "Disclaimer",
            "The views expressed in this article are those of the author and do not reflect the official position of anyone.",
        ),
        (
            "Comments",
            "Ole H. 3 November 2025 at 8:15 said:",
            "I took this boat last week and it was late again, whatever the model may say about it.",
        ),
        (
            "Recent Stories",
            "Herring prices double",
            "Herring has become the dearest fish of the summer, and nobody can say why the shoals stay away. The big picture: boats...",
        ),
        ("Source: ferries-learn-to-talk-in-norrbad",),
        ("Additional reporting by Ole Holm",),
    ],
)
def test_what_follows_an_article_is_not_part_of_it(tail: tuple[str, ...]) -> None:
    assert clean(dump(STORY, tail)).paragraphs == STORY


def test_teasers_with_dates_glued_to_their_headlines_are_not_the_article() -> None:
    teasers = (
        "Latest Stories",
        "Oct 17, 2025Herring boats get a pilot of their own",
        "The herring fleet has hired a pilot that never sleeps, and it knows every sandbank of the sound by heart. What you should know: the...",
        "Oct 16, 2025Two harbours close for the storm",
        "Two harbours on the west coast will stay shut until Friday, as the storm that began on Monday goes on. The...",
    )
    assert clean(dump(STORY, teasers)).paragraphs == STORY


def test_bullets_go_and_their_items_stay() -> None:
    items = (
        "Lower cost: a third of what was paid before, says the annual report.",
        "Fewer angry calls, says the office.",
    )
    cleaned = clean(dump(STORY[:2], "The company names two reasons:", [f"• {items[0]}", f"- {items[1]}"], STORY[3:]))
    assert cleaned.paragraphs == (*STORY[:2], "The company names two reasons:", *items, *STORY[3:])


def test_a_subhead_that_sounds_like_a_list_of_teasers_stays() -> None:
    story = (*STORY[:2], "Most popular models", *STORY[3:])
    assert clean(dump(story)).paragraphs == story


def test_an_article_on_newsletters_and_cookies_keeps_its_sentences() -> None:
    story = (
        *STORY[:2],
        "Regulators want firms to act now on cookie banners, and to explain how models use code written without permission.",
        "Subscribers of the company’s newsletter can unlock the full timetable, and its privacy policy was rewritten in May.",
        "Ten countries may become a member of the ferry pact, whose models may not be used on military boats.",
        *STORY[3:],
    )
    assert clean(dump(story)).paragraphs == story


def test_a_hard_wrapped_text_gets_its_paragraphs_back() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in STORY)
    assert clean(wrapped).paragraphs == STORY


def test_a_sentence_broken_at_its_links_is_put_together() -> None:
    broken = dump(
        STORY[0],
        "Passengers had complained for months that the",
        "old system",
        "could not explain why boats were late.",
        STORY[2:],
    )
    assert clean(broken).paragraphs == STORY


def test_an_agencys_signature_is_no_part_of_the_last_sentence() -> None:
    cleaned = clean(dump(STORY[:-1], STORY[-1] + " — AFP"))
    assert cleaned.paragraphs == STORY
    assert cleaned.signature == "AFP"


def test_a_german_page_is_cleaned_too() -> None:
    story = (
        "Die Reederei Norrbad stellt ihren Fahrplan auf ein Sprachmodell um, das sie selbst betreibt.",
        "Das Modell kostet ein Drittel dessen, was die Reederei bisher an ihren Anbieter gezahlt hat.",
        "„Wir bekommen weniger wütende Anrufe“, sagte Mette Lund, die das Hafenbüro leitet.",
    )
    page = dump(
        "Startseite",
        "Politik",
        "Wirtschaft",
        "Von Ann Berg",
        "3. November 2025",
        story,
        "Lesen Sie auch",
        "Sturm schließt zwei Häfen an der Küste",
        "Alle Rechte vorbehalten",
    )
    assert clean(page).paragraphs == story


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ann Berg and Ole Holm", Kind.BYLINE),
        ("Published: 3 November 2025, 7:05 am GMT", Kind.DATE),
        ("13 hours ago", Kind.DATE),
        ("Down Arrow Button Icon", Kind.WIDGET),
        ("Facebook Twitter LinkedIn Email", Kind.WIDGET),
        ("12 Comments", Kind.COMMENTS),
        ("More from the Sound Herald", Kind.HEAD),
        ("Über den Autor", Kind.ABOUT),
        ("(Image credit: Liv Dahl)", Kind.CREDIT),
        ("© 2025 Sound Herald. All rights reserved.", Kind.LEGAL),
        ("Click here to subscribe to our newsletter", Kind.WIDGET),
    ],
)
def test_a_line_of_furniture_is_known_by_its_own_words(line: str, kind: Kind) -> None:
    assert kind_of(Line(line)) is kind


def test_speech_is_the_articles_whatever_it_speaks_of() -> None:
    assert kind_of(Line("“Sign up for our newsletter,” the minister said.")) is None


def test_a_page_without_prose_gives_no_paragraphs() -> None:
    assert clean(dump(MENU, FOOTER)).paragraphs == ()
    assert clean("").text == ""


lines = st.lists(
    st.one_of(
        st.sampled_from(
            [*STORY, *MENU, *FOOTER, "", "• Boats", "By Ann Berg", "3 November 2025", "Comments", "Photo: Liv Dahl"]
        ),
        st.text(max_size=60),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(lines)
def test_cleaning_never_invents_or_reorders_a_word(page: list[str]) -> None:
    text = "\n".join(page)
    cleaned = clean(text)
    letters = iter(text)
    assert all(letter in letters for letter in cleaned.text if not letter.isspace())


@settings(deadline=None)
@given(lines)
def test_cleaned_text_keeps_its_form(page: list[str]) -> None:
    text = clean("\n".join(page)).text
    assert "\n\n\n" not in text
    assert text == text.strip()
    assert all(line == line.strip() for line in text.split("\n"))


@pytest.mark.parametrize("count", [3, 5, 6])
def test_cleaning_a_clean_text_changes_nothing(count: int) -> None:
    once = clean(dump(MENU, STORY[:count], FOOTER)).text
    assert clean(once).text == once


@needs_seeds
@pytest.mark.parametrize(
    ("prefix", "article"),
    # The numbers of the lines, from 1, that are the article; everything else on the page is furniture.
    [
        ("000", [31, *range(35, 58, 2)]),
        ("001", [n for n in range(2, 37) if n not in (14, 15)]),
        ("002", list(range(1, 14))),
        ("003", list(range(1, 16))),
        ("004", list(range(2, 13))),
    ],
)
def test_a_scraped_page_loses_its_furniture_and_nothing_else(prefix: str, article: list[int]) -> None:
    lines = seed(prefix)
    expected = [lines[number - 1].removeprefix("- ").strip() for number in article]
    if prefix == "001":
        expected[-1] = expected[-1].removesuffix(" — AFP")
    cleaned = clean("\n".join(lines))
    assert [hash(paragraph) for paragraph in cleaned.paragraphs] == [hash(paragraph) for paragraph in expected]
    assert (prefix == "001") == (cleaned.signature == "AFP")


def test_a_line_of_digits_is_looked_at_in_no_time() -> None:
    """The pattern of buttons tried every way to part the digits; a run of forty took longer than anybody waits."""
    assert kind_of(Line("x " + "9" * 40 + ")" + "9" * 29)) is None
