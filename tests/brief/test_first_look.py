"""The first look scores any sentence by its words alone, and puts arguments ahead of announcements."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.cross_encoder import CrossEncoder
from bot.brief.cross_encoder_judge import CrossEncoderJudge
from bot.brief.first_look import BUCKETS, features, scores
from bot.brief.models.data import Subject
from bot.brief.models.first_look import fit_first_look, ranking_quality


@given(st.text(max_size=300))
def test_any_text_has_features_and_a_finite_score(text: str) -> None:
    found = features(text)
    assert len(found) >= 1
    assert ((found >= 0) & (found < BUCKETS)).all()
    (score,) = scores(np.ones(BUCKETS + 1, dtype=np.float16), [text])
    assert np.isfinite(score)


def test_what_it_fits_tells_its_own_arguments_from_the_rest() -> None:
    rows = (
        ("It would raise costs for small firms.", "against"),
        ("It could cut costs for hospitals.", "for"),
        ("The ministry will publish the report on Monday.", "neither"),
        ("The committee met in March.", "neither"),
    )
    subject = Subject(("open models",), ("closed models",), rows * 4)  # type: ignore[arg-type]
    assert ranking_quality(fit_first_look([subject], seed=1), [subject]) == 1.0


def test_the_one_that_ships_puts_a_reason_ahead_of_an_announcement() -> None:
    reason, announcement = CrossEncoderJudge(CrossEncoder()).first_look(
        [
            "Critics warn that the tax would drive factories abroad and raise prices for small firms.",
            "The ministry will publish the second part of the report on 14 May.",
        ]
    )
    assert reason > announcement
