"""Is mojibake mended and genuine text left alone? ftfy's own test cases against our reading.

`python -m tests.evals.encoding --cases DIR` reads every JSON file below DIR, each a list of ftfy's test cases
(`{"label", "original", "fixed", "fixed-encoding"?, "expect": "pass"|"fail"}`; "fail" is what ftfy itself cannot mend).
Prints one JSON object of figures as its last line: cases that ftfy mends and how many of them are right, those with
nothing to mend and how many of them stay as they are, those that ftfy knows it fails at, and the labels of failures.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from store.cleaning.encoding import mend


def is_right(case: Mapping[str, Any]) -> bool:
    """Whether our reading is what the case asks for; straight and curly quotation marks are both right."""
    return mend(case["original"]) in (case.get("fixed-encoding"), case["fixed"])


def evaluate(cases: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts of right readings by what ftfy itself makes of the case."""
    figures: dict[str, int] = dict.fromkeys(
        ("mended_by_ftfy", "mended", "genuine", "kept", "failed_by_ftfy", "mended_beyond_ftfy"), 0
    )
    failures: list[str] = []
    for case in cases:
        right = is_right(case)
        if case["expect"] != "pass":
            total, good = "failed_by_ftfy", "mended_beyond_ftfy"
        elif case["original"] == case.get("fixed-encoding", case["fixed"]):
            total, good = "genuine", "kept"
        else:
            total, good = "mended_by_ftfy", "mended"
        figures[total] += 1
        figures[good] += right
        if case["expect"] == "pass" and not right:
            failures.append(case["label"])
    return {**figures, "failures": ", ".join(failures) or "none"}


def read_cases(folder: Path) -> Iterator[Mapping[str, Any]]:
    """The cases of all JSON files below the folder, in the order of their names."""
    for file in sorted(folder.rglob("*.json")):
        yield from json.loads(file.read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True)
    print(json.dumps(evaluate(read_cases(parser.parse_args().cases))))


if __name__ == "__main__":
    main()
