"""What the judge learns from: subjects in several wordings, and sentences that argue for, against or neither.

The public sets stay where they are and are read at training time; `data/*.jsonl` beside this file was written for this
project. Every set becomes subjects, and an epoch is drawn from those anew.
"""

import csv
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from bot.brief.models.wordings import other_wordings

Label = Literal["for", "against", "neither"]
LABELS: tuple[Label, ...] = ("for", "against", "neither")
DOMAIN = Path(__file__).parent / "data"
DEBATES = DOMAIN / "debates"
TRIPLES = DOMAIN / "triples"
MIXED = DOMAIN / "mixed"
GENERAL = Path(__file__).parent / "general.jsonl"
"""Everyday debates in the register of reference works, mostly to show what argues nothing, and plain sentences."""

_FLIPPED: dict[Label, Label] = {"for": "against", "against": "for", "neither": "neither"}
_WORD = re.compile(r"[a-z]{4,}")
_TOO_COMMON = frozenset(
    {"should", "would", "house", "this", "that", "with", "from", "case", "against", "models", "model"}
)
_SPEAKERS = ("the minister", "a spokesperson", "Ines Moreau, an analyst", "the report", "one executive", "Tom Adeyemi")


def flipped(label: Label) -> Label:
    """The label towards the reverse of a topic."""
    return _FLIPPED[label]


@dataclass(frozen=True)
class Pair:
    """One example: a topic as someone may word it, a sentence, and its side towards that wording.

    `tells` is how much the pair tells about whether a sentence argues at all, beside which side it takes (0..1).
    """

    topic: str
    text: str
    label: Label
    tells: float = 1.0

    @property
    def read(self) -> tuple[str, str]:
        """What the model reads."""
        return self.topic, self.text


@dataclass(frozen=True)
class Subject:
    """A topic in several wordings of one polarity, its reverse in others, and sentences labelled towards `wordings`."""

    wordings: tuple[str, ...]
    turned: tuple[str, ...]
    rows: tuple[tuple[str, Label], ...]
    held_out: bool = False
    name: str = ""

    def pairs(self, wording: int, *, turned: bool = False) -> list[Pair]:
        """All rows under one wording; labels are turned round with a turned wording."""
        topic = (self.turned if turned else self.wordings)[wording]
        return [Pair(topic, text, flipped(label) if turned else label) for text, label in self.rows]


@dataclass(frozen=True)
class Draw:
    """How many pairs an epoch takes from each row of a set (fractions are chances).

    `tells` is low for a set in which every sentence argues: it teaches the side, not what an argument is.
    """

    same: float
    turned: float
    elsewhere: float
    quoted: float = 0.0
    tells: float = 1.0

    def times(self, share: float) -> "Draw":
        """The same with a share of the pairs."""
        counts = ("same", "turned", "elsewhere", "quoted")
        return replace(self, **{name: getattr(self, name) * share for name in counts})


def domain_subjects(folder: Path = DOMAIN) -> list[Subject]:
    """The subjects of AI strategy, from our own files: single sentences, and those of whole `news` articles."""
    found = [subject for file in sorted(folder.glob("*.jsonl")) for subject in written_subjects(file)]
    return [replace(one, rows=tuple(dict.fromkeys(one.rows + _news_rows(folder, one.name)))) for one in found]


def triple_subjects() -> list[Subject]:
    """Fine-grained subjects with sentences in threes, for, against and neither, that share most of their words."""
    return [subject for file in sorted(TRIPLES.glob("*.jsonl")) for subject in written_subjects(file)]


def mixed_subjects() -> list[Subject]:
    """Fine-grained subjects with the sentences of one short article each, and two triples."""
    return [subject for file in sorted(MIXED.glob("*.jsonl")) for subject in written_subjects(file)]


def debate_subjects() -> list[Subject]:
    """Everyday debates in the register of reference works, mostly to show what argues nothing."""
    return [subject for file in [GENERAL, *sorted(DEBATES.glob("*.jsonl"))] for subject in written_subjects(file)]


def written_subjects(file: Path) -> list[Subject]:
    """The subjects of one of our own files: a line with "topic_id" opens a subject, the lines after it are its rows."""
    found: list[Subject] = []
    head: dict[str, Any] = {}
    rows: list[tuple[str, Label]] = []
    for row in [*_lines(file), {"topic_id": ""}]:
        if "topic_id" not in row:
            rows.append((row["text"], row["label"]))
            continue
        if head:
            wordings, turned = tuple(head["wordings"]), tuple(head["reversed"])
            found.append(Subject(wordings, turned, tuple(rows), bool(head["held_out"]), head["topic_id"]))
        head, rows = row, []
    return found


