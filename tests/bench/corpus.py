"""Articles to measure with: from JSON lines with a title and a body, or text files, to one folder of text files."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path


def write_articles(data: Path, folder: Path, *, limit: int) -> list[str]:
    """Write up to `limit` articles, spread evenly over the data, as `0000.txt`…; returns their first lines.

    Raises SystemExit if the folder holds neither `*.jsonl` (objects with `title` and `body`) nor `*.txt`.
    """
    texts = list(_texts(data))
    if not texts:
        raise SystemExit(f"{data} holds no articles; name a folder with .jsonl (title, body) or .txt files: --data DIR")
    chosen = _spread(texts, limit)
    for number, text in enumerate(chosen):
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return [text.lstrip().partition("\n")[0] for text in chosen]


def questions_about(titles: Sequence[str], *, limit: int) -> list[str]:
    """Questions of both kinds, for and against and plain ones, about titles spread evenly over the corpus."""
    forms = ("What are the arguments for and against {}?", "What is new about {}?")
    return [forms[number % 2].format(title) for number, title in enumerate(_spread(titles, limit))]


def _texts(data: Path) -> Iterator[str]:
    for file in sorted(data.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            yield f"{article['title']}\n\n{article['body']}\n"
    for file in sorted(data.glob("*.txt")):
        yield file.read_text(encoding="utf-8", errors="replace")


def _spread(items: Sequence[str], limit: int) -> list[str]:
    count = min(limit, len(items))
    return [items[number * len(items) // count] for number in range(count)]
