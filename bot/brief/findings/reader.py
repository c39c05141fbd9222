"""Reads a question and sentences together, to tell which of them answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.brief.cross_encoder import OUTPUTS, CrossEncoder, as_read


@dataclass(frozen=True)
class Reading:
    """A sentence that may answer, the title of its article ("" where it has none) and the sentence before it."""

    sentence: str
    title: str
    before: str


class AnswerReader:
    """Asks the cross-encoder whether sentences answer a question.

    It learned from near misses: the right words about another company, another year, a detail that is not given, what
    never happened. `models/judge/README.md` has the figures.
    """

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def odds(self, question: str, readings: Sequence[Reading]) -> list[float]:
        """For each sentence, the log-odds that it answers at least part of the question.

        Raises FixSetup if the model's files are missing or damaged.
        """
        pairs = [(question, as_read(one.sentence, one.title, one.before)) for one in readings]
        return [float(row[OUTPUTS - 1]) for row in self._model.logits(pairs)]
