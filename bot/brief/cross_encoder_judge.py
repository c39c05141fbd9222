"""The judge: asks the cross-encoder about topic and sentence, and takes a side where its probability is high enough."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from bot.brief.brief import Side
from bot.brief.cross_encoder import CrossEncoder, Logits
from bot.brief.first_look import FILE as FIRST_LOOK_FILE
from bot.brief.first_look import scores
from bot.brief.judge import Judgement
from bot.brief.topic import Topic

CALIBRATION_FILE = "calibration.json"
SIDES: tuple[Side, ...] = ("for", "against", "neither")
"""The order of the model's first outputs."""
TURNED = [1, 0, 2]
"""Where each of SIDES stands for the opposite of a topic."""


@dataclass(frozen=True)
class Calibration:
    """`temperature` divides the logits so that probabilities are honest; a side needs `threshold` of probability.

    `background` is the log-odds by which "neither" is likelier on whole pages than among the sentences learned from:
    about nine in ten sentences of a page argue nothing.
    """

    temperature: float
    threshold: float
    background: float = 0.0


class CrossEncoderJudge:
    """Judges each sentence by itself; one whose side is not probable enough is "neither"."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """Model and file, such as `judge-MiniLM-L6-int8:1a2b3c4d`. Raises FixSetup if the checksums are missing."""
        return f"judge-MiniLM-L6-int8:{self._model.fingerprint}"

    def first_look(self, sentences: Sequence[str]) -> list[float]:
        """How likely each sentence argues about anything at all, as log-odds. Raises FixSetup as `judge`."""
        return scores(np.load(BytesIO(self._model.checked(FIRST_LOOK_FILE))), sentences)

    def judge(self, topic: Topic, sentences: Sequence[str]) -> list[Judgement]:
        """One judgement a sentence, in order.

        `confidence` is the probability, on a page, of the side (of "neither", where that is the judgement),
        `relevance` the probability that the sentence argues about the topic at all. Raises FixSetup if the model's
        files are missing or damaged.
        """
        calibration = self.calibration()
        shares = self.probabilities(topic.wording, sentences)
        if topic.opposite:
            # Asked both ways round and averaged, the answer hangs less on the wording.
            shares = (shares + self.probabilities(topic.opposite[0], sentences)[:, TURNED]) / np.float32(2)
        shares = on_pages(shares, calibration.background)
        return [judgement_of(row, calibration.threshold) for row in shares]

    def probabilities(self, wording: str, sentences: Sequence[str]) -> Logits:
        """The calibrated probabilities of SIDES towards a topic's wording: shape (n, 3). Raises FixSetup as `judge`."""
        return probabilities(
            self.logits([(wording, sentence) for sentence in sentences]), self.calibration().temperature
        )

    def calibration(self) -> Calibration:
        """What ships with the model. Raises FixSetup if the file is missing or damaged."""
        numbers = json.loads(self._model.checked(CALIBRATION_FILE))
        return Calibration(**{name: float(number) for name, number in numbers.items()})

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """What the model says of (topic, sentence) pairs: shape (n, 3), float32, in the order of SIDES."""
        return self._model.logits(pairs)[:, : len(SIDES)]


def probabilities(logits: Logits, temperature: float) -> Logits:
    """The calibrated probabilities of SIDES, a row each."""
    cooled = logits / np.float32(temperature)
    raised: Logits = np.exp(cooled - cooled.max(axis=1, keepdims=True, initial=-np.inf))
    shares: Logits = raised / raised.sum(axis=1, keepdims=True)
    return shares


def on_pages(shares: Logits, background: float) -> Logits:
    """The probabilities of SIDES where "neither" is likelier than in training, by `background` log-odds."""
    weighted = shares * np.exp(np.array([0, 0, background], dtype=np.float32))
    likelier: Logits = weighted / weighted.sum(axis=1, keepdims=True)
    return likelier


def judgement_of(row: Logits, threshold: float) -> Judgement:
    """The side with the larger probability if that reaches the threshold, otherwise "neither"."""
    favour, oppose, neither = (float(value) for value in row)
    relevance = min(1.0, max(0.0, 1 - neither))
    if max(favour, oppose) < threshold:
        return Judgement("neither", neither, relevance)
    return Judgement("for", favour, relevance) if favour > oppose else Judgement("against", oppose, relevance)
