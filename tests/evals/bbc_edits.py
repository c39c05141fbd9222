"""Pairs of texts for `tests.evals.duplicates`, made of a JSON-lines file of news with `title` and `body`.

`python -m tests.evals.bbc_edits --articles FILE --pairs FILE [--half odd]` writes rows `{"a", "b", "same", "manner"}`,
the same on every machine. Of each of 500 articles it makes one edited copy, in one manner after the other, and takes
the article nearest to it, the one that shares most of its three-word shingles, as what is no copy: most of these are
other news, the hardest an earlier report on the same matter. Where the two share 75% or more of the shorter one's
shingles they are one article published twice (so it was found by looking through all pairs above 35%), and the next
nearest is taken.
Rules were tuned on the articles with odd numbers; `--half even`, the default, is to report.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from store.duplicates import Wording
from tests.evals.bbc import read_articles

SEED = 4
ARTICLES = 500
SAME_ARTICLE = 0.75
MOST_EDITED = 0.15
SHORTEST = 0.3
COMMON = 200
HALVES = {"even": 0, "odd": 1}
TRAILERS = (
    "Sign up to our morning letter. Follow us for more news. All rights reserved.",
    "Read more on this matter below. Related stories. Terms of use and privacy. Contact the newsroom with your views.",
    "Reporting by our staff and agencies; editing by the night desk. This text was updated. Share it with your friends.",
)
Edit = Callable[[list[str], Sequence[str], random.Random], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="JSON lines with title and body")
    parser.add_argument("--pairs", type=Path, required=True, help="the file to write")
    parser.add_argument("--half", choices=HALVES, default="even")
    arguments = parser.parse_args()
    with arguments.pairs.open("w", encoding="utf-8") as out:
        for row in pairs(read_articles(arguments.articles), half=arguments.half):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def pairs(articles: Sequence[dict[str, Any]], *, half: str, limit: int = ARTICLES) -> Iterator[dict[str, Any]]:
    """Two rows for each of up to `limit` articles of the half: an edited copy of it, and its nearest neighbour."""
    chance = random.Random(SEED)
    texts = list(dict.fromkeys(f"{article['title'].strip()}\n\n{_body(article)}" for article in articles))
    shingles = [set(Wording(text).shingles) for text in texts]
    having: dict[str, list[int]] = {}
    for number, own in enumerate(shingles):
        for shingle in own:
            having.setdefault(shingle, []).append(number)
    ours = [number for number in range(len(texts)) if number % 2 == HALVES[half]]
    for count, number in enumerate(sorted(chance.sample(ours, min(limit, len(ours))))):
        manner, edit = MANNERS[count % len(MANNERS)]
        title, _, body = texts[number].partition("\n\n")
        other = texts[chance.randrange(len(texts))]
        new_title = title if chance.random() < 0.5 else other.partition("\n")[0]
        words = re.findall(r"\S+\s*", body)
        edited = "".join(edit(words, re.findall(r"\S+\s*", other.partition("\n\n")[2]), chance))
        yield {"a": texts[number], "b": f"{new_title}\n\n{edited}", "same": True, "manner": manner}
        nearest = _nearest(number, shingles, having)
        if nearest is not None:
            yield {"a": texts[number], "b": texts[nearest], "same": False, "manner": "nearest other"}


def _body(article: dict[str, Any]) -> str:
    """The body, from which a first line that repeats the headline is cut."""
    return str(article["body"]).strip().removeprefix(article["title"].strip()).strip()


def _nearest(number: int, shingles: Sequence[set[str]], having: dict[str, list[int]]) -> int | None:
    shared: Counter[int] = Counter()
    for shingle in shingles[number]:
        if len(having[shingle]) <= COMMON:
            shared.update(having[shingle])
    del shared[number]
    for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count < SAME_ARTICLE * min(len(shingles[number]), len(shingles[other])):
            return other
    return None


def _scattered(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """15% of the words, here and there: replaced, left out, or one put in beside them."""
    edited = list(words)
    for at in chance.sample(range(len(words)), int(MOST_EDITED * len(words))):
        other = chance.choice(others)
        edited[at] = chance.choice((other, "", words[at] + other))
    return edited


def _block(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """15% of the words in one piece, replaced by another article's."""
    size = int(MOST_EDITED * len(words))
    at = chance.randrange(len(words) - size)
    return [*words[:at], *others[:size], *words[at + size :]]


def _moved(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
    """A new first sentence, and 15% of the words moved to the end."""
    size = int(MOST_EDITED * len(words))
    at = chance.randrange(len(words) - size)
    lead = others[: min(len(others), size, 25)]
    return [*lead, *words[:at], *words[at + size :], "\n", *words[at : at + size]]


def _cut(words: list[str], _others: Sequence[str], chance: random.Random) -> list[str]:
    """Cut short, to 30% at worst."""
    return words[: int(len(words) * chance.uniform(SHORTEST, 0.7))]


def _shortest(words: list[str], _others: Sequence[str], _chance: random.Random) -> list[str]:
    return words[: int(SHORTEST * len(words))]


def _with_trailer(words: list[str], _others: Sequence[str], chance: random.Random) -> list[str]:
    return [*words, "\n\n", chance.choice(TRAILERS)]


def _all(*edits: Edit) -> Edit:
    def edit(words: list[str], others: Sequence[str], chance: random.Random) -> list[str]:
        for one in edits:
            words = one(words, others, chance)
        return words

    return edit


MANNERS: tuple[tuple[str, Edit], ...] = (
    ("scattered", _scattered),
    ("block", _block),
    ("moved", _moved),
    ("cut", _cut),
    ("trailer", _with_trailer),
    ("cut, scattered", _all(_cut, _scattered)),
    ("cut to 30%, scattered", _all(_shortest, _scattered)),
    ("cut, block, trailer", _all(_cut, _block, _with_trailer)),
    ("scattered, trailer", _all(_scattered, _with_trailer)),
    ("cut to 30%, scattered, trailer", _all(_shortest, _scattered, _with_trailer)),
)


if __name__ == "__main__":
    main()
