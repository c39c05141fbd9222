"""Who speaks in a transcript, and when, stands beside what is quoted of it."""

import re
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.brief import quoting
from bot.brief.brief import Brief, Quote
from bot.brief.evidence import Evidence
from bot.brief.numbering import Numbering
from bot.brief.points.spoken import in_turns
from bot.services import Services
from store.catalog import Catalog
from store.turns import Turn, keep_turns
from tests.brief.test_answer import AGAINST, ask
from tests.brief.test_terminal import shown
from tests.conftest import AddPage

TALK = """Two towns and a bank on open models

By Ida Lund
Harbour Ledger
November 3, 2025

Open models are cheaper for our town. We save four hundred thousand crowns each year. Open models can be audited line by line, and that is what our auditors ask for.

Open models come without support, and for a bank that is a risk that I would not take again. Ada Morrow said that open models are harder to protect against attackers.

Clerks were trained for two weeks in the library, and everybody brought a cake.
"""
OTHER_TALK = """The second season begins with servers

By Ida Lund
The Meridian Post
November 10, 2025

Open models are cheaper for our town. The servers stand in the cellar of the library, next to the old maps.

Listeners can write to us until the end of the month, and the best letter is read aloud in the next episode.
"""
SAID = (
    ("Open models are cheaper for", "Ada Fenn", 3_000),
    ("Open models can be audited", "Ada Fenn", 21_500),
    ("Open models come without", "Lena Hart", 843_250),
    ("Ada Morrow said", "Lena Hart", 3_671_000),
    ("Clerks were trained", None, 3_700_000),
)
SIDES = "What are the arguments for and against open models?"
Said = tuple[tuple[str, str | None, int], ...]


def store_turns(catalog: Catalog, origin: Path, said: Said) -> None:
    """Turns that begin with these words, each up to the next."""
    article = catalog.by_origin(str(origin))
    assert article is not None
    starts = [article.text.index(words) for words, _, _ in said]
    ends = [*starts[1:], len(article.text)]
    turns = [
        Turn(start, end, speaker, at, at + 1000)
        for start, end, (_, speaker, at) in zip(starts, ends, said, strict=True)
    ]
    keep_turns(catalog.engine, article.id, turns)


def take_in(services: Services, folder: Path, name: str, text: str, said: Said = ()) -> None:
    page = folder / f"{name}.txt"
    page.write_text(text)
    assert [receipt.status for receipt in services.ingest.run([page])] == ["indexed"]
    if said:
        store_turns(services.catalog, page, said)


@pytest.fixture
def episode(services: Services, tmp_path: Path) -> Services:
    take_in(services, tmp_path, "talk", TALK, SAID)
    return services


def quotes_of(brief: Brief) -> list[Quote]:
    return [quote for point in brief.points for quote in point.quotes]


def voice_of(brief: Brief, words: str) -> tuple[str | None, str | None]:
    (quote,) = {quote for quote in quotes_of(brief) if words in quote.text}
    return quote.speaker, quote.said_at


def test_a_quotation_of_a_transcript_names_who_said_it_and_when(episode: Services) -> None:
    brief = ask(episode, SIDES)
    assert voice_of(brief, "cheaper for our town") == ("Ada Fenn", "00:00:03")
    assert voice_of(brief, "without support") == ("Lena Hart", "00:14:03")


def test_whoever_speaks_comes_before_whom_the_words_name(episode: Services) -> None:
    assert voice_of(ask(episode, SIDES), "harder to protect") == ("Lena Hart", "01:01:11")


def test_a_fact_from_a_transcript_has_its_time_though_nobody_is_named(episode: Services) -> None:
    brief = ask(episode, "How long were clerks trained?")
    assert voice_of(brief, "two weeks") == (None, "01:01:40")
    assert "at 01:01:40, in Harbour Ledger, " in shown(brief)


def test_an_article_that_is_no_transcript_has_no_times(episode: Services, tmp_path: Path) -> None:
    take_in(episode, tmp_path, "against", AGAINST)
    brief = ask(episode, SIDES)
    written = [quote for quote in quotes_of(brief) if brief.source(quote.source).publisher == "The Meridian Post"]
    assert written
    assert {quote.said_at for quote in written} == {None}
    assert any((quote.speaker or "").startswith("Lena Hart") for quote in written)


