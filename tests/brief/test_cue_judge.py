"""The cue judge decides only what its cues make sure; every rule has its sentence here."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.brief import Side
from bot.brief.cue_judge import CueJudge
from bot.brief.judge import Judgement
from bot.brief.topic import Topic, read_topic
from tests.evals.judge import figures, shown_sides

DATA = Path(__file__).parents[1] / "evals" / "data" / "judge_dev.jsonl"


def judged(topic: str, sentence: str, before: str = "") -> Judgement:
    read = read_topic(topic)
    assert read is not None
    return CueJudge().judge(read, [sentence], [before])[0]


@pytest.mark.parametrize(
    ("rule", "topic", "sentence", "side"),
    [
        ("praise", "open models", "Open models are cheaper.", "for"),
        ("blame", "open models", "Open models are unreliable.", "against"),
        ("lowering an ill", "open models", "Open models reduce dependence on one vendor.", "for"),
        ("lowering a good", "AI regulation", "AI regulation undermines innovation.", "against"),
        ("raising an ill", "data centres", "Data centres push up electricity bills.", "against"),
        ("raising a good", "open models", "Open-weight models strengthen trust.", "for"),
        ("a thing that falls", "open models", "With open models, costs fell by a third.", "for"),
        ("a degree", "open models", "Open models offer lower cost.", "for"),
        ("a degree turned", "AI agents", "AI agents are less reliable than clerks.", "against"),
        ("a compound", "AI agents", "AI agents bring security risks.", "against"),
        ("negated blame", "open models", "Open models pose no risk.", "for"),
        ("negated praise", "open models", "Open models are not safer.", "against"),
        ("not only", "open models", "Open models are not only cheaper, they are faster.", "for"),
        ("no evidence", "school uniforms", "There is no evidence that school uniforms improve discipline.", "against"),
        ("good for the wrong people", "open models", "Open weights make fraud easier for criminals.", "against"),
        ("guarded", "AI regulation", "AI rules protect patients from harm.", "for"),
        ("the opposite blamed", "open models", "Proprietary models are opaque.", "for"),
        ("the opposite praised", "open models", "Closed models are more reliable.", "against"),
        ("a standard of comparison", "open models", "The new system is far cheaper than proprietary models.", "for"),
        ("both in a comparison", "open models", "Open models are slower than closed models.", "against"),
        ("means", "open models", "The bank cut its costs by using open models.", "for"),
        ("what it is about", "export controls", "The benefits of export controls are large.", "for"),
        ("a warning", "nuclear power", "Residents warn that nuclear power is dangerous.", "against"),
        ("absence", "export controls", "Without export controls, rivals would gain an advantage.", "for"),
        ("a ban on it", "open models", "A ban on open models would harm research.", "for"),
        ("a topic that is a ban", "banning facial recognition", "Facial recognition threatens privacy.", "for"),
        ("a ban that harms", "banning facial recognition", "A ban on facial recognition would harm police.", "against"),
        ("praise turned over", "open models", "Open models are cheap, but they are a security risk.", "neither"),
        ("a concession", "open models", "While open models are cheaper, they lack support.", "neither"),
        ("only conceded", "open models", "Although open models are cheaper, the bank signed on Monday.", "neither"),
        ("a turn to the unknown", "robotaxis", "Robotaxis help the blind, but neighbours sleep badly.", "neither"),
        ("the other one's trouble", "open models", "The industry suffers, but open models are cheap.", "for"),
        ("a question", "open models", "Are open models really safer?", "neither"),
        ("a condition", "open models", "If open models are unsafe, the ministry will act.", "neither"),
        ("whether", "open models", "She asked whether open models are unsafe.", "neither"),
        ("a denial", "open models", "He rejected claims that open models are unsafe.", "neither"),
        ("a demand", "open models", "Open models must be safe.", "neither"),
        ("a threat to it", "open models", "The greatest threat to open models is a lack of funds.", "neither"),
        ("its opponents", "open models", "Opponents of open models struggle to be heard.", "neither"),
        ("what it suffers", "open models", "Open models are threatened by new rules.", "neither"),
        (
            "someone else's clause",
            "open models",
            "Open models worry firms, which earn well by selling access.",
            "neither",
        ),
        ("who speaks", "open models", "Open models run on one card, the risk officer said.", "neither"),
        ("plain news", "open models", "The laboratory released two open models in March.", "neither"),
        ("another subject", "open models", "Nuclear power is expensive.", "neither"),
    ],
)
def test_a_sentence_takes_the_side_that_its_cues_give_it(rule: str, topic: str, sentence: str, side: Side) -> None:
    assert judged(topic, sentence).side == side, rule


def test_a_pronoun_sentence_is_judged_with_the_sentence_before_it() -> None:
    sentence = "It also cuts costs."
    assert judged("open models", sentence).side == "neither"
    assert judged("open models", sentence, "The bank chose an open model.").side == "for"
    assert judged("open models", sentence, "The bank chose a proprietary model.").side == "against"


def test_a_pronoun_after_both_subjects_stays_undecided() -> None:
    before = "The bank compared open models with closed models."
    assert judged("open models", "It is expensive.", before).side == "neither"


def test_context_needs_one_entry_a_sentence() -> None:
    topic = Topic("x", "x", ("x",))
    with pytest.raises(ValueError, match="one entry a sentence"):
        CueJudge().judge(topic, ["a", "b"], ["a"])


def test_confidence_grows_with_the_strength_of_the_cues() -> None:
    weak = judged("open models", "Open models are useful.")
    strong = judged("open models", "Open models are cheaper, safer, and the regulator found them more reliable.")
    assert weak.side == strong.side == "for"
    assert weak.confidence < strong.confidence


def test_naming_the_topic_makes_a_sentence_relevant() -> None:
    assert judged("open models", "Open models are cheaper.").relevance >= 0.7
    assert judged("open models", "Rain fell on Tuesday.").relevance < 0.7


def rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


FLIPPED: dict[Side, Side] = {"for": "against", "against": "for", "neither": "neither"}


def test_every_wording_of_a_topic_judges_alike_and_its_opposite_the_other_way_round() -> None:
    texts = [row["text"] for row in rows() if row["topic"] in {"open models", "closed models", "open-source AI"}]
    judge = CueJudge()

    def sides(wording: str) -> list[Side]:
        topic = read_topic(wording)
        assert topic is not None
        return [judgement.side for judgement in judge.judge(topic, texts)]

    expected = sides("open models")
    assert {"for", "against", "neither"} == set(expected)
    for wording in ("open-source AI", "open weights", "the case against open models", "open vs closed"):
        assert sides(wording) == expected
    assert sides("closed models") == [FLIPPED[side] for side in expected]


def test_on_the_development_rows_nine_decided_sentences_in_ten_stand_on_their_side() -> None:
    develop = [row for row in rows() if row["part"] == "develop"]
    report = figures([row["label"] for row in develop], shown_sides(CueJudge(), develop))
    assert report["precision_decided"] >= 0.9
    assert report["coverage"] >= 0.4


def test_topics_held_out_share_no_name_with_topics_developed_on() -> None:
    parts = {part: {row["topic"] for row in rows() if row["part"] == part} for part in ("develop", "held_out")}
    assert parts["held_out"]
    assert not parts["develop"] & parts["held_out"]


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_gets_one_judgement_in_range(texts: list[str]) -> None:
    topic = read_topic("open models")
    assert topic is not None
    judgements = CueJudge().judge(topic, texts)
    assert len(judgements) == len(texts)
    assert all(0 <= j.confidence <= 1 and 0 <= j.relevance <= 1 for j in judgements)


def test_figures_count_decided_sentences_apart_from_those_left_out() -> None:
    report = figures(["for", "against", "neither", "for"], ["for", "for", "for", "neither"])
    assert report["accuracy"] == 0.25
    assert report["coverage"] == 0.75
    assert report["precision_decided"] == pytest.approx(1 / 3, abs=1e-4)
    assert report["side_accuracy"] == 0.5
