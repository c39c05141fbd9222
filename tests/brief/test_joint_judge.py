"""The judge in use: plain words decide where they can, the model elsewhere, and a quarrel between them is "neither"."""

from collections.abc import Sequence

import pytest

from bot.brief.brief import Side
from bot.brief.cross_encoder import CrossEncoder
from bot.brief.cross_encoder_judge import CrossEncoderJudge
from bot.brief.cue_judge import CueJudge
from bot.brief.joint_judge import JointJudge
from bot.brief.judge import Judgement
from bot.brief.topic import Topic

TOPIC = Topic("open models", "open models", ("open models",), ("closed models",))
PRAISE = "Open models are cheaper."
NO_CUE = "A copy of the files stays with the customer."


class Model(CrossEncoderJudge):
    """A model that says one thing of everything."""

    def __init__(self, side: Side) -> None:
        super().__init__(CrossEncoder())
        self._side = side

    def judge(self, topic: Topic, sentences: Sequence[str]) -> list[Judgement]:  # noqa: ARG002
        return [Judgement(self._side, 0.8, 0.9) for _ in sentences]


@pytest.mark.parametrize(
    ("by_model", "sentence", "side"),
    [
        ("neither", PRAISE, "for"),
        ("for", PRAISE, "for"),
        ("against", PRAISE, "neither"),
        ("against", NO_CUE, "against"),
        ("neither", NO_CUE, "neither"),
    ],
)
def test_two_judges_agree_or_the_sentence_is_left_out(by_model: Side, sentence: str, side: Side) -> None:
    (judged,) = JointJudge(CueJudge(), Model(by_model)).judge(TOPIC, [sentence])
    assert judged.side == side
    assert 0 <= judged.confidence <= 1


def test_the_model_that_ships_finds_arguments_in_words_that_no_list_knows() -> None:
    judge = JointJudge(CueJudge(), CrossEncoderJudge(CrossEncoder()))
    topic = Topic("AI note-takers in meetings", "AI note-takers in meetings", ("ai note-takers",))
    judged = judge.judge(
        topic,
        [
            "AI note-takers let small teams concentrate on the talk and cut the time spent on minutes by half.",
            "AI note-takers would record private remarks of staff without their consent, the union warned.",
            "The supplier of the AI note-takers was founded in 2021 and has 40 employees.",
        ],
    )
    assert [one.side for one in judged] == ["for", "against", "neither"]
