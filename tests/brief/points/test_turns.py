"""A sentence that turns falls into clauses that can be judged and quoted apart, or stays whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.asking.words import word_set
from bot.brief.points.speakers import speaker_of
from bot.brief.points.turns import parts_of, split_at_turn
from store import Sentence
from tests.brief.points.turns_table import HELD_OUT, TUNED, Row


@pytest.mark.parametrize(("text", "parts"), TUNED)
def test_a_sentence_falls_apart_at_its_turn_only_where_both_parts_are_clauses(
    text: str, parts: tuple[str, ...]
) -> None:
    assert parts_in(text) == (parts or (text,))


def test_most_sentences_that_the_rules_were_not_written_on_are_split_as_well_and_none_wrongly() -> None:
    right = [row for row in HELD_OUT if is_right(row)]
    split_wrongly = [text for text, parts in HELD_OUT if not parts and len(split_at_turn(text)) > 1]
    assert len(right) >= 25
    assert split_wrongly == []


@pytest.mark.parametrize(
    "text",
    [
        "Drones guided by software spare pilots, but no court can ask a drone why it fired.",
        "Investors cheered, but engineers left.",
    ],
)
def test_where_the_verb_is_not_sure_the_sentence_stays_whole(text: str) -> None:
    assert split_at_turn(text) == ((0, len(text)),)


def test_parts_keep_the_number_and_point_into_the_article() -> None:
    article = "It began in May. Prices fell by half, but the bills did not."
    sentence = Sentence("a", 1, 17, len(article), article[17:])
    parts = parts_of(sentence)
    assert [part.text for part in parts] == ["Prices fell by half", "the bills did not."]
    assert [article[part.start : part.end] for part in parts] == [part.text for part in parts]
    assert {(part.article_id, part.number, part.quotable) for part in parts} == {("a", 1, True)}


def test_who_said_a_part_is_read_from_the_whole_sentence() -> None:
    text = "“While the weights are free, the engineers are not,” said Mira Sand of Norbanken."
    assert len(split_at_turn(text)) == 2
    assert speaker_of(text) == "Mira Sand of Norbanken"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“Rented looms are cheap for shops with few orders, and dear for everybody else,” Lund said.", ()),
        ("The weights are free, and a burden for everyone else.", ()),
        ("The pass is a gift to tourists and a tax on all the others, the mayor said.", ()),
        (
            "Where orders are many, the machine is cheaper; with few orders the advantage is lost.",
            ("Where orders are many, the machine is cheaper", "with few orders the advantage is lost."),
        ),
        (
            "Large banks will become richer; small ones will lose their clerks.",
            ("Large banks will become richer", "small ones will lose their clerks."),
        ),
        ("The tool is fast, and useful for the rest of the team.", ()),
        ("The model is cheap; it is also fast.", ()),
        ("The rule came in May; the fine has followed in June.", ()),
        ("Prices fall, and the poor gain more.", ()),
        ("More firms pay; more firms complain.", ()),
    ],
)
def test_what_holds_of_the_opposite_case_is_a_part_of_its_own_and_never_left_out(
    text: str, parts: tuple[str, ...]
) -> None:
    assert parts_in(text) == (parts or (text,))


WORDS = st.sampled_from(
    sorted(
        word_set('While while though but , — ; however, “ ” " ‘ ’ the they it models cost is are said that ( ) . Lund')
    )
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join)))
def test_parts_are_in_order_inside_the_text_and_hold_no_half_quotation(text: str) -> None:
    spans = split_at_turn(text)
    assert bool(spans) == bool(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    if len(spans) == 1:
        assert spans == ((0, len(text)),)
    else:
        for start, end in spans:
            part = text[start:end]
            assert part.count("“") == part.count("”")
            assert part.count('"') % 2 == 0
            assert part.count("(") == part.count(")")


def parts_in(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in split_at_turn(text))


def is_right(row: Row) -> bool:
    text, parts = row
    return parts_in(text) == (parts or (text,))