def test_the_time_is_shown_beside_the_speaker(episode: Services) -> None:
    assert "Lena Hart at 00:14:03, in Harbour Ledger, " in shown(ask(episode, SIDES))


@pytest.mark.parametrize(("speaker", "sources"), [("Ada Fenn", 1), ("Tom Vale", 2)])
def test_one_speaker_in_two_episodes_is_one_source(
    episode: Services, tmp_path: Path, speaker: str, sources: int
) -> None:
    take_in(episode, tmp_path, "other", OTHER_TALK, (("Open models are cheaper", speaker, 61_000),))
    points = ask(episode, "arguments for open models").points_for
    (point,) = [one for one in points if len({quote.source for quote in one.quotes}) > 1]
    assert {quote.speaker for quote in point.quotes} == {"Ada Fenn", speaker}
    assert point.independent_sources == sources


def test_turns_are_looked_up_once_for_an_answer(episode: Services, tmp_path: Path) -> None:
    take_in(episode, tmp_path, "other", OTHER_TALK, (("Open models are cheaper", "Tom Vale", 61_000),))
    asked: list[str] = []
    engine = episode.catalog.engine

    def remember(*call: object) -> None:
        asked.append(str(call[2]))

    event.listen(engine, "before_cursor_execute", remember)
    ask(episode, SIDES)
    event.remove(engine, "before_cursor_execute", remember)
    assert len([query for query in asked if re.search(r"\bFROM turns\b", query)]) == 1


def test_followups_say_who_said_it_and_when(episode: Services) -> None:
    conversation = episode.conversation
    conversation.ask("arguments against open models", thread="t")
    who = conversation.follow("who said that?", thread="t")
    assert isinstance(who, Brief)
    assert who.takeaway.startswith("Lena Hart at ")
    assert ", in Harbour Ledger, 2025-11-03 [1]" in who.takeaway
    more = conversation.follow("tell me more about the first point", thread="t")
    assert isinstance(more, Brief)
    assert all(quote.said_at for quote in quotes_of(more))
    assert voice_of(more, "Clerks were trained") == (None, "01:01:40")


def test_an_episode_with_another_text_by_now_lends_no_times_to_the_old_one(episode: Services, tmp_path: Path) -> None:
    conversation = episode.conversation
    conversation.ask("arguments against open models", thread="t")
    page = tmp_path / "talk.txt"
    page.write_text(TALK.replace("Open models are cheaper for", "Open models cost less in"))
    assert [receipt.status for receipt in episode.ingest.run([page])] == ["indexed"]
    said = (("Open models cost less in", "Ada Fenn", 3_000), ("Clerks were trained", "Tom Vale", 5_000))
    store_turns(episode.catalog, page, said)
    more = conversation.follow("tell me more about the first point", thread="t")
    assert isinstance(more, Brief)
    assert voice_of(more, "Clerks were trained") == (None, None)


@pytest.mark.parametrize(("second", "begins"), [("Lena Hart", "Open models come"), ("Tom Vale", "It leaves ")])
def test_what_points_back_is_quoted_from_what_the_same_speaker_said_before(
    catalog: Catalog, add_page: AddPage, second: str, begins: str
) -> None:
    text = "Open models come without support, she said. It leaves a bank alone at night."
    article = catalog.article(add_page(text))
    assert article is not None
    start = text.index("It leaves")
    turns = [Turn(0, start - 1, "Lena Hart", 843_250, 850_000), Turn(start, len(text), second, 850_000, 860_000)]
    item = Evidence(article, start, len(text), text[start:], "against", 0.9, 0.9)
    (quote,) = quoting.quotes_of(in_turns([item], {article.id: turns}), Numbering({}))
    assert quote.text.startswith(begins)
    assert (quote.speaker, quote.said_at) == (second, "00:14:03" if second == "Lena Hart" else "00:14:10")
