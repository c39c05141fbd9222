"""Trains the judge: `python -m bot.brief.models.train --shared FOLDER`, with the extra `train` installed.

FOLDER holds the public sets (`data/argkp2021` and the others). Training starts from the weights of all-MiniLM-L6-v2 and
has three stages: debate arguments from the public sets; fewer of those together with our own sentences in the register
of news, and questions about our own short articles; and a last one at a low rate, in which questions have the larger
share. It takes about an hour on two cores and needs no accelerator. The last checkpoint is kept in
`--work`, and `--stages` goes on from it. The last line printed is one JSON object with the figures.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from bot.brief.models.answers import Article, Asked, answer_articles, draw_asked
from bot.brief.models.data import (
    LABELS,
    Draw,
    Pair,
    Subject,
    debate_subjects,
    domain_subjects,
    draw,
    mixed_subjects,
    public_subjects,
    triple_subjects,
)
from bot.brief.models.measure import answer_figures, domain_figures, public_figures
from bot.brief.models.network import JudgeNet, chunks, fast_precision, pair_tokenizer, predict, tensors
from bot.brief.models.plain import plain_pairs

SEED = 20
BATCH = 32
SMOOTHING = 0.05
HEAD_RATE = 3e-4
WARM_UP = 0.06
CHECKPOINT = "judge.pt"


@dataclass(frozen=True)
class Stage:
    """One run over the data: epochs, the encoder's peak learning rate, and what an epoch takes from each set.

    The rate falls to nothing over `decay` epochs, of which `epochs` are run. `words` says whether the word vectors
    learn as well; they are half of all weights. `plain` is the number of made sentences a subject, `answers` says
    whether questions are learned too.
    """

    epochs: int
    decay: int
    rate: float
    words: bool
    draws: dict[str, Draw]
    plain: int = 0
    answers: bool = False


PUBLIC = {
    "argkp": Draw(same=0.8, turned=0.2, elsewhere=0.1, quoted=0.1, tells=0.3),
    "perspectrum": Draw(same=0.8, turned=0.2, elsewhere=0.1, quoted=0.1, tells=0.3),
    "ibm": Draw(same=1, turned=0.5, elsewhere=0.1, quoted=0.1, tells=0.3),
}
OWN = {
    "domain": Draw(same=1.2, turned=0.6, elsewhere=0.4),
    "triples": Draw(same=1.5, turned=0.8, elsewhere=0.3),
    "mixed": Draw(same=1.5, turned=0.8, elsewhere=0.3),
    "debates": Draw(same=1, turned=0.5, elsewhere=0.2),
}
STAGES = {
    "public": Stage(
        3,
        4,
        8e-5,
        True,
        {
            "argkp": Draw(same=1, turned=0.5, elsewhere=0.3, quoted=0.1, tells=0.3),
            "perspectrum": Draw(same=1, turned=0.4, elsewhere=0.3, quoted=0.1, tells=0.3),
            "ibm": Draw(same=2, turned=1, elsewhere=0.3, quoted=0.1, tells=0.3),
        },
    ),
    "news": Stage(2, 2, 8e-5, True, {**PUBLIC, **OWN}, plain=4, answers=True),
    "finish": Stage(
        1,
        1,
        2.5e-5,
        True,
        {name: how.times(0.87) for name, how in PUBLIC.items()} | {name: how.times(0.2) for name, how in OWN.items()},
        plain=6,
        answers=True,
    ),
}
"""The written sentences are seen about three times each: seen more often, they are learned by heart, and the side of
sentences on other topics is told no better."""


def epoch_pairs(
    sets: dict[str, list[Subject]], articles: Sequence[Article], stage: Stage, seed: int
) -> list[Pair | Asked]:
    """One epoch's pairs, shuffled; the same seed gives the same pairs."""
    rng = random.Random(seed)  # noqa: S311  (a shuffle, no secret)
    pairs: list[Pair | Asked] = [pair for name, how in stage.draws.items() for pair in draw(sets[name], how, rng)]
    pairs += plain_pairs([*sets["domain"], *sets["debates"], *sets["mixed"]], stage.plain, rng)
    pairs += draw_asked(articles, rng) if stage.answers else []
    rng.shuffle(pairs)
    return pairs


