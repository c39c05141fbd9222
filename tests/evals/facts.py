"""How true the facts are that are read off pages: precision and recall of title, publisher, agency, author, date, URL, language.

`python -m tests.evals.facts [--labels FILE] [--pages DIR…] [--shared DIR] [--show]` takes a JSON-lines file
(`{"page", "title", "publisher", "agency", "author", "published", "url", "language"}`; a fact is null where the page does
not say it, a list where several spellings are right, null among them where it may be left out) and folders with the
pages, as `PAGE` or, as in the article extraction benchmark, `html/PAGE.html.gz`. Without options it reads our own
labels and pages; `--shared DIR` adds the benchmark's pages in DIR. Pages that are nowhere are left out and counted.
Dates are `2025-11-17`, `2025-11` or, without a year, `--11-17`. Prints one JSON object of figures as its last line:
over all pages, over those whose name begins with an odd hex digit (held out while rules were written), and over the HTML
pages as text dumps.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.articles import Facts, Published
from store.errors import Refused
from store.readers import read_page
from tests.evals.clean import text_dump

DATA = Path(__file__).parent / "data"
FACTS = ("title", "publisher", "agency", "author", "published", "url", "language")
_JOINED = re.compile(r",| and ")


@dataclass
class Score:
    """How often a fact was stated, stated rightly, and there to be stated."""

    right: int = 0
    stated: int = 0
    there: int = 0

    def add(self, found: str | None, accepted: Sequence[str | None]) -> bool:
        """Counts one page; False where what was found is wrong or what is there was not found."""
        right = found is not None and same_as_one_of(found, accepted)
        self.right += right
        self.stated += found is not None
        self.there += None not in accepted or right
        return right or (found is None and None in accepted)

    def figures(self) -> dict[str, float]:
        return {
            "precision": round(self.right / self.stated, 3) if self.stated else 1.0,
            "recall": round(self.right / self.there, 3) if self.there else 1.0,
        }


def same_as_one_of(found: str, accepted: Iterable[str | None]) -> bool:
    """Whether the two name the same, whatever their case, punctuation, article and order of names."""
    return any(_plain(found) == _plain(one) for one in accepted if one is not None)


def _plain(text: str) -> tuple[str, ...]:
    if text.startswith(("http://", "https://", "--")):
        return (text,)
    words = (re.sub(r"\W+", "", part.casefold()).removeprefix("the") for part in _JOINED.split(text))
    return tuple(sorted(word for word in words if word))


def as_labelled(facts: Facts) -> dict[str, str | None]:
    """The facts as the labels write them."""
    return {fact: stated_date(facts.published) if fact == "published" else getattr(facts, fact) for fact in FACTS}


def stated_date(published: Published) -> str | None:
    """`2025-11-17`, `2025-11`, `--11-17` without a year, None where nothing is stated."""
    if published.year is None and published.month and published.day:
        return f"--{published.month:02d}-{published.day:02d}"
    return published.iso()


def evaluate(pages: Iterable[tuple[Mapping[str, Any], bytes]], *, show: bool = False) -> dict[str, Any]:
    """Figures a fact over labelled pages: all, the odd half, and HTML pages as the text that a person would save."""
    scores: dict[str, dict[str, Score]] = {}
    for label, data in pages:
        name = str(label["page"])
        is_text = name.endswith((".txt", ".md"))
        is_odd = name[0] not in "02468ace"
        forms = [(("all", "odd") if is_odd else ("all",), data, name if is_text else "page.html")]
        if not is_text:
            dump = text_dump(data.decode("utf-8", "replace")).encode("utf-8", "replace")
            forms.append((("dumps",), dump, "page.txt"))
        for counted, content, origin in forms:
            try:
                found = as_labelled(read_page(content, origin).facts)
            except Refused:
                found = dict.fromkeys(FACTS)
            for fact in FACTS:
                accepted = label[fact] if isinstance(label[fact], list) else [label[fact]]
                fine = [
                    scores.setdefault(part, {}).setdefault(fact, Score()).add(found[fact], accepted) for part in counted
                ]
                if show and not all(fine):
                    print(f"{'/'.join(counted)} {name[:24]} {fact}: {found[fact]!r}, not {accepted}")
    return {part: {fact: score.figures() for fact, score in facts.items()} for part, facts in sorted(scores.items())}


def labelled_pages(labels: Path, folders: Sequence[Path]) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    """Each label whose page lies in one of the folders, with the page's bytes."""
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        for folder in folders:
            plain, zipped = folder / label["page"], folder / "html" / f"{label['page']}.html.gz"
            if plain.is_file():
                yield label, plain.read_bytes()
            elif zipped.is_file():
                yield label, gzip.decompress(zipped.read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=DATA / "facts_labels.jsonl")
    parser.add_argument("--pages", type=Path, nargs="+", default=[DATA / "fact_pages"])
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--show", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    folders = [*options.pages, *([options.shared / "data" / "article_extraction_benchmark"] if options.shared else [])]
    pages = list(labelled_pages(options.labels, folders))
    absent = len(options.labels.read_text(encoding="utf-8").splitlines()) - len(pages)
    print(json.dumps({"pages": len(pages), "not_here": absent, **evaluate(pages, show=options.show)}))


if __name__ == "__main__":
    main()
