"""What a week added to the arguments on a topic."""

from collections.abc import Sequence

import numpy as np

from bot.brief.brief import Point
from store.vectors import Encode, Vectors

SAME_POINT = 0.55
"""Cosine of two points' quotations from which on they are one argument."""


def new_points(now: Sequence[Point], before: Sequence[Point], encode: Encode) -> tuple[Point, ...]:
    """Those of `now` that make no argument of `before`. Both are points of one side of one topic.

    Two points are one argument if they have one headline, or if their quotations are alike: see SAME_POINT.
    """
    now, before = [point for point in now if point.quotes], [point for point in before if point.quotes]
    if not now or not before:
        return tuple(now)
    likeness = _vectors(now, encode) @ _vectors(before, encode).T
    known = {point.headline.casefold() for point in before}
    return tuple(
        point
        for point, nearest in zip(now, likeness.max(axis=1), strict=True)
        if nearest < SAME_POINT and point.headline.casefold() not in known
    )


def _vectors(points: Sequence[Point], encode: Encode) -> Vectors:
    """One unit vector a point: the mean direction of its quotations."""
    vectors = encode([quote.text for point in points for quote in point.quotes])
    ends = np.cumsum([len(point.quotes) for point in points])
    means = np.stack([part.mean(axis=0) for part in np.split(vectors, ends[:-1])])
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9), dtype=np.float32)
