"""What the model learns answers from: short articles of our own, with questions that they answer and near misses."""

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.brief.cross_encoder import as_read

ANSWERS = Path(__file__).parent / "data" / "answers"
HELD_OUT_SHARE = 10
"""One article in so many is not trained on."""
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Asked:
    """One example: a question, a sentence as the model reads it, and whether it answers at least part of it."""

    question: str
    text: str
    answers: bool

    @property
    def read(self) -> tuple[str, str]:
        """What the model reads."""
        return self.question, self.text


@dataclass(frozen=True)
class Article:
    """A short article and questions about it: each with the numbers of the sentences that answer, and its kind."""

    title: str
    sentences: tuple[str, ...]
    questions: tuple[tuple[str, frozenset[int], str], ...]

    @property
    def held_out(self) -> bool:
        return hashlib.sha256(self.title.encode()).digest()[0] % HELD_OUT_SHARE == 0

    def asked(self, question: str, answers: frozenset[int], number: int) -> Asked:
        """The example of one question and one sentence."""
        before = self.sentences[number - 1] if number else ""
        return Asked(question, as_read(self.sentences[number], self.title, before), number in answers)

    def all_asked(self) -> Iterator[tuple[str, list[Asked]]]:
        """The kind of each question, and its examples with every sentence."""
        for question, answers, kind in self.questions:
            yield kind, [self.asked(question, answers, number) for number in range(len(self.sentences))]


def answer_articles(folder: Path = ANSWERS) -> list[Article]:
    """Our articles with their questions. A line with "title" opens an article, the lines after it are its questions."""
    found: list[Article] = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "title" in row:
                found.append(Article(row["title"], tuple(row["sentences"]), ()))
                continue
            last = found[-1]
            question = (row["question"], frozenset(row["answers"]), row["kind"])
            found[-1] = Article(last.title, last.sentences, (*last.questions, question))
    return found


def draw_asked(articles: Sequence[Article], rng: random.Random) -> Iterator[Asked]:
    """Examples for one epoch, unshuffled.

    Of a question's sentences: those that answer, and two others, by turns two by chance or one of them the one with
    most of the question's words. Were it always that one, shared words would be learned to speak against an answer.
    """
    for article in articles:
        for question, answers, _ in article.questions:
            others = [number for number in range(len(article.sentences)) if number not in answers]
            drawn = rng.sample(others, min(2, len(others)))
            if others and rng.random() < 0.5:  # noqa: PLR2004
                drawn[0] = max(others, key=lambda n: _shared(question, article.sentences[n]))
            chosen = {*answers, *drawn}
            yield from (article.asked(question, answers, number) for number in sorted(chosen))
            stranger = rng.choice(articles)
            if stranger is not article and rng.random() < 0.2:  # noqa: PLR2004  (now and then, the easy case)
                number = rng.randrange(len(stranger.sentences))
                yield stranger.asked(question, frozenset(), number)


def _shared(question: str, sentence: str) -> int:
    return len(_words(question) & _words(sentence))


def _words(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text.lower())}
