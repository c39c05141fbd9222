"""A large corpus made up from our own labelled sentences, with its catalog and vectors, in minutes instead of hours.

Every article is about one subject, in the lengths of real news, with names, numbers and a tenth of its longer words
exchanged, so that no two say the same in the same words. Only the sentences it is made from are embedded: a passage's
vector is the mean of theirs with some noise, which lies where the model would have put it, give or take.
"""

import json
import random
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from store import Article, Facts, Page, Passage, Published
from store.catalog import Catalog, article_id_of
from store.index import Index
from store.split import split_passages, split_sentences
from store.vectors import Encode, Vectors

SENTENCES = Path(__file__).parents[2] / "bot" / "brief" / "models" / "data"
PER_SUBJECT = 40
"""Sentences taken of each subject: enough for articles that differ, few enough to be embedded in a minute."""
ON_SUBJECT, EXCHANGED, COPIED = 0.6, 0.1, 0.05
"""Shares: of an article's sentences that are on its subject, of long words exchanged, of articles that are copies."""
NOISE = 0.3
"""Length of the noise added to a vector of unit length: as far as a paraphrase."""
BATCH = 200
NEWEST = datetime(2025, 12, 31, tzinfo=UTC)
DAYS = 1000

_SYLLABLES = (
    "bar",
    "mel",
    "tor",
    "ven",
    "hal",
    "win",
    "ster",
    "ash",
    "dor",
    "lin",
    "ker",
    "ral",
    "ton",
    "bury",
    "wick",
)
_TOKEN = re.compile(r"[A-Z][a-z]+|[a-z]{5,}|\d+")


@dataclass(frozen=True)
class MadeUp:
    """An article, with the place in its text and the row in the pool of each sentence that it was made from."""

    page: Page
    starts: Sequence[int]
    rows: Sequence[int]


class Pool:
    """Sentences by subject; `texts` holds all of them, `subjects` the rows of each."""

    def __init__(self, folder: Path = SENTENCES) -> None:
        self.texts: list[str] = []
        self.subjects: list[range] = []
        for file in sorted(folder.rglob("*.jsonl")):
            rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
            own = [row["text"] for row in rows if "text" in row][:PER_SUBJECT]
            if own:  # some files hold questions only
                self.subjects.append(range(len(self.texts), len(self.texts) + len(own)))
            self.texts += own
        self.words = [word for text in self.texts for word in _TOKEN.findall(text) if word[0].islower()]


def made_up(pool: Pool, count: int, *, seed: int = 1) -> Iterator[MadeUp]:
    """So many articles, always the same for one pool and seed."""
    dice = random.Random(seed)
    names = ["".join(dice.choices(_SYLLABLES, k=2)).capitalize() for _ in range(3000)]
    publishers = [f"The {name} {kind}" for name in names[:20] for kind in ("Ledger", "Post", "Review")]
    earlier: MadeUp | None = None
    for number in range(count):
        if earlier is None or dice.random() >= COPIED:
            earlier = _article(pool, names, dice)
        day = NEWEST - timedelta(days=dice.randrange(DAYS))
        facts = Facts(
            title=earlier.page.facts.title,
            publisher=dice.choice(publishers),
            published=Published(day.year, day.month, day.day),
        )
        page = Page(f"made-up/{number:06d}.txt", earlier.page.raw, earlier.page.text, facts=facts)
        yield MadeUp(page, earlier.starts, earlier.rows)


def build(catalog: Catalog, index: Index, encode: Encode, *, articles: int, name: str) -> int:
    """Fill an empty catalog and index, as if `encode` of this name had made the vectors; returns how many there are."""
    pool = Pool()
    vectors = encode(pool.texts)
    noise = np.random.default_rng(1)
    catalog.remember("embedding", name)
    stored: list[tuple[Article, list[Passage], Vectors]] = []
    for number, one in enumerate(made_up(pool, articles), start=1):
        article_id = article_id_of(one.page)
        sentences = split_sentences(article_id, one.page.text)
        passages = split_passages(article_id, one.page.text, sentences)
        at = NEWEST + timedelta(seconds=number)
        article = catalog.add(one.page, sentences, passages, article_id=article_id, at=at)
        stored.append((article, passages, _vectors_of(one, passages, vectors, noise)))
        if len(stored) == BATCH or number == articles:
            index.put(
                [article for article, _, _ in stored],
                [passage for _, passages, _ in stored for passage in passages],
                np.concatenate([rows for _, _, rows in stored]),
            )
            catalog.mark_indexed([article for article, _, _ in stored])
            stored = []
    return index.count()


def _article(pool: Pool, names: Sequence[str], dice: random.Random) -> MadeUp:
    subject = dice.choice(pool.subjects)
    length = round(min(60, max(5, dice.lognormvariate(3, 0.5))))
    rows = [
        dice.choice(subject) if dice.random() < ON_SUBJECT else dice.randrange(len(pool.texts)) for _ in range(length)
    ]
    title = _reworded(pool.texts[dice.choice(subject)], pool.words, names, dice)[:80].rpartition(" ")[0]
    text, starts = "", []
    for row in rows:
        if text:
            text += dice.choice(("\n\n", " "))
        starts.append(len(text))
        text += _reworded(pool.texts[row], pool.words, names, dice)
    return MadeUp(Page("", f"{title}\n\n{text}", text, facts=Facts(title=title)), starts, rows)


def _reworded(text: str, words: Sequence[str], names: Sequence[str], dice: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        token = match[0]
        if token.isdecimal():
            return str(dice.randrange(1, 10 ** len(token)))
        if token[0].isupper():
            return dice.choice(names) if match.start() and dice.random() < 1 / 2 else token
        return dice.choice(words) if dice.random() < EXCHANGED else token

    return _TOKEN.sub(other, text)


def _vectors_of(one: MadeUp, passages: Sequence[Passage], vectors: Vectors, noise: np.random.Generator) -> Vectors:
    """A row a passage: the mean of the vectors of the sentences that begin in it, with noise, of unit length."""
    size = vectors.shape[1]
    means = np.empty((len(passages), size), dtype=np.float32)
    for row, passage in enumerate(passages):
        first, last = bisect_left(one.starts, passage.start), bisect_left(one.starts, passage.end)
        means[row] = vectors[list(one.rows[first:last] or one.rows[first - 1 : first])].mean(axis=0)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    means += NOISE / np.sqrt(size) * noise.standard_normal(means.shape, dtype=np.float32)
    unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit
