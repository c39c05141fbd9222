"""Fits the first look: logistic regression by stochastic gradient descent, in a minute and without torch."""

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.brief.first_look import BUCKETS, features, scores
from bot.brief.models.data import Subject

EPOCHS = 8
BATCH = 64
RATE = 0.05


def fit_first_look(subjects: Sequence[Subject], seed: int) -> npt.NDArray[np.float16]:
    """Weights as `bot.brief.first_look.scores` takes them. A row argues if it is for or against its subject."""
    rows = [(features(text), label != "neither") for subject in subjects for text, label in subject.rows]
    weights, squares = np.zeros(BUCKETS + 1), np.full(BUCKETS + 1, 1e-8)
    rng = random.Random(seed)  # noqa: S311  (a shuffle, no secret)
    for _ in range(EPOCHS):
        rng.shuffle(rows)
        for start in range(0, len(rows), BATCH):
            gradient = np.zeros(BUCKETS + 1)
            for row, argues in rows[start : start + BATCH]:
                scale = 1 / np.sqrt(len(row))
                odds = weights[row].sum() * scale + weights[BUCKETS]
                error = 1 / (1 + np.exp(-odds)) - argues
                gradient[row] += error * scale
                gradient[BUCKETS] += error
            gradient /= BATCH
            squares += gradient**2  # AdaGrad: rare words learn in bigger steps
            weights -= RATE * gradient / np.sqrt(squares)
    return weights.astype(np.float16)


def ranking_quality(weights: npt.NDArray[np.float16], subjects: Sequence[Subject]) -> float:
    """The chance that an argument scores above a sentence that argues nothing (area under the ROC curve)."""
    rows = [(text, label != "neither") for subject in subjects for text, label in subject.rows]
    ranked = sorted(zip(scores(weights, [text for text, _ in rows]), (argues for _, argues in rows), strict=True))
    silent_below, right = 0, 0
    for _, argues in ranked:
        right += silent_below if argues else 0
        silent_below += not argues
    return round(right / max(silent_below * (len(rows) - silent_below), 1), 4)
