"""Which publishers a question names as its sources, and which one a name typed nearly right may mean."""

from datetime import date

import pytest

from bot.brief.asking.publishers import publisher_called, publishers_in, publishers_like
from bot.brief.question import read_question
from store.catalog import Filters

STORED = ["Coast Wire", "Nature", "The Dunmore Times", "The Inland Post"]


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("What does Coast Wire say about robotaxis?", ("Coast Wire",), "what about robotaxis?"),
        ("what do coast wire and the inland post report on chip tariffs?", ("Coast Wire", "The Inland Post"),
         "what about chip tariffs?"),
        ("What did the Inland Post, Nature and Coast Wire write about Heron 2?",
         ("The Inland Post", "Nature", "Coast Wire"), "what about Heron 2?"),
        ("How has Nature reported on AI tutors?", ("Nature",), "what about AI tutors?"),
        ("What is the Dunmore Times's view of robotaxis?", ("The Dunmore Times",), "what about robotaxis?"),
        ("pros and cons of robotaxis according to Nature or Coast Wire", ("Nature", "Coast Wire"),
         "pros and cons of robotaxis"),
        ("robotaxis in the Inland Post and the Dunmore Times", ("The Inland Post", "The Dunmore Times"), "robotaxis"),
        ("What does nature say about robotaxis?", (), "What does nature say about robotaxis?"),
        ("What did the mayor say about the Coast Wire?", (), "What did the mayor say about the Coast Wire?"),
        ("Did Nature and the mayor report the loss?", (), "Did Nature and the mayor report the loss?"),
        ("Who owns Coast Wire?", (), "Who owns Coast Wire?"),
    ],
)  # fmt: skip
def test_publishers_that_a_question_names_as_sources_are_taken_out_of_it(
    text: str, named: tuple[str, ...], rest: str
) -> None:
    assert publishers_in(text, STORED) == (named, rest)


def test_publishers_of_a_question_narrow_it_unless_one_is_given_outside_it() -> None:
    text = "What do Coast Wire and Nature say about export controls?"
    own = read_question(text, publishers=STORED, today=date(2025, 11, 20))
    assert own.filters.publishers == ("Coast Wire", "Nature")
    assert own.topic is not None
    assert own.topic.wording == "export controls"
    given = read_question(
        text, publishers=STORED, today=date(2025, 11, 20), filters=Filters(publisher="The Inland Post")
    )
    assert given.filters.publishers == ("The Inland Post",)


@pytest.mark.parametrize(
    ("name", "called", "like"),
    [
        ("the coast wire", "Coast Wire", ["Coast Wire"]),
        ("Dunmore Times", "The Dunmore Times", ["The Dunmore Times"]),
        ("Coats Wire", None, ["Coast Wire"]),
        ("Morning Times", None, ["The Dunmore Times"]),
        ("Zebra", None, []),
    ],
)
def test_a_publisher_typed_nearly_right_is_not_taken_for_it_but_named(
    name: str, called: str | None, like: list[str]
) -> None:
    assert publisher_called(name, STORED) == called
    assert publishers_like(name, STORED) == like
