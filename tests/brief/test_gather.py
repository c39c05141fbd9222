"""What is handed to the judge: at most forty-eight sentences, those that turn in parts; and what of it concerns the topic."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.brief.cross_encoder import CrossEncoder
from bot.brief.findings.reader import AnswerReader
from bot.brief.gather import MAX_SENTENCES, Gatherer
from bot.brief.judge import Judgement
from bot.brief.question import Question, read_question
from bot.brief.topic import Topic
from bot.services import Services
from store.search import Search
from tests.conftest import NOW


class RecordingJudge:
    """Judges every sentence "for", and remembers them."""

    def __init__(self) -> None:
        self.judged: list[str] = []

    def first_look(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[float]:
        assert topic.wording
        return [0.0] * len(before or sentences)

    def judge(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[Judgement]:
        assert topic.wording
        assert len(before or []) == len(sentences)
        self.judged += sentences
        return [Judgement("for", 0.9, 0.9) for _ in sentences]


@pytest.fixture
def judge() -> RecordingJudge:
    return RecordingJudge()


@pytest.fixture
def gatherer(services: Services, judge: RecordingJudge) -> Gatherer:
    encode = services.embeddings.encode
    search = Search(services.catalog, services.index, encode, embedding_name=services.embeddings.name)
    return Gatherer(services.catalog, search, judge, AnswerReader(CrossEncoder()), encode)


def ingest(services: Services, folder: Path, sentences: Sequence[str]) -> None:
    page = folder / "page.txt"
    body = "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))
    page.write_text(f"Open models in the towns\n\nHarbour Ledger\nNovember 3, 2025\n\n{body}\n")
    assert [receipt.status for receipt in services.ingest.run([page])] == ["indexed"]


def asked(text: str) -> Question:
    return read_question(text, publishers=[], today=NOW.date())


def test_at_most_forty_eight_sentences_are_judged_for_one_question(
    services: Services, gatherer: Gatherer, judge: RecordingJudge, tmp_path: Path
) -> None:
    towns = ("Elmsworth", "Tarnwick", "Corvid", "Halden", "Bramley", "Osk", "Lumen", "Fenn", "Vale", "Hart")
    ingest(
        services,
        tmp_path,
        [
            f"The town of {town} pays {n} euros a month for open models this year."
            for n in range(100, 110)
            for town in towns
        ],
    )
    question = asked("open models: pros and cons")
    evidence = gatherer.arguments(question, gatherer.find(question))
    assert len(judge.judged) == MAX_SENTENCES == 48
    assert len(evidence) == 48


def test_a_sentence_that_turns_is_judged_in_parts_and_quoted_with_its_speaker(
    services: Services, gatherer: Gatherer, tmp_path: Path
) -> None:
    turning = "While open models cut costs, they come with thin support, said Ada Morrow of Harbour Bank."
    around = [
        "The bank runs open models on its own servers in the harbour.",
        "Its board met on Monday to look at the year.",
    ]
    ingest(services, tmp_path, [*around, turning, *(f"Branch {n} opens at nine and has a till." for n in range(5))])
    question = asked("open models: pros and cons")
    evidence = gatherer.arguments(question, gatherer.find(question))
    parts = [item for item in evidence if item.text in turning and item.text != turning]
    assert len(parts) == 2
    for item in parts:
        assert item.article.text[item.start : item.end] == item.text
        assert (item.speaker or "").startswith("Ada Morrow")


def test_a_sentence_on_something_else_is_no_argument_on_the_topic_however_it_is_judged(
    services: Services, gatherer: Gatherer, judge: RecordingJudge, tmp_path: Path
) -> None:
    on_topic = "Open models let a town keep its records at home."
    beside = "Nobody can raise their price or take them away."
    elsewhere = "The ferry to the islands was repainted and no longer leaks when it rains."
    filler = [f"Pier {n} is painted green and has a lamp." for n in range(2)]
    ingest(services, tmp_path, [on_topic, beside, *filler, elsewhere, *filler])
    question = asked("open models: pros and cons")
    evidence = gatherer.arguments(question, gatherer.find(question))
    assert elsewhere in judge.judged
    assert {on_topic, beside} <= {item.text for item in evidence}
    assert elsewhere not in {item.text for item in evidence}
