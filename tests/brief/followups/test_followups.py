"""What follow-ups are understood as, whatever the thread holds."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.brief.brief import Brief, Point, Quote, Source
from bot.brief.followups.kept import KeptBrief
from bot.brief.followups.reading import Ask, Remark, Shorten, ShowPoint, ShowSource, Turn, read_followup
from bot.brief.followups.remarks import WELCOME
from store.catalog import Filters
from tests.brief.followups.followup_table import LATER, TUNED

TODAY = date(2025, 11, 20)
PUBLISHERS = ["Harbour Ledger", "Northwire", "The Meridian Post"]


def source(number: int) -> Source:
    name = PUBLISHERS[number % len(PUBLISHERS)]
    return Source(number, f"a{number}", "On weights", name, None, None, "2025-11-03", None, None, f"{number}.txt")


def point(headline: str, number: int) -> Point:
    return Point(headline, 1, (Quote("They cost a third less.", number, "Ada Morrow", 0, 23),))


SOURCES = tuple(source(number) for number in (1, 2, 3, 4))
OPEN = Brief(
    "What are the arguments for and against open models?",
    "for_and_against",
    "open models",
    "open models",
    "",
    "extractive",
    points_for=(point("Lower cost", 1), point("Transparency", 2), point("Independence", 3)),
    points_against=(point("Thinner support", 4), point("Misuse", 1)),
    sources=SOURCES,
)
TARNWICK = "How many jobs does Tarnwick want to cut?"
FACT = Brief(TARNWICK, "findings", TARNWICK, "a question of fact", "", "extractive", findings=(point("420 jobs", 1),))
PART = Brief("more on 2", "findings", "more", "point 2", "", "extractive", findings=(point("It is seen", 2),))

ASKED = KeptBrief(1, OPEN.question, "for_and_against", None, Filters(), OPEN)
RISKS = KeptBrief(2, OPEN.question, "for_and_against", "against", Filters(since=date(2025, 10, 1)), OPEN)
THREADS: dict[str, list[KeptBrief]] = {
    "nothing": [],
    "open": [ASKED],
    "risks since": [ASKED, RISKS],
    "fact": [KeptBrief(3, TARNWICK, "findings", None, Filters(), FACT)],
    "part": [ASKED, KeptBrief(4, OPEN.question, "for_and_against", None, Filters(), PART, part_of=1)],
}


def read(context: str, text: str) -> Turn | None:
    return read_followup(text, THREADS[context], publishers=PUBLISHERS, today=TODAY)


def reading(turn: Turn | None) -> str:  # noqa: PLR0911
    """As the table writes it."""
    match turn:
        case None:
            return "full"
        case Remark(text):
            return "thanks" if text == WELCOME else "cannot"
        case ShowPoint(what, _, found):
            return f"{'who' if what == 'speaker' else 'more'} {found.group} {found.number}"
        case ShowSource(_, number):
            return f"source {number}"
        case Shorten():
            return "shorter"
        case Ask(further=True):
            return "others"
        case Ask(question):
            two_sided = question.intent == "for_and_against"
            about = question.topic.wording if two_sided and question.topic else question.text
            bounds = question.filters
            parts = [about, question.side or ""]
            parts += [f"since {bounds.since}" if bounds.since else "", f"until {bounds.until}" if bounds.until else ""]
            parts += [f"only {bounds.publisher}" if bounds.publisher else ""]
            return f"ask {' / '.join(filter(None, parts))}"


@pytest.mark.parametrize(("context", "text", "expected"), [*TUNED, *LATER])
def test_a_follow_up_is_understood_from_its_thread(context: str, text: str, expected: str) -> None:
    assert reading(read(context, text)) == expected


def standalone_questions() -> list[str]:
    folder = Path(__file__).parents[2] / "evals" / "questions"
    rows = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]
    return [row.get("question") or row["query"] for row in rows]


@pytest.mark.parametrize("context", ["nothing", "open", "fact"])
def test_hardly_any_question_that_stands_by_itself_is_taken_for_a_follow_up(context: str) -> None:
    """Questions that others wrote for other purposes; none of them was taken for one when this was written."""
    questions = standalone_questions()
    taken = [question for question in questions if read(context, question) is not None]
    assert len(taken) <= len(questions) / 100, taken


@pytest.mark.parametrize("context", sorted(THREADS))
@pytest.mark.parametrize(
    "text",
    [
        "What are the arguments for and against open source?",
        "What are the risks of open source?",
        "Benefits of open source",
        "What is the latest on open source?",
        "Who is against open source?",
        "What are the risks of 人工智能?",
        "Who is against квантовый?",
    ],
)
def test_a_topic_is_never_read_as_words_that_only_follow(context: str, text: str) -> None:
    assert reading(read(context, text)) == "full"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what are the 3 biggest risks?", "ask open models / against"),
        ("the top three risks", "ask open models / against"),
        ("the two strongest arguments against", "ask open models / against"),
        ("give me two more points", "others"),
        ("open source 3", "source 3"),
        ("more on point 3", "more for 3"),
        ("arguments 1 and 2", "cannot"),
        ("the third risk", "cannot"),
        ("the second of the risks", "more for 2"),
    ],
)
def test_how_many_are_wanted_is_no_point_s_number(text: str, expected: str) -> None:
    assert reading(read("open", text)) == expected


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ("open", "from Northwire only, since October", "ask open models / since 2025-10-01 / only Northwire"),
        ("open", "in 3 sentences please", "shorter"),
        ("open", "news this week", "ask open models / since 2025-11-13 / until 2025-11-20"),
        ("nothing", "news this week", "full"),
        ("nothing", "latest news since October?", "full"),
        ("nothing", "this week", "cannot"),
        ("fact", "and the risks?", "ask Tarnwick / against"),
        ("fact", "what's the latest?", "ask What is the latest on Tarnwick?"),
        ("open", "ok thanks, bye!", "thanks"),
        ("open", "great work, team", "thanks"),
        ("open", "nice job", "thanks"),
        ("open", "thanks, and jobs?", "ask AI and jobs"),
        ("open", "1" * 10_000, "full"),
    ],
)
def test_short_texts_are_understood_by_what_stands_before_them(context: str, text: str, expected: str) -> None:
    assert reading(read(context, text)) == expected


VOCABULARY = (
    "and who said the second one point more on 2 [3] source risks for against since October only Northwire that it"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=8).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(text=st.text(max_size=200) | WORDS, context=st.sampled_from(sorted(THREADS)))
def test_whatever_is_typed_refers_to_nothing_but_what_the_thread_holds(text: str, context: str) -> None:
    turn = read(context, text)
    match turn:
        case ShowPoint(_, of, found):
            assert found.point in of.brief.points
        case ShowSource(of, number):
            assert of.brief.source(number).number == number
        case Shorten(of) | Ask(_, of):
            assert of in THREADS[context]
    assert reading(turn) == "full" or context != "nothing" or isinstance(turn, Remark)


def test_filters_topic_and_side_stay_until_they_are_replaced() -> None:
    turn = read("risks since", "only Northwire")
    assert isinstance(turn, Ask)
    assert turn.question.topic is not None
    assert turn.question.topic.wording == "open models"
    assert turn.question.side == "against"
    assert turn.question.filters == Filters(since=date(2025, 10, 1), publisher="Northwire")


def test_who_asks_for_sources_by_country_hears_which_publishers_there_are() -> None:
    turn = read("open", "only Chinese sources")
    assert isinstance(turn, Remark)
    assert "not by country" in turn.text
    assert all(name in turn.text for name in PUBLISHERS)


def test_a_point_that_is_not_there_is_answered_with_those_that_are() -> None:
    turn = read("open", "more on point 7")
    assert isinstance(turn, Remark)
    assert "3 points for and 2 against" in turn.text


def test_after_who_said_the_first_and_the_second_asks_who_again() -> None:
    asked = "who said the first one?"
    part = Brief(asked, "findings", "who", "", "", "extractive", findings=(point("Lower cost", 1),))
    thread = [ASKED, KeptBrief(4, OPEN.question, "for_and_against", None, Filters(), part, part_of=1)]
    turn = read_followup("and the second?", thread, publishers=PUBLISHERS, today=TODAY)
    assert reading(turn) == "who for 2"
