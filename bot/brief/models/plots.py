"""The two pictures of the model card: how honest the probabilities are, and what is taken for what."""

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.brief.models.data import LABELS

BINS = 10
INK = "#1f3a5f"
_HALF = 0.5


def plot_calibration(gold: npt.NDArray[np.int64], shares: npt.NDArray[np.float32], file: Path) -> None:
    """How often the most probable class is right, by its probability: on the diagonal, 0.8 means right in 80%."""
    pyplot = _pyplot()
    best, right = shares.max(axis=1), shares.argmax(axis=1) == gold
    bins = np.minimum((best * BINS).astype(int), BINS - 1)
    filled = [n for n in range(BINS) if (bins == n).any()]
    figure, axes = pyplot.subplots(figsize=(4.5, 4.2))
    axes.plot([0.3, 1], [0.3, 1], color="#999999", linewidth=1, linestyle="--")
    axes.plot([best[bins == n].mean() for n in filled], [right[bins == n].mean() for n in filled], "o-", color=INK)
    for n in filled:
        axes.annotate(str((bins == n).sum()), (best[bins == n].mean(), right[bins == n].mean() - 0.045), fontsize=8)
    axes.set(xlabel="probability of the judged class", ylabel="share judged right", xlim=(0.3, 1.02), ylim=(0.3, 1.02))
    axes.set_title("Calibration, subjects not trained on", fontsize=10)
    _save(pyplot, figure, file)


def plot_confusion(gold: npt.NDArray[np.int64], judged: npt.NDArray[np.int64], file: Path) -> None:
    """Rows are what the sentences are, columns what they were judged to be."""
    pyplot = _pyplot()
    counts = np.zeros((len(LABELS), len(LABELS)), dtype=int)
    np.add.at(counts, (gold, judged), 1)
    shares = counts / counts.sum(axis=1, keepdims=True)
    figure, axes = pyplot.subplots(figsize=(4.5, 4.2))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.ndindex(counts.shape):
        colour = "white" if shares[row, column] > _HALF else "black"
        text = f"{counts[row, column]}\n{shares[row, column]:.0%}"
        axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=9)
    axes.set(xticks=range(len(LABELS)), yticks=range(len(LABELS)), xlabel="judged", ylabel="is")
    axes.set_xticklabels(LABELS)
    axes.set_yticklabels(LABELS)
    axes.set_title("Confusion, subjects not trained on", fontsize=10)
    _save(pyplot, figure, file)


def _pyplot() -> Any:
    # By name: it is there at development time only.
    importlib.import_module("matplotlib").use("Agg")
    return importlib.import_module("matplotlib.pyplot")


def _save(pyplot: Any, figure: Any, file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    pyplot.close(figure)
