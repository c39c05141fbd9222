"""Headline to article: a corpus and questions made of a JSON-lines file of news with `title` and `body`.

Each headline is taken off its article and becomes a question, so that the title cannot give the article away.
"""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ARTICLES = 904
SEED = 0


def write_corpus(articles: Sequence[dict[str, Any]], folder: Path, *, limit: int = ARTICLES) -> list[dict[str, Any]]:
    """Write a sample of the articles as `0000.txt`… without their headlines; returns the questions.

    The sample is the same on every machine. A question's relevant files are all that had its headline.
    """
    chosen = random.Random(SEED).sample(articles, min(limit, len(articles)))
    files: dict[str, list[str]] = {}
    for number, article in enumerate(chosen):
        name = f"{number:04d}.txt"
        (folder / name).write_text(_without(article["title"], article["body"]), encoding="utf-8")
        files.setdefault(article["title"].strip(), []).append(name)
    return [{"query": title, "relevant": names} for title, names in files.items()]


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of the file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _without(title: str, body: str) -> str:
    """The body, from which a first line that repeats the headline is cut."""
    return body.strip().removeprefix(title.strip()).strip() + "\n"
