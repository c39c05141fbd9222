"""The trained judge decides only what is probable enough, and says how to make its model."""

from pathlib import Path

import numpy as np
import pytest

from bot.brief.cross_encoder import CrossEncoder
from bot.brief.cross_encoder_judge import CrossEncoderJudge, judgement_of, probabilities
from bot.brief.topic import Topic
from store import FixSetup


def test_a_higher_temperature_makes_probabilities_more_even() -> None:
    logits = np.array([[2.0, 0.0, -1.0], [0.0, 0.0, 0.0]], dtype=np.float32)
    sharp, even = probabilities(logits, 1.0), probabilities(logits, 2.0)
    assert np.allclose(sharp.sum(axis=1), 1)
    assert even[0, 0] < sharp[0, 0]
    assert np.allclose(sharp[1], 1 / 3)


@pytest.mark.parametrize(
    ("row", "side", "confidence"),
    [((0.8, 0.1, 0.1), "for", 0.8), ((0.1, 0.8, 0.1), "against", 0.8), ((0.5, 0.3, 0.2), "neither", 0.2)],
)
def test_a_side_needs_the_threshold(row: tuple[float, ...], side: str, confidence: float) -> None:
    judged = judgement_of(np.array(row, dtype=np.float32), 0.7)
    assert judged.side == side
    assert judged.confidence == pytest.approx(confidence)


def test_a_model_that_is_not_there_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(FixSetup, match="make train"):
        CrossEncoderJudge(CrossEncoder(tmp_path)).judge(
            Topic("open models", "open models", ("open models",)), ["It is cheaper."]
        )


def test_a_topic_and_its_opposite_see_one_sentence_on_opposite_sides() -> None:
    judge = CrossEncoderJudge(CrossEncoder())
    opened = Topic("open models", "open models", ("open models",), ("closed models",))
    closed = Topic("closed models", "closed models", ("closed models",), ("open models",))
    sentence = ["Open models let companies keep their data in house and avoid being locked in by one vendor."]
    (for_open,), (for_closed,) = judge.judge(opened, sentence), judge.judge(closed, sentence)
    assert (for_open.side, for_closed.side) == ("for", "against")
    assert for_open.confidence == pytest.approx(for_closed.confidence)
