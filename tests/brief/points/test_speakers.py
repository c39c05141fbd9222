"""The speaker of a sentence is found in the words of the text, or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.points.speakers import speaker_of, speaker_of_part
from bot.brief.points.turns import split_at_turn
from tests.brief.points.news_speakers_table import CASES, MORE
from tests.brief.points.speakers_table import HELD_OUT, TUNED


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“Our bill fell by a third,” said Petra Holm of Norbanken.", "Petra Holm of Norbanken"),
        (
            "It saves time, said Ana Ruiz, the head of platforms at Delta Freight.",
            "Ana Ruiz, the head of platforms at Delta Freight",
        ),
        ("Leo Amadi, chief buyer at Harrow Mutual, said the rules help.", "Leo Amadi, chief buyer at Harrow Mutual"),
        ("But Leo Amadi, a partner at Amsel Grove, warned of costs.", "Leo Amadi, a partner at Amsel Grove"),
        ("According to Fjord Semiconductor's chief, sales fell.", "Fjord Semiconductor's chief"),
        ("Costs fell, according to a report by the platform Plumbline.", "a report by the platform Plumbline"),
        ("One Danish founder, speaking on condition of anonymity, said it saves money.", "One Danish founder"),
        ("A recent survey of buyers found that trust is low.", "A recent survey of buyers"),
        ("Last week, Norbanken chief Ida Lund said the model was fast.", "Norbanken chief Ida Lund"),
        ("Security officials fear that weights leak.", "Security officials"),
        ("The regulator said that vendors lock customers in.", "The regulator"),
    ],
)
def test_a_speaker_is_given_with_title_and_house_where_the_text_has_them(sentence: str, speaker: str) -> None:
    assert speaker_of(sentence) == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Norbanken released two models in March.",
        "Sweden has found a way around the shortage.",
        "“Open” models let customers change the software.",
        "",
    ],
)
def test_the_article_s_own_voice_has_no_speaker(sentence: str) -> None:
    assert speaker_of(sentence) is None


FULL = "Mira Sand, head of risk at Norbanken, said she was testing it."


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("“It works,” she said.", [FULL]),
        ("Risks remain, she told reporters.", [FULL]),
        ("“We would not go all in,” said Sand.", [FULL, "The bank has 900 branches."]),
        ("“That is the trap.”", [FULL, "“We would not go all in,” said Sand."]),
    ],
)
def test_pronouns_surnames_and_running_quotations_lead_back_to_the_full_name(sentence: str, before: list[str]) -> None:
    assert speaker_of(sentence, before) == "Mira Sand, head of risk at Norbanken"


def test_an_open_quotation_takes_its_speaker_from_where_it_closes() -> None:
    after = ["It cannot stay a riddle,” said Tom Berg of Open Lab."]
    assert speaker_of("“The system has to be checked.", (), after) == "Tom Berg of Open Lab"


def test_a_pronoun_without_anyone_before_it_stays_unknown() -> None:
    assert speaker_of("“It works,” he said.") is None


@pytest.mark.parametrize(("sentence", "before", "speaker"), TUNED)
def test_a_speaker_is_named_only_where_it_is_sure(sentence: str, before: tuple[str, ...], speaker: str | None) -> None:
    assert speaker_of(sentence, before) == speaker


def test_speakers_of_sentences_that_the_rules_were_not_written_on_are_found_as_well() -> None:
    right = [speaker_of(sentence, before) == speaker for sentence, before, speaker in HELD_OUT]
    assert sum(right) >= 23


@pytest.mark.parametrize(("sentence", "before", "after", "speaker"), [*CASES, *MORE])
def test_a_quotation_is_given_only_to_whom_the_words_bind_it(
    sentence: str, before: tuple[str, ...], after: tuple[str, ...], speaker: str | None
) -> None:
    assert speaker_of(sentence, before, after) == speaker


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("The levy raises money, but critics say that it hurts shops.", (None, "critics")),
        ("“The levy raises money, but it hurts shops,” said Ruth Abara.", ("Ruth Abara", "Ruth Abara")),
        ("The levy raises money, but it hurts shops, said Ruth Abara.", ("Ruth Abara", "Ruth Abara")),
        ("Ruth Abara argued that while the levy raises money, it hurts shops.", ("Ruth Abara", "Ruth Abara")),
        ("Ruth Abara said the levy raises money, but it hurts shops.", ("Ruth Abara", None)),
        ("While the union argues that it raises money, the levy hurts shops.", ("the union", None)),
    ],
)
def test_a_part_is_not_given_to_whom_the_words_give_another_part(
    sentence: str, speakers: tuple[str | None, ...]
) -> None:
    parts = split_at_turn(sentence)
    assert tuple(speaker_of_part(sentence, part) for part in parts) == speakers


WORDS = st.sampled_from(
    [
        "said",
        "Ana",
        "Ruiz",
        "of",
        "Delta",
        ",",
        "“It",
        "works,”",
        "according",
        "to",
        "the",
        "chief",
        "A",
        "study",
        "found",
        "she",
        ".",
    ]
)


@given(st.lists(WORDS, max_size=14), st.lists(WORDS, max_size=14), st.lists(WORDS, max_size=14))
def test_every_word_of_the_answer_stands_in_the_text(own: list[str], ahead: list[str], behind: list[str]) -> None:
    sentence, before, after = " ".join(own), " ".join(ahead), " ".join(behind)
    speaker = speaker_of(sentence, [before], [after])
    assert speaker is None or any(speaker in text for text in (sentence, before, after))


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_gives_a_speaker_from_it_or_none(sentence: str, before: str) -> None:
    speaker = speaker_of(sentence, [before])
    words = set(re.findall(r"\w+", f"{sentence} {before}"))
    assert speaker is None or set(re.findall(r"\w+", speaker)) <= words


def test_he_is_the_person_who_began_the_sentence_before_whatever_the_verb() -> None:
    before = [
        "The order was defended by Aldous Mostyn, head of the trade board.",
        "“It costs us our laboratory,” said Gwen Pryce, chief executive of Tarnwick.",
        "Mostyn pointed to intelligence that he did not publish.",
    ]
    assert speaker_of("“The rule has bought us years,” he said.", before) != "Gwen Pryce, chief executive of Tarnwick"
