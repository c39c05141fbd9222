"""How well the judge tells for, against and neither: `python -m tests.evals.judge --data FILE`.

FILE holds one JSON object a line: {"topic", "text", "label": "for"|"against"|"neither"}. A "part" in the rows
("develop", "held_out") splits the figures as well. `--shared FOLDER` measures on the public development splits in FOLDER
and on our own topics that were not trained on instead. The last line printed is one JSON object.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.brief.brief import Side
from bot.brief.cross_encoder import CrossEncoder, Logits
from bot.brief.cross_encoder_judge import SIDES, CrossEncoderJudge
from bot.brief.cue_judge import CueJudge
from bot.brief.joint_judge import JointJudge
from bot.brief.judge import Judgement
from bot.brief.models.data import Pair, domain_subjects
from bot.brief.models.measure import domain_figures, public_figures
from bot.brief.topic import Topic, read_topic


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


class Sides(Protocol):
    """Any judge."""

    def judge(self, topic: Topic, sentences: Sequence[str]) -> list[Judgement]: ...


def shown_sides(judge: Sides, rows: Sequence[dict[str, Any]]) -> list[Side]:
    """The side on which the bot would show each row's text; "neither" where it would not show it."""
    topics = [read_topic(row["topic"]) or Topic(row["topic"], row["topic"], (row["topic"].lower(),)) for row in rows]
    return [judge.judge(topic, [row["text"]])[0].side for topic, row in zip(topics, rows, strict=True)]


def judged_figures(model: CrossEncoderJudge, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of the model's most probable class, and under "shown" of the sides on which the bot shows a text.

    `argued_side` is how often the likelier of for and against is right where the label is one of them.
    """
    shares = np.concatenate([model.probabilities(row["topic"], [row["text"]]) for row in rows])
    gold = [row["label"] for row in rows]
    return {
        **figures(gold, [SIDES[n] for n in shares.argmax(axis=1)]),
        "argued_side": _argued_side(gold, shares),
        "shown": figures(gold, shown_sides(JointJudge(CueJudge(), model), rows)),
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
    options = parser.parse_args()
    judge = CrossEncoderJudge(CrossEncoder())
    report: dict[str, Any] = {"model": judge.name}
    if options.shared:
        report |= shared_figures(judge, options.shared)
    else:
        rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines() if line.strip()]
        report |= judged_figures(judge, rows)
        for part in sorted({row["part"] for row in rows if "part" in row}):
            report[part] = judged_figures(judge, [row for row in rows if row["part"] == part])
    print(json.dumps(report))


if __name__ == "__main__":
    main()
