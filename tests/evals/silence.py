"""Does it answer what the corpus covers and decline what it does not?

`python -m tests.evals.silence --corpus DIR --questions FILE`, rows `{"question", "covered": true|false}`. Where rows
have a "split" and a "kind" too, `--split held_out` takes one split, and the figures show each kind.
"""

import argparse
from collections import Counter
from pathlib import Path

from tests.evals.corpus import ingested, print_figures, rows_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--split")
    arguments = parser.parse_args()
    rows = [row for row in rows_of(arguments.questions) if arguments.split in (None, row.get("split"))]
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with ingested(*arguments.corpus) as services:
        for row in rows:
            brief = services.answerer.answer(row["question"])
            answered = brief.intent != "not_covered"
            for group in filter(None, ("covered" if row["covered"] else "uncovered", row.get("kind"))):
                asked[group] += 1
                right[group] += answered == row["covered"]
            # What was held out stays unread.
            if answered != row["covered"] and row.get("split") != "held_out":
                print(f"{'answered' if answered else 'declined'}: {row['question']}  ({brief.takeaway})")
    shares = {group: right[group] / count for group, count in asked.items()}
    answers, declines = shares.pop("covered", 0.0), shares.pop("uncovered", 0.0)
    print_figures(
        {
            "questions": len(rows),
            "answered_of_covered": answers,
            "declined_of_uncovered": declines,
            "balanced_accuracy": (answers + declines) / 2,
            **dict(sorted(shares.items())),
        }
    )


if __name__ == "__main__":
    main()
