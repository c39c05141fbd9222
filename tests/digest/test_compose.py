from typing import Any

from bot.digest.week import Week
from store import Published
from store.catalog import Catalog, Filters
from tests.conftest import AddPage
from tests.digest.news import WEEK, WrittenAnswers, brief, composer, on, point, source

FERRY = "The old ferry was sold to a museum on Tuesday. The crew keeps the whistle. The museum wants to paint it white."
FERRY_TOO = "A museum in the north now owns the ferry that served the bay. It paid less than the scrap was worth."
ORCHARD = "Heavy rain flooded the orchard behind the town hall. The mayor promised new trees before the spring."


def test_the_stories_of_the_week_are_told_in_the_words_of_its_articles(catalog: Catalog, add_page: AddPage) -> None:
    ferry = add_page(FERRY, origin="1", published=on(11), title="Ferry sold", publisher="The Bay")
    too = add_page(FERRY_TOO, origin="2", published=on(12), title="Museum buys ferry", publisher="The North")
    add_page(ORCHARD, origin="3", published=on(13), title="Orchard flooded", publisher="The Bay")
    add_page(ORCHARD, origin="4", published=on(24), title="Next week's news")

    digest = composer(catalog).compose(WEEK)

    assert [story.headline for story in digest.stories] == ["Ferry sold", "Orchard flooded"]
    first = digest.stories[0]
    assert (first.articles, first.independent_sources, first.status) == ((ferry, too), 2, "new")
    assert [quote.text for quote in first.summary] == [
        "The old ferry was sold to a museum on Tuesday.",
        "A museum in the north now owns the ferry that served the bay.",
    ]
    assert digest.coverage == ("3 articles by 2 publishers, published 10–16 November 2025.",)


def test_every_quotation_stands_at_its_offsets_in_the_stored_text(catalog: Catalog, add_page: AddPage) -> None:
    for number, text in enumerate((FERRY, FERRY_TOO, ORCHARD)):
        add_page(text, origin=str(number), published=on(11 + number))

    digest = composer(catalog).compose(WEEK)

    quotes = [quote for story in digest.stories for quote in story.summary]
    assert quotes
    for quote in quotes:
        article = catalog.article(digest.source(quote.source).article_id)
        assert article is not None
        assert article.text[quote.start : quote.end] == quote.text


def test_a_story_of_one_source_is_summed_up_by_its_first_two_sentences(catalog: Catalog, add_page: AddPage) -> None:
    add_page(ORCHARD, published=on(13), title="Orchard flooded")

    (story,) = composer(catalog).compose(WEEK).stories

    assert " ".join(quote.text for quote in story.summary) == ORCHARD


def test_agency_words_on_two_sites_are_quoted_once_and_first(catalog: Catalog, add_page: AddPage) -> None:
    wire = "The old ferry was sold to a museum on Tuesday."
    add_page(f"{wire} It left at noon.", origin="1", published=on(11), title="Ferry sold")
    add_page("Nobody knows what a ferry does in a museum.", origin="2", published=on(12), title="Ferry gone")
    add_page(f"{wire} A crane waited.", origin="3", published=on(13), title="Ferry sold")

    (story,) = composer(catalog).compose(WEEK).stories

    assert story.independent_sources == 3
    assert [quote.text for quote in story.summary] == [wire, "Nobody knows what a ferry does in a museum."]


def test_an_article_without_a_title_lends_its_first_sentence_as_headline(catalog: Catalog, add_page: AddPage) -> None:
    add_page(ORCHARD, published=on(13))

    (story,) = composer(catalog).compose(WEEK).stories

    assert story.headline == "Heavy rain flooded the orchard behind the town hall"


def test_a_story_that_began_in_the_weeks_before_is_developing(catalog: Catalog, add_page: AddPage) -> None:
    add_page(FERRY_TOO, origin="1", published=on(4))
    add_page(FERRY, origin="2", published=on(11))
    add_page("The library had a quiet summer, said the staff.", origin="3", published=on(21, month=9))
    add_page("The library opened again after ten weeks of works.", origin="4", published=on(11))

    stories = composer(catalog).compose(WEEK).stories

    assert {story.headline[:9]: story.status for story in stories} == {"The old f": "developing", "The libra": "new"}


def test_at_most_five_stories_are_told(catalog: Catalog, add_page: AddPage) -> None:
    for day, words in enumerate(
        (
            "Nobody wanted the old ferry at the auction.",
            "Rain came through the orchard like a river.",
            "Children read all night in the library downtown.",
            "Repairs close one lane of the bridge until May.",
            "Thieves took two tons of copper from a depot.",
            "Insurers see more risk along the southern coast.",
        ),
        start=10,
    ):
        add_page(words, origin=str(day), published=on(day))

    digest = composer(catalog).compose(WEEK)

    assert len(digest.stories) == 5
    assert "ferry" not in str(digest.stories)  # the oldest of equals


def test_only_what_was_not_argued_before_is_a_new_argument(catalog: Catalog, add_page: AddPage) -> None:
    now, old = add_page(ORCHARD, origin="1", published=on(13)), add_page(FERRY, origin="2", published=on(2))
    cheaper, helped = point("It saves money", "The cost fell."), point("Nobody answers", "There is no support.")
    answers = WrittenAnswers(
        this_week={"open models": brief("open models", pro=[cheaper], con=[helped], sources=[source(now)])},
        before={"open models": brief("open models", pro=[point("Cheap", "The cost is low.")], sources=[source(old)])},
    )

    digest = composer(catalog, answers, ["open models"]).compose(WEEK)

    assert by_topic(digest.to_json()) == {"open models": {"for": [], "against": ["Nobody answers"]}}
    (quote,) = digest.new_points[0].points_against[0].quotes
    assert digest.source(quote.source).article_id == now


