"""The promise on five real pages, where they lie beside the checkout: both sides, no furniture, no fact made up."""

from pathlib import Path

import pytest

from bot.brief.brief import Brief
from bot.services import Services, open_services
from bot.settings import Settings
from store import Article
from tests.conftest import NOW

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
QUESTION = "What are the arguments for and against open models?"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Services:
    services = open_services(Settings(data=tmp_path_factory.mktemp("seeds")), now=lambda: NOW)
    assert [receipt.status for receipt in services.ingest.run([SEEDS])] == ["indexed"] * 5
    return services


@pytest.fixture(scope="module")
def articles(seeded: Services) -> list[Article]:
    return sorted(seeded.catalog.articles(), key=lambda article: article.origin)


@pytest.fixture(scope="module", params=[QUESTION, "pros and cons of open-source AI", "open weights: for and against?"])
def brief(seeded: Services, request: pytest.FixtureRequest) -> Brief:
    return seeded.answerer.answer(request.param)


def test_six_points_for_and_four_against_come_from_four_of_the_five_documents(brief: Brief) -> None:
    assert len(brief.points_for) >= 6
    assert len(brief.points_against) >= 4
    assert len(brief.sources) >= 4


def test_every_quotation_stands_word_for_word_in_its_article(brief: Brief, articles: list[Article]) -> None:
    texts = {article.id: article.text for article in articles}
    for point in (*brief.points_for, *brief.points_against):
        for quote in point.quotes:
            assert texts[brief.source(quote.source).article_id][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("customer support offered by developers", "against"),
        ("better in the experimentation phase", "against"),
        ("prevents it from charging for access", "against"),
        ("in some cases free", "for"),
        ("saves US$400,000 annually", "for"),
        ("being too reliant on the tech companies", "for"),
        ("best ways to build trust", "for"),
        ("innovating far faster than a closed", "for"),
    ],
)
def test_what_a_careful_reader_is_sure_of_stands_on_no_wrong_side(brief: Brief, words: str, side: str) -> None:
    wrong = brief.points_against if side == "for" else brief.points_for
    assert not [quote.text for point in wrong for quote in point.quotes if words in quote.text]


def test_no_furniture_is_kept_and_no_paragraph_lost(articles: list[Article]) -> None:
    ends = ("Join us at the", "Disclaimer", None, "Recent Stories", None)
    for article, end in zip(articles, ends, strict=True):
        body = (
            Path(article.origin).read_text("utf-8").partition(end)[0]
            if end
            else Path(article.origin).read_text("utf-8")
        )
        kept = _letters(article.text)
        for line in body.splitlines():
            # Paragraphs are long and end like sentences; a caption is as long but ends in its credit.
            if len(line) > 150 and line.strip()[-1] in ".”:":
                assert _letters(line)[-60:] in kept, line[:60]
    for words in ("Down Arrow", "Netflix", "Credo", "Vatican", "top 5 insights", "Kritik", "Recommended Video", "β"):
        assert not [article.origin for article in articles if words in article.text]


def test_the_facts_are_what_a_careful_reader_could_say_and_no_more(articles: list[Article]) -> None:
    fortune, agency_story, third, fourth, fifth = (article.facts for article in articles)
    assert (fortune.publisher, fortune.author, fortune.published.iso()) == ("Fortune", "Angelica Ang", "2025-11-17")
    assert fortune.title is not None
    assert (agency_story.publisher, agency_story.agency, agency_story.author) == ("Malay Mail", "AFP", None)
    assert (agency_story.published.iso(), agency_story.published.as_stated) == (None, "Dec 23")
    for facts in (third, fourth, fifth):
        assert (facts.title, facts.publisher, facts.agency, facts.author, facts.published.iso()) == (None,) * 5


def _letters(text: str) -> str:
    """What mending leaves alone: neither marks nor the stray letters that stood in their place."""
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())
