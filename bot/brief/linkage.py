"""Groups of what is alike: average-linkage agglomeration over a table of similarities."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


def linked(
    groups: Sequence[Sequence[int]], similarity: npt.NDArray[np.floating[Any]], *, at_least: float
) -> list[list[int]]:
    """Join the two most similar groups, again and again, as long as any two are `at_least` so similar on average.

    `groups` hold row numbers of `similarity`, shape (n, n), which is symmetric. Of equal pairs the first is joined.
    """
    count = len(groups)
    if count == 0:
        return []
    found = [list(group) for group in groups]
    member = np.zeros((count, len(similarity)), dtype=np.float64)
    for row, group in enumerate(found):
        member[row, group] = 1 / len(group)
    means = member @ similarity @ member.T
    np.fill_diagonal(means, -np.inf)
    while True:
        a, b = divmod(int(means.argmax()), count)
        if means[a, b] < at_least:
            return [group for group in found if group]
        mean = (means[a] * len(found[a]) + means[b] * len(found[b])) / (len(found[a]) + len(found[b]))
        means[a], means[:, a] = mean, mean
        means[a, a] = means[b] = means[:, b] = -np.inf
        found[a] += found[b]
        found[b] = []