def test_the_week_and_the_time_before_it_are_asked_for_apart(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(ORCHARD, published=on(13))
    made = brief("open models", pro=[point("A", "The cost fell.")], sources=[source(article_id)])
    answers = WrittenAnswers(this_week={"open models": made})

    composer(catalog, answers, ["open models"]).compose(WEEK)

    assert [filters for _, filters in answers.asked] == [
        Filters(since=on(10).earliest(), until=on(16).earliest()),
        Filters(until=on(9).earliest()),
    ]


def test_an_argument_from_another_week_is_never_new(catalog: Catalog, add_page: AddPage) -> None:
    add_page(ORCHARD, origin="1", published=on(13))
    other = add_page(FERRY, origin="2", published=on(2))
    stray = brief("open models", pro=[point("A", "The cost fell.")], sources=[source(other)])

    digest = composer(catalog, WrittenAnswers(this_week={"open models": stray}), ["open models"]).compose(WEEK)

    assert by_topic(digest.to_json()) == {"open models": {"for": [], "against": []}}


def test_the_digest_says_on_which_topics_the_week_brought_nothing(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(ORCHARD, published=on(13))
    cheap = point("Cheap", "The cost is low.")
    known = brief("export controls", pro=[cheap], sources=[source(article_id)])
    answers = WrittenAnswers(this_week={"export controls": known}, before={"export controls": known})

    coverage = composer(catalog, answers, ["open models", "export controls"]).compose(WEEK).coverage

    assert coverage[1:] == (
        "I recognised no argument on open models in this week's article.",
        "Nothing new on export controls: what was argued this week had been argued before.",
    )


def test_the_digest_says_on_which_topics_it_recognised_one_side_only(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(ORCHARD, published=on(13))
    add_page(FERRY, origin="2", published=on(13))
    sources, words = [source(article_id)], point("A", "The cost fell.")
    week = {
        "open models": brief("open models", pro=[words], sources=sources),
        "export controls": brief("export controls", con=[words], sources=sources),
        "AI regulation": brief("AI regulation", pro=[words], con=[words], sources=sources),
    }

    coverage = composer(catalog, WrittenAnswers(this_week=week), list(week)).compose(WEEK).coverage

    assert coverage[1:] == (
        "I recognised no argument against open models in this week's 2 articles.",
        "I recognised no argument for export controls in this week's 2 articles.",
    )


def test_articles_without_an_exact_day_are_counted_and_never_placed(catalog: Catalog, add_page: AddPage) -> None:
    add_page(ORCHARD, origin="1", published=Published())
    add_page(FERRY, origin="2", published=Published(day=13, as_stated="Nov 13"))
    add_page(FERRY_TOO, origin="3", published=Published(2025, 11))

    digest = composer(catalog).compose(Week(2025, 47))  # the week in which the fixture's clock stands

    assert digest.stories == ()
    assert "Not placed in any week: 2 undated articles ingested this week." in digest.coverage
    assert "Not placed in any week: 1 article stating only the month." in digest.coverage


def test_a_week_without_articles_says_so_and_how_recent_the_corpus_is(catalog: Catalog, add_page: AddPage) -> None:
    add_page(FERRY, published=on(2))
    answers = WrittenAnswers()

    digest = composer(catalog, answers, ["open models"]).compose(Week(2025, 51))

    assert digest.stories == ()
    assert digest.new_points == ()
    assert digest.coverage == (
        "No article in the corpus says that it was published 15–21 December 2025; the newest one is of 2025-11-02.",
    )
    assert answers.asked == []


def test_an_empty_corpus_has_a_digest_too(catalog: Catalog) -> None:
    digest = composer(catalog, topics=["open models"]).compose(WEEK)

    assert digest.coverage == (
        "No article in the corpus says that it was published 10–16 November 2025; none states its date.",
    )


def test_copies_are_counted_and_named_with_their_original(catalog: Catalog, add_page: AddPage) -> None:
    sentences = " ".join(
        f"The ferry number {n} left the harbour at dawn with {n * 7} crates of apples." for n in range(9)
    )
    add_page(sentences, origin="1", published=on(11), title="Ferries", publisher="The Wire")
    add_page(sentences, origin="2", published=on(12), title="Ferries", publisher="The Echo")

    digest = composer(catalog).compose(WEEK)

    assert digest.coverage == ("2 articles by 2 publishers, 1 of them syndicated, published 10–16 November 2025.",)
    assert digest.stories[0].independent_sources == 1
    assert digest.sources[0].copies == ("The Echo",)


def test_the_json_has_the_shape_that_other_programs_rely_on(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(ORCHARD, published=on(13), title="Orchard flooded")
    made = brief("open models", con=[point("A", "No support.")], sources=[source(article_id)])

    told = composer(catalog, WrittenAnswers(this_week={"open models": made}), ["open models"]).compose(WEEK).to_json()

    assert list(told) == ["week", "stories", "new_points", "coverage", "sources"]
    assert told["week"] == "2025-W46"
    assert set(told["stories"][0]) == {"headline", "summary", "articles", "independent_sources", "status"}
    assert set(told["stories"][0]["summary"][0]) == {
        "text",
        "source",
        "speaker",
        "start",
        "end",
        "cut_before",
        "cut_behind",
        "said_at",
    }
    assert set(told["new_points"]["open models"]) == {"for", "against"}
    assert set(told["new_points"]["open models"]["against"][0]) == {"headline", "independent_sources", "quotes"}
    assert [item["number"] for item in told["sources"]] == [1]


def by_topic(told: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    return {
        topic: {side: [point["headline"] for point in points] for side, points in sides.items()}
        for topic, sides in told["new_points"].items()
    }
