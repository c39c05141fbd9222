"""How well the judge tells for, against and neither: `python -m tests.evals.judge --data FILE [--judge trained]`.

FILE holds one JSON object a line: {"topic", "text", "label": "for"|"against"|"neither"}. A "part" in the rows
("develop", "held_out") splits the figures as well. `--judge` picks the one that goes by cues (the default: it is the one in use) or the
trained one. The last line printed is one JSON object.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.brief.brief import Side
from bot.brief.cross_encoder_judge import CrossEncoderJudge
from bot.brief.cue_judge import CueJudge
from bot.brief.judge import Judge
from bot.brief.topic import Topic, read_topic
from store.embed import BundledEmbeddings

SIDES: tuple[Side, ...] = ("for", "against", "neither")


def figures(gold: Sequence[str], judged: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1 and the rest, each in 0..1; a ratio over nothing is 0.

    `precision_decided`: of the sentences put on a side, how many stand on it. `coverage`: the share put on a
    side. `side_accuracy`: of the arguments put on a side, how many on the right one.
    """
    pairs = list(zip(gold, judged, strict=True))
    classes = {}
    for side in SIDES:
        hit = sum(g == j == side for g, j in pairs)
        precision = _ratio(hit, sum(j == side for _, j in pairs))
        recall = _ratio(hit, sum(g == side for g, _ in pairs))
        classes[side] = {
            "precision": precision,
            "recall": recall,
            "f1": _ratio(2 * precision * recall, precision + recall),
        }
    decided = [(g, j) for g, j in pairs if j != "neither"]
    sided = [(g, j) for g, j in decided if g != "neither"]
    result: dict[str, Any] = {
        "rows": len(pairs),
        "accuracy": _ratio(sum(g == j for g, j in pairs), len(pairs)),
        "macro_f1": sum(c["f1"] for c in classes.values()) / len(classes),
        "precision_decided": _ratio(sum(g == j for g, j in decided), len(decided)),
        "coverage": _ratio(len(decided), len(pairs)),
        "side_accuracy": _ratio(sum(g == j for g, j in sided), len(sided)),
        "classes": {side: {k: round(v, 4) for k, v in values.items()} for side, values in classes.items()},
    }
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in result.items()}


def judge_rows(judge: Judge, rows: Sequence[dict[str, Any]]) -> list[Side]:
    """The side of each row's text towards its topic, topic by topic, in row order."""
    by_topic: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_topic[row["topic"]].append(number)
    sides: list[Side] = ["neither"] * len(rows)
    for wording, numbers in by_topic.items():
        topic = read_topic(wording) or Topic(wording, wording, (wording.lower(),))
        for number, judgement in zip(numbers, judge.judge(topic, [rows[n]["text"] for n in numbers]), strict=True):
            sides[number] = judgement.side
    return sides


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--judge", choices=["trained", "cues"], default="cues")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
    judge: Judge = CrossEncoderJudge() if options.judge == "trained" else CueJudge(BundledEmbeddings().encode)
    judged = judge_rows(judge, rows)
    report = figures([row["label"] for row in rows], judged)
    for part in sorted({row["part"] for row in rows if "part" in row}):
        chosen = [n for n, row in enumerate(rows) if row.get("part") == part]
        report[part] = figures([rows[n]["label"] for n in chosen], [judged[n] for n in chosen])
    print(json.dumps(report))


if __name__ == "__main__":
    main()
