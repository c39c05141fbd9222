"""How well the judge tells for, against and neither: `python -m tests.evals.judge --data FILE [--judge cues]`.

FILE holds one JSON object a line: {"topic", "text", "label": "for"|"against"|"neither"}. A "part" in the rows
("develop", "held_out") splits the figures as well. `--shared FOLDER` measures on the public development splits in FOLDER
and on our own topics that were not trained on instead. The last line printed is one JSON object.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.brief.brief import Side
from bot.brief.cross_encoder_judge import SIDES, CrossEncoderJudge, Logits, judgement_of
from bot.brief.cue_judge import CueJudge
from bot.brief.judge import Judge
from bot.brief.models.data import Pair, domain_subjects
from bot.brief.models.measure import domain_figures, public_figures
from bot.brief.topic import Topic, read_topic
from store.embed import BundledEmbeddings


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


def trained_figures(judge: CrossEncoderJudge, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of each row's most probable side, and under "decided" of what the bot would show (its threshold).

    `argued_side` is how often the likelier of for and against is right where the label is one of them.
    """
    shares = np.concatenate([judge.probabilities(row["topic"], [row["text"]]) for row in rows])
    gold = [row["label"] for row in rows]
    threshold = judge.calibration().threshold
    return {
        **figures(gold, [SIDES[n] for n in shares.argmax(axis=1)]),
        "argued_side": _argued_side(gold, shares),
        "decided": figures(gold, [judgement_of(row, threshold).side for row in shares]),
    }


def shared_figures(judge: CrossEncoderJudge, shared: Path) -> dict[str, Any]:
    """Public development splits in `shared`, and our own topics that were not trained on."""

    def predict(pairs: Sequence[Pair]) -> Logits:
        return judge.logits([(pair.topic, pair.text) for pair in pairs])

    held_out = [subject for subject in domain_subjects() if subject.held_out]
    return {**public_figures(predict, shared), "domain": domain_figures(predict, held_out)}


def _argued_side(gold: Sequence[str], shares: Logits) -> float:
    argued = [(side, row) for side, row in zip(gold, shares, strict=True) if side != "neither"]
    return round(_ratio(sum(SIDES[int(row[:2].argmax())] == side for side, row in argued), len(argued)), 4)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--data", type=Path)
    what.add_argument("--shared", type=Path)
    parser.add_argument("--judge", choices=["trained", "cues"], default="trained")
    options = parser.parse_args()
    trained = CrossEncoderJudge()
    if options.shared:
        print(json.dumps({"model": trained.name, **shared_figures(trained, options.shared)}))
        return
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
    report: dict[str, Any] = {}
    for part in (None, *sorted({row["part"] for row in rows if "part" in row})):
        chosen = [row for row in rows if part in (None, row.get("part"))]
        if options.judge == "cues":
            sides = judge_rows(CueJudge(BundledEmbeddings().encode), chosen)
            found = figures([row["label"] for row in chosen], sides)
        else:
            found = trained_figures(trained, chosen)
        report |= {part: found} if part else {"judge": trained.name if options.judge == "trained" else "cues", **found}
    print(json.dumps(report))


if __name__ == "__main__":
    main()
