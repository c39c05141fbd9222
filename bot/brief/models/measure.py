"""How good a judge is on the development splits, whichever way its logits were made."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.brief.models.answers import Article
from bot.brief.models.data import LABELS, Label, Pair, Subject, iam_claims, public_subjects

Predict = Callable[[Sequence[Any]], npt.NDArray[np.float32]]
"""Pairs (Pair or Asked) in, logits out: shape (n, OUTPUTS), those of LABELS first, in their order."""

_NEITHER = LABELS.index("neither")


def macro_f1(gold: Sequence[Label], judged: Sequence[Label], classes: Sequence[Label] = LABELS) -> float:
    """The mean F1 over classes, in 0..1."""
    pairs = list(zip(gold, judged, strict=True))
    return sum(_f1(pairs, label) for label in classes) / len(classes)


def public_figures(predict: Predict, shared: Path) -> dict[str, Any]:
    """Side accuracy (ArgKP, IBM) and macro-F1 of the side (Perspectrum) where every sentence argues, and IAM.

    `decided` is the share of those arguments that the three-way judge would not call "neither".
    """
    found: dict[str, Any] = {}
    for name, subjects in public_subjects(shared, "dev").items():
        pairs = [pair for subject in subjects for pair in subject.pairs(0)]
        logits = predict(pairs)[:, : len(LABELS)]
        gold = [pair.label for pair in pairs]
        sides = [LABELS[n] for n in logits[:, :_NEITHER].argmax(axis=1)]
        found[name] = {
            "rows": len(pairs),
            "accuracy": _rounded(np.mean([g == s for g, s in zip(gold, sides, strict=True)])),
            "macro_f1": _rounded(macro_f1(gold, sides, ("for", "against"))),
            "decided": _rounded((logits.argmax(axis=1) != _NEITHER).mean()),
        }
    pairs = iam_claims(shared / "data" / "iam_eval_only")
    found["iam"] = claim_figures(pairs, predict(pairs))
    return found


def claim_figures(pairs: Sequence[Pair], logits: npt.NDArray[np.float32]) -> dict[str, Any]:
    """F1 of finding the sentences that claim something, and how many of the claims get the right side.

    `f1` is at the most probable class; `f1_best` at the best cut on these very rows, so it is only an upper mark.
    """
    claims = np.array([pair.label != "neither" for pair in pairs])
    logits = logits[:, : len(LABELS)]
    argues = 1 - softmax(logits)[:, _NEITHER]
    cuts = {cut: _binary_f1(claims, argues >= cut) for cut in np.arange(0.3, 0.995, 0.01)}
    best = max(cuts, key=lambda cut: cuts[cut])
    sides = logits[:, :_NEITHER].argmax(axis=1)
    right = [LABELS[side] == pair.label for side, pair in zip(sides, pairs, strict=True) if pair.label != "neither"]
    return {
        "rows": len(pairs),
        "f1": _rounded(_binary_f1(claims, logits.argmax(axis=1) != _NEITHER)),
        "f1_best": _rounded(cuts[best]),
        "cut": _rounded(best),
        "side_accuracy": _rounded(np.mean(right)),
    }


def domain_figures(predict: Predict, subjects: Sequence[Subject]) -> dict[str, Any]:
    """Macro-F1 over the three classes on subjects, their first wordings, all of them, and turned round.

    `spread` is the distance between the best and the worst of the first `WORDINGS` wordings, over all subjects.
    """
    wordings = min(len(subject.wordings) for subject in subjects)
    by_wording = [judged_f1(predict, [p for s in subjects for p in s.pairs(n)]) for n in range(wordings)]
    turned = [pair for s in subjects for n in range(len(s.turned)) for pair in s.pairs(n, turned=True)]
    return {
        "rows": sum(len(subject.rows) for subject in subjects),
        "macro_f1": by_wording[0],
        "by_wording": by_wording,
        "spread": _rounded(max(by_wording) - min(by_wording)),
        "turned": judged_f1(predict, turned) if turned else None,
    }


def decision_figures(pairs: Sequence[Pair], shares: npt.NDArray[np.float32], threshold: float) -> dict[str, Any]:
    """Of calibrated probabilities: what a threshold decides, how well, and how honest they are.

    `coverage_arguments` is the share of the arguments that is put on a side; `calibration_error` the mean distance
    between the probability of the best class and how often it is right, over ten bins.
    """
    gold = np.array([LABELS.index(pair.label) for pair in pairs])
    best, sides = shares.max(axis=1), shares[:, :_NEITHER]
    decided = sides.max(axis=1) >= threshold
    right, argues = sides.argmax(axis=1) == gold, gold != _NEITHER
    bins = np.minimum((best * 10).astype(int), 9)
    gaps = [
        abs(best[bins == n].mean() - (shares.argmax(axis=1) == gold)[bins == n].mean()) * (bins == n).mean()
        for n in range(10)
        if (bins == n).any()
    ]
    return {
        "rows": len(pairs),
        "precision": _rounded(right[decided].mean()) if decided.any() else None,
        "coverage": _rounded(decided.mean()),
        "coverage_arguments": _rounded(decided[argues].mean()),
        "side_accuracy": _rounded(right[decided & argues].mean()),
        "macro_f1": _rounded(
            macro_f1(
                [pair.label for pair in pairs], [LABELS[n] for n in np.where(decided, sides.argmax(axis=1), _NEITHER)]
            )
        ),
        "calibration_error": _rounded(sum(gaps)),
    }


def answer_figures(predict: Predict, articles: Sequence[Article]) -> dict[str, Any]:
    """Of questions about articles: how many are told rightly as answered or not, by the best of their sentences.

    `balanced` is the mean over answered and unanswered ones at even odds, `ranked` the chance that an answered question
    has the larger score (area under the ROC curve), `found` the share of answered ones whose best sentence answers.
    """
    scored: list[tuple[float, bool, bool, str]] = []
    for article in articles:
        for kind, asked in article.all_asked():
            scores = predict(asked)[:, len(LABELS)]
            best = int(scores.argmax())
            scored.append((float(scores[best]), any(one.answers for one in asked), asked[best].answers, kind))
    yes, no = [one for one in scored if one[1]], [one for one in scored if not one[1]]
    kinds = sorted({kind for *_, kind in scored})
    return {
        "questions": len(scored),
        "balanced": _rounded((np.mean([s > 0 for s, *_ in yes]) + np.mean([s <= 0 for s, *_ in no])) / 2),
        "ranked": _rounded(np.mean([a[0] > b[0] for a in yes for b in no])),
        "found": _rounded(np.mean([right for _, _, right, _ in yes])),
        **{
            kind: _rounded(np.mean([(s > 0) == answered for s, answered, _, k in scored if k == kind]))
            for kind in kinds
        },
    }


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Probabilities a row."""
    raised: npt.NDArray[np.float32] = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def judged_f1(predict: Predict, pairs: Sequence[Pair]) -> float:
    """Macro-F1 over the three classes, each pair judged as its most probable class."""
    return _rounded(
        macro_f1([pair.label for pair in pairs], [LABELS[n] for n in predict(pairs)[:, : len(LABELS)].argmax(axis=1)])
    )


def _f1(pairs: Sequence[tuple[Label, Label]], label: Label) -> float:
    hit = sum(gold == judged == label for gold, judged in pairs)
    marked = sum(gold == label for gold, _ in pairs) + sum(judged == label for _, judged in pairs)
    return 2 * hit / marked if marked else 0.0


def _binary_f1(gold: npt.NDArray[np.bool_], judged: npt.NDArray[np.bool_]) -> float:
    marked = int(gold.sum() + judged.sum())
    return 2 * int((gold & judged).sum()) / marked if marked else 0.0


def _rounded(value: Any) -> float:
    return round(float(value), 4)
