"""How well articles are cut out of pages, as HTML and as text dumps of the same pages.

`python -m tests.evals.clean --pages DIR` takes a folder with `ground-truth.json` ({page id: {"articleBody": text}}) and
`html/PAGE_ID.html` or `.html.gz` beside it, and prints one JSON object of figures as its last line.
"""

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from store.errors import Refused
from store.readers import read_page
from store.readers.visible import visible_lines

SHINGLE_WORDS = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Overlap:
    """How the word shingles of one prediction meet those of the truth, as shares of all of them."""

    both: float
    predicted_only: float
    true_only: float

    @property
    def precision(self) -> float:
        predicted = self.both + self.predicted_only
        return self.both / predicted if predicted else float(self.true_only == 0)

    @property
    def recall(self) -> float:
        true = self.both + self.true_only
        return self.both / true if true else float(self.predicted_only == 0)


def overlap(true: str, predicted: str) -> Overlap:
    """Compares two texts by their shingles of four words, each as often as it occurs, as the benchmark does."""
    wanted, found = _shingles(true), _shingles(predicted)
    both = (wanted & found).total()
    everything = (wanted | found).total() or 1
    return Overlap(both / everything, (found - wanted).total() / everything, (wanted - found).total() / everything)


def figures(overlaps: list[Overlap]) -> dict[str, float]:
    """The benchmark's figures: precision and recall are means over pages, F1 is made of the two means.

    A page for which nothing was predicted counts in the recall only.
    """
    precision = statistics.mean([o.precision for o in overlaps if o.both + o.predicted_only > 0] or [0.0])
    recall = statistics.mean([o.recall for o in overlaps if o.both + o.true_only > 0] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def text_dump(page: str) -> str:
    """The page as a person saves it as text: every block element on its own line, list items with a bullet."""
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    return "\n".join(visible_lines(tree))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1)))


def read_pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(page id, HTML, true article body) of every page of the folder, in the order of their ids."""
    truth: Mapping[str, Mapping[str, Any]] = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for page_id in sorted(truth):
        plain = folder / "html" / f"{page_id}.html"
        zipped = folder / "html" / f"{page_id}.html.gz"
        data = plain.read_bytes() if plain.exists() else gzip.decompress(zipped.read_bytes())
        yield page_id, data.decode("utf-8", "replace"), truth[page_id].get("articleBody") or ""


def from_html(page: str) -> str:
    """The article that the HTML reader finds."""
    return _text_of(page, "page.html")


def from_dump(page: str) -> str:
    """The article that the text reader finds when the page comes without its tags."""
    return _text_of(text_dump(page), "page.txt")


def _text_of(text: str, origin: str) -> str:
    try:
        return read_page(text.encode("utf-8", "replace"), origin).text
    except Refused:
        return ""


def evaluate(folder: Path, paths: Mapping[str, Callable[[str], str]]) -> dict[str, Any]:
    """Figures a path, over all pages and over the two halves by the first hex digit of the page id (even, odd)."""
    overlaps: dict[str, dict[str, list[Overlap]]] = {name: {"all": [], "even": [], "odd": []} for name in paths}
    for page_id, page, true in read_pages(folder):
        half = "even" if page_id[0] in "02468ace" else "odd"
        for name, extract in paths.items():
            found = overlap(true, extract(page))
            overlaps[name]["all"].append(found)
            overlaps[name][half].append(found)
    return {name: {part: figures(found) for part, found in parts.items()} for name, parts in overlaps.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, required=True)
    folder = parser.parse_args().pages
    paths = {"html": from_html, "text_dump": from_dump, "everything": text_dump}
    print(json.dumps(evaluate(folder, paths)))


if __name__ == "__main__":
    main()