def argkp(folder: Path, part: str) -> list[Subject]:
    """ArgKP 2021: one subject a debate motion. The key points of the training part count as arguments."""
    rows: dict[str, list[tuple[str, Label]]] = {}
    kinds = (
        (("arguments", "argument"), ("key_points", "key_point")) if part == "train" else (("arguments", "argument"),)
    )
    for kind, column in kinds:
        with (folder / f"{kind}_{part}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["topic"], []).append((row[column], "for" if row["stance"] == "1" else "against"))
    return [_subject(topic, texts) for topic, texts in rows.items()]


def perspectrum(folder: Path, part: str) -> list[Subject]:
    """Perspectrum: one subject a claim, with the perspectives that support or undermine it."""
    rows: dict[str, list[tuple[str, Label]]] = {}
    for cluster in _lines(folder / "clusters.train_dev.jsonl"):
        if cluster["split"] == part:
            side: Label = "for" if cluster["stance"] == "SUPPORT" else "against"
            rows.setdefault(cluster["claim"].strip(), []).extend(
                (text.strip(), side) for text in cluster["perspective_texts"]
            )
    return [_subject(claim, texts) for claim, texts in rows.items()]


def ibm_claims(folder: Path, part: str) -> list[Subject]:
    """IBM claim stance: a fixed fifth of its topics is "dev", the others "train"."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _lines(folder / "claims.train.jsonl"):
        if (_bucket(row["topicId"]) == 0) == (part == "dev"):
            rows.setdefault(row["topicText"], []).append(row)
    found = []
    for topic, claims in rows.items():
        texts: list[tuple[str, Label]] = [
            (row["claims.claimCorrectedText"], "for" if row["claims.stance"] == "PRO" else "against") for row in claims
        ]
        plain = _subject(topic, texts)
        target = (claims[0]["topicTarget"],)
        liked = claims[0]["topicSentiment"] == "1"
        found.append(
            Subject(
                plain.wordings + (target if liked else ()),
                plain.turned + (() if liked else target),
                plain.rows,
                name=topic,
            )
        )
    return found


def iam_claims(folder: Path) -> list[Pair]:
    """IAM, for evaluation only: sentences of web articles; those that claim nothing are "neither"."""
    sides: dict[str, Label] = {"1": "for", "-1": "against", "0": "neither"}
    lines = (folder / "claims_dev.txt").read_text("utf-8").splitlines()
    return [Pair(fields[1], fields[2], sides[fields[4]]) for fields in (line.split("\t") for line in lines)]


def public_subjects(shared: Path, part: str) -> dict[str, list[Subject]]:
    """The public sets by name. `shared` is the folder that holds `data/argkp2021` and the others."""
    data = shared / "data"
    return {
        "argkp": argkp(data / "argkp2021", part),
        "perspectrum": perspectrum(data / "perspectrum", part),
        "ibm": ibm_claims(data / "ibm_claim_stance", part),
    }


def draw(subjects: Sequence[Subject], how: Draw, rng: random.Random) -> Iterator[Pair]:
    """Pairs for one epoch, unshuffled: rows under sampled wordings, and rows under another subject's ("neither")."""
    words = [_words(subject) for subject in subjects]
    for number, subject in enumerate(subjects):
        for text, label in subject.rows:
            said = _quoted(text, rng) if rng.random() < how.quoted else text
            for wording in _sample(subject.wordings, how.same, rng):
                yield Pair(wording, said, label, how.tells)
            for wording in _sample(subject.turned, how.turned, rng):
                yield Pair(wording, said, flipped(label), how.tells)
            for _ in range(_count(how.elsewhere, rng)):
                other = rng.randrange(len(subjects))
                if other != number and not words[other] & words[number]:
                    yield Pair(rng.choice(subjects[other].wordings + subjects[other].turned), said, "neither")


def _news_rows(folder: Path, name: str) -> tuple[tuple[str, Label], ...]:
    file = folder / "news" / f"{name}.jsonl"
    return tuple((row["text"], row["label"]) for row in _lines(file)) if file.exists() else ()


def _subject(statement: str, rows: Sequence[tuple[str, Label]]) -> Subject:
    same, turned = other_wordings(statement)
    # Twice itself: the sets are judged in their own wording, so it should come up most.
    return Subject((statement, statement, *same), tuple(turned), tuple(dict.fromkeys(rows)), name=statement)


def _sample(wordings: Sequence[str], chance: float, rng: random.Random) -> list[str]:
    return rng.sample(wordings, min(len(wordings), _count(chance, rng)))


def _count(chance: float, rng: random.Random) -> int:
    return int(chance) + (rng.random() < chance % 1)


def _quoted(text: str, rng: random.Random) -> str:
    """The sentence as news would report it: whoever speaks says nothing about the side."""
    speaker, bare = rng.choice(_SPEAKERS), text.rstrip(". ")
    return rng.choice(
        (f"“{bare},” said {speaker}.", f"{speaker} said that {bare}.", f"According to {speaker}, {bare}.")
    )


def _words(subject: Subject) -> set[str]:
    return {word.rstrip("s") for phrase in subject.wordings for word in _WORD.findall(phrase.lower())} - _TOO_COMMON


def _bucket(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0] % 5


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
