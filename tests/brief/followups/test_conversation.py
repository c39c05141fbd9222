"""What is answered in a conversation over the sample corpus."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import delete

import bot.demo
from bot.brief.brief import Brief
from bot.brief.followups.kept import KeptBriefs
from bot.brief.followups.reading import Remark
from bot.brief.followups.remarks import CHANGED, NOTHING_BEFORE
from bot.brief.question import Question
from bot.services import Services, open_services
from bot.settings import Settings
from store.tables import versions
from tests.brief.followups.followup_table import LATER, TUNED
from tests.brief.test_answer import FOR

OPEN = "What are the arguments for and against open models?"
TARNWICK = "How many jobs does Tarnwick want to cut?"
OPENINGS = {"open": [OPEN], "risks since": [OPEN, "and the risks?", "since October"], "fact": [TARNWICK]}
"""The contexts of the table that a thread over the sample corpus can have."""
NUMBERS = count(1)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    settings = Settings(data=tmp_path_factory.mktemp("sample"))
    opened = open_services(settings, now=lambda: datetime(2025, 11, 20, 9, 0, tzinfo=UTC))
    list(opened.ingest.run([Path(bot.demo.__file__).parent / "corpus"]))
    yield opened
    opened.close()


def talk(services: Services, *texts: str, thread: str | None = None) -> list[Brief | Remark]:
    """The answers to these texts, written one after the other into one thread."""
    key = thread or f"thread {next(NUMBERS)}"
    conversation = services.conversation
    return [conversation.follow(text, thread=key) or conversation.ask(text, thread=key) for text in texts]


def copy_of(services: Services, thread: str) -> str:
    """Another thread with the same briefs in it."""
    kept, copy = KeptBriefs(services.catalog.engine, now=services.now), f"thread {next(NUMBERS)}"
    for one in kept.in_thread(thread):
        question = Question(one.asked_as, one.intent, None, one.filters, one.side)
        kept.keep(one.brief, question, thread=copy, part_of=one.part_of)
    return copy


def last_brief(services: Services, *texts: str) -> Brief:
    answer = talk(services, *texts)[-1]
    assert isinstance(answer, Brief)
    return answer


def assert_quotes_stand(services: Services, brief: Brief) -> None:
    for point in brief.points:
        for quote in point.quotes:
            article = services.catalog.article(brief.source(quote.source).article_id)
            assert article is not None
            assert article.text[quote.start : quote.end] == quote.text


def test_every_follow_up_of_the_table_is_answered_with_what_stands_in_the_articles(sample: Services) -> None:
    """At most a tenth of them is left without an answer; none says anything that is not quoted."""
    threads = {}
    for context, texts in OPENINGS.items():
        threads[context] = f"thread {next(NUMBERS)}"
        talk(sample, *texts, thread=threads[context])
    rows = [row for row in (*TUNED, *LATER) if row[0] in threads and row[2] not in {"full", "thanks", "cannot"}]
    assert len(rows) > 100
    unanswered = []
    for context, text, reading in rows[::4]:
        (answer,) = talk(sample, text, thread=copy_of(sample, threads[context]))
        if isinstance(answer, Brief):
            assert_quotes_stand(sample, answer)
            assert answer.question == text
        elif reading != "others":
            unanswered.append((context, text, answer.text))
    assert len(unanswered) <= len(rows[::4]) / 10, unanswered


def test_a_chain_keeps_topic_side_and_filters(sample: Services) -> None:
    answers = talk(sample, "open models?", "and the risks?", "since October", "who said the first one?")
    _, risks, since, who = answers
    assert isinstance(risks, Brief)
    assert "arguments against first; following your question on open models" in risks.read_as
    assert isinstance(since, Brief)
    assert since.topic == "open models"
    assert "since 2025-10-01" in since.read_as
    assert "arguments against first" in since.read_as
    assert isinstance(who, Brief)
    assert who.findings == since.points_against[:1]


def test_who_said_that_names_speaker_publisher_and_date_of_the_same_quotations(sample: Services) -> None:
    brief, who = talk(sample, OPEN, "who said that?")
    assert isinstance(brief, Brief)
    assert isinstance(who, Brief)
    assert who.intent == "findings"
    assert who.findings == brief.points_for[:1]
    quote = who.findings[0].quotes[0]
    source = brief.source(quote.source)
    assert who.source(quote.source) == source
    assert quote.speaker or "it names no speaker" in who.takeaway
    assert f"{source.publisher}, {source.published}" in who.takeaway
    assert f"[{source.number}]" in who.takeaway


def test_more_on_a_point_shows_all_its_quotations_and_then_sentences_near_by(sample: Services) -> None:
    brief, more = talk(sample, OPEN, "more on the second point")
    assert isinstance(brief, Brief)
    assert isinstance(more, Brief)
    own = brief.points_for[1].quotes
    shown = [finding.quotes[0] for finding in more.findings]
    assert tuple(shown[: len(own)]) == own
    assert len(shown) > len(own)
    assert_quotes_stand(sample, more)


def test_a_source_is_shown_with_its_own_number(sample: Services) -> None:
    brief, shown = talk(sample, OPEN, "what does [2] say?")
    assert isinstance(brief, Brief)
    assert isinstance(shown, Brief)
    assert [source.number for source in shown.sources] == [2]
    expected = {quote.text for point in brief.points for quote in point.quotes if quote.source == 2}
    assert {finding.quotes[0].text for finding in shown.findings} == expected


def test_the_short_of_it_is_one_point_a_side(sample: Services) -> None:
    brief = last_brief(sample, OPEN, "shorter")
    assert [len(side) for side in (brief.points_for, brief.points_against)] == [1, 1]
    assert all(len(point.quotes) == 1 for point in brief.points)


def test_any_others_repeats_nothing(sample: Services) -> None:
    first, others = talk(sample, OPEN, "any others?")
    assert isinstance(first, Brief)
    if isinstance(others, Brief):
        assert not {q.text for p in first.points for q in p.quotes} & {q.text for p in others.points for q in p.quotes}
    else:
        assert "all I find" in others.text


def test_only_a_publisher_narrows_the_same_question(sample: Services) -> None:
    brief = last_brief(sample, OPEN, "only Northwire")
    assert brief.sources
    assert all("Northwire" in (source.publisher, source.agency) for source in brief.sources)
    assert brief.topic == "open models"


def test_another_topic_is_asked_in_the_same_way(sample: Services) -> None:
    brief = last_brief(sample, OPEN, "and export controls?")
    assert brief.intent == "for_and_against"
    assert "export controls" in brief.topic.lower()


def test_what_follows_nothing_is_said_to(sample: Services) -> None:
    for text in ("who said that?", "and the risks?", "more on 2", "since October"):
        assert sample.conversation.follow(text, thread="nobody asked here") == Remark(NOTHING_BEFORE)
        assert sample.conversation.follow(text, thread=None) == Remark(NOTHING_BEFORE)


def test_a_full_question_in_a_thread_forgets_the_filters(sample: Services) -> None:
    brief = last_brief(sample, OPEN, "only Northwire", "pros and cons of export controls on chips")
    assert "only Northwire" not in brief.read_as
    assert "following" not in brief.read_as


def test_quotations_of_an_article_that_changed_are_shown_as_long_as_its_old_text_is_kept(
    services: Services, tmp_path: Path
) -> None:
    page = tmp_path / "ledger.txt"
    page.write_text(FOR)
    list(services.ingest.run([page]))
    (brief,) = talk(services, OPEN, thread="t")
    assert isinstance(brief, Brief)
    assert brief.points_for
    page.write_text(FOR.replace("Open models", "Plain open models").replace("Three harbour", "All three harbour"))
    list(services.ingest.run([page]))
    answers = talk(services, "who said that?", "more on point 1", thread="t")
    for answer in answers:
        assert isinstance(answer, Brief)
        assert answer.findings[0].quotes[0] == brief.points_for[0].quotes[0]
        assert answer.notice == "[1] has changed since; quoted is what stood there."
    with services.catalog.engine.begin() as db:  # as in a catalog that kept no versions
        db.execute(delete(versions))
    assert talk(services, "who said that?", thread="t") == [Remark(CHANGED)]
