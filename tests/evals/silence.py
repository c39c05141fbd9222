"""Does it answer what the corpus covers and decline what it does not?

`python -m tests.evals.silence --corpus DIR --questions FILE`, rows `{"question", "covered": true|false}`.
"""

import argparse
from pathlib import Path

from tests.evals.corpus import ingested, print_figures, rows_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--questions", type=Path, required=True)
    arguments = parser.parse_args()
    rows = rows_of(arguments.questions)
    right = {True: 0, False: 0}
    with ingested(*arguments.corpus) as services:
        for row in rows:
            brief = services.answerer.answer(row["question"])
            answered = brief.intent != "not_covered"
            right[row["covered"]] += answered == row["covered"]
            if answered != row["covered"]:
                print(f"{'answered' if answered else 'declined'}: {row['question']}  ({brief.takeaway})")
    covered = sum(row["covered"] for row in rows)
    uncovered = len(rows) - covered
    answers, declines = right[True] / max(covered, 1), right[False] / max(uncovered, 1)
    print_figures(
        {
            "questions": len(rows),
            "answered_of_covered": answers,
            "declined_of_uncovered": declines,
            "balanced_accuracy": (answers + declines) / 2,
        }
    )


if __name__ == "__main__":
    main()