def train_stage(net: Any, tokenizer: Any, stage: Stage, epochs: Sequence[list[Pair | Asked]], checkpoint: Path) -> None:
    """Train for one stage and keep a checkpoint an epoch."""
    steps = sum(-(-len(pairs) // BATCH) for pairs in epochs)
    optimizer, schedule = _optimizer(net, stage, steps * stage.decay // stage.epochs)
    started, done = time.monotonic(), 0
    for number, pairs in enumerate(epochs):
        net.train()
        total = 0.0
        for encodings, chosen in _batches(tokenizer, pairs, SEED + number):
            with fast_precision():
                logits = net(**tensors(encodings))
            loss = _loss(logits.float(), chosen)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            total += loss.item()
            done += 1
            if done % 100 == 0:
                print(f"{done}/{steps} {time.monotonic() - started:.0f}s loss {total / 100:.4f}", flush=True)  # noqa: T201
                total = 0.0
        torch.save(net.state_dict(), checkpoint)


def _loss(logits: Any, chosen: Sequence[Pair | Asked]) -> Any:
    pairs = [one for one in chosen if isinstance(one, Pair)]
    if not pairs:
        answers = torch.tensor([float(one.answers) for one in chosen if isinstance(one, Asked)])
        target = answers * (1 - 2 * SMOOTHING) + SMOOTHING
        return torch.nn.functional.binary_cross_entropy_with_logits(logits[:, len(LABELS)], target)
    labels = torch.tensor([LABELS.index(pair.label) for pair in pairs])
    return judge_loss(logits[:, : len(LABELS)], labels, torch.tensor([pair.tells for pair in pairs]))


def judge_loss(logits: Any, labels: Any, tells: Any) -> Any:
    """How far logits (n, 3) are from labels (n): whether the sentence argues, times `tells` (n), and on which side.

    The sum of both is the usual cross-entropy over three classes where `tells` is 1.
    """
    neither = LABELS.index("neither")
    sides, silent = logits[:, :neither], logits[:, neither]
    argues = torch.logsumexp(sides, dim=1) - silent
    arguing = labels != neither
    target = torch.where(arguing, 1 - SMOOTHING, SMOOTHING)
    loss = tells * torch.nn.functional.binary_cross_entropy_with_logits(argues, target, reduction="none")
    if arguing.any():
        side = torch.nn.functional.cross_entropy(
            sides[arguing], labels[arguing], label_smoothing=SMOOTHING, reduction="none"
        )
        loss = loss.index_add(0, arguing.nonzero().squeeze(1), side)
    return loss.mean()


def _optimizer(net: Any, stage: Stage, steps: int) -> tuple[Any, Any]:
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(stage.words)
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in encoder if p.ndim > 1], "lr": stage.rate, "weight_decay": 0.01},
        {"params": [p for p in encoder if p.ndim == 1], "lr": stage.rate, "weight_decay": 0.0},
        {"params": list(net.head.parameters()), "lr": HEAD_RATE, "weight_decay": 0.01},
    ]
    optimizer = torch.optim.AdamW(groups, fused=True)
    warm = max(1, int(WARM_UP * steps))
    slope = lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))  # noqa: E731
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, slope)


def _batches(
    tokenizer: Any, pairs: Sequence[Pair | Asked], seed: int
) -> Iterator[tuple[list[Any], list[Pair | Asked]]]:
    """Batches of pairs of one kind and of about equal length, in random order."""
    rng = random.Random(seed)  # noqa: S311  (a shuffle, no secret)
    encodings = tokenizer.encode_batch([pair.read for pair in pairs])
    order = sorted(range(len(pairs)), key=lambda n: (len(encodings[n].ids), rng.random()))
    kinds = [[n for n in order if isinstance(pairs[n], kind)] for kind in (Pair, Asked)]
    batches = [batch for numbers in kinds for batch in chunks(numbers, BATCH)]
    rng.shuffle(batches)
    for batch in batches:
        yield [encodings[n] for n in batch], [pairs[n] for n in batch]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/argkp2021 and the other sets")
    parser.add_argument("--plain", type=Path, default=Path("tests/evals/data/judge_dev.jsonl"), help="to calibrate on")
    parser.add_argument(
        "--pages", type=Path, default=Path("tests/evals/data/sample_sides.jsonl"), help="to calibrate on"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--stages", nargs="+", default=[*STAGES, "export"])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    domain = domain_subjects()
    sets = {
        **public_subjects(options.shared, "train"),
        "domain": [s for s in domain if not s.held_out],
        "triples": triple_subjects(),
        "mixed": mixed_subjects(),
        "debates": debate_subjects(),
    }
    articles = answer_articles()
    net, tokenizer = JudgeNet(), pair_tokenizer()
    if options.stages[0] != "public":
        net.load_state_dict(torch.load(options.work / CHECKPOINT))
    for name in (name for name in options.stages if name in STAGES):
        stage = STAGES[name]
        learned = [article for article in articles if not article.held_out]
        epochs = [epoch_pairs(sets, learned, stage, SEED + number) for number in range(stage.epochs)]
        train_stage(net, tokenizer, stage, epochs, options.work / CHECKPOINT)
        figures = public_figures(lambda pairs: predict(net, tokenizer, pairs), options.shared)
        if held_out := [s for s in domain if s.held_out]:
            figures["domain"] = domain_figures(lambda pairs: predict(net, tokenizer, pairs), held_out)
        figures["answers"] = answer_figures(
            lambda pairs: predict(net, tokenizer, pairs), [article for article in articles if article.held_out]
        )
        print(name, json.dumps(figures), flush=True)  # noqa: T201
    if "export" in options.stages:
        from bot.brief.models.export import export  # noqa: PLC0415  (needs the ONNX tools, training does not)

        print(json.dumps(export(options.work / CHECKPOINT, options.shared, options.plain, options.pages)))  # noqa: T201


if __name__ == "__main__":
    main()
