"""How fast articles go in, and what memory that takes: `python -m tests.bench.ingest [--passages 1000 10000 50000]`.

Made-up articles (see `tests.bench.made_up`) are written as files and ingested, each size in a fresh process. There the
vectors are invented, so that the times are those of reading, cleaning, describing, storing and indexing; the embedding
is measured by itself, on passages of the same articles, beside the plain loop over ONNX Runtime that everybody writes
first: one text a call, default threads. `in all` puts both together for the smallest size, with the real embedding.
Processor seconds add up all threads: the fairer time on a machine that does other work too, although idle threads of
the plain loop wait by spinning and so burn more of it. The last line is one JSON object.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.bench.ask import _in_a_fresh_process, _peak_mb

SIZES = (1_000, 10_000, 50_000)
PER_ARTICLE = 3.8
"""Passages of a made-up article, on average."""
EMBEDDED = 600


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ingest", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES, metavar="N")
    options = parser.parse_args()
    figures: dict[str, Any] = {"cores": os.cpu_count(), "plain_loop": _in_a_fresh_process(embedding, True)}
    figures["embedding"] = _in_a_fresh_process(embedding, False)
    for name in ("plain_loop", "embedding"):
        row = figures[name]
        print(f"{name:<12}{row['per_s']} passages/s, {row['per_cpu_s']} a processor second")
    for real in [True] + [False] * len(options.passages):
        size = options.passages[0] if real else options.passages[sum(key.startswith("read_") for key in figures)]
        with tempfile.TemporaryDirectory() as work:
            row = _in_a_fresh_process(ingest, Path(work), size, real)
        figures[f"{'all' if real else 'read'}_{size}"] = row
        what = "in all      " if real else "but vectors "
        print(f"{what}{row['passages']} passages, {row['articles']} articles: {row['per_s']} articles/s,", end=" ")
        print(f"{row['per_cpu_s']} a processor second, peak {row['peak_mb']} MB ({row['start_mb']} at the start)")
    print(json.dumps(figures))


def embedding(plain: bool) -> dict[str, float]:
    """Passages embedded a second: by the plain loop or by ours."""
    from store.embed import BundledEmbeddings  # noqa: PLC0415  (this process stays small, as in tests.bench.ask)
    from store.split import split_passages, split_sentences  # noqa: PLC0415
    from tests.bench.made_up import Pool, made_up  # noqa: PLC0415

    texts: list[str] = []
    for one in made_up(Pool(), EMBEDDED):
        text = one.page.text
        texts += [passage.text for passage in split_passages("a", text, split_sentences("a", text))]
    encode = _plain_loop() if plain else BundledEmbeddings().encode
    encode(texts[:8])
    wall, cpu = perf_counter(), process_time()
    for first in range(0, EMBEDDED, 32):
        encode(texts[first : min(first + 32, EMBEDDED)])
    return _rates(EMBEDDED, perf_counter() - wall, process_time() - cpu)


def ingest(work: Path, passages: int, real: bool) -> dict[str, Any]:
    """Ingest as many files as make about so many passages."""
    from store.embed import BundledEmbeddings  # noqa: PLC0415
    from tests.bench.made_up import Pool, made_up  # noqa: PLC0415
    from tests.store import killed  # noqa: PLC0415

    number = round(passages / PER_ARTICLE)
    (work / "articles").mkdir()
    for name, one in enumerate(islice(made_up(Pool(), number), number)):
        (work / "articles" / f"{name:06d}.txt").write_text(one.page.raw, encoding="utf-8")
    catalog, index, pipeline = killed.opened(
        work / "data", encode=BundledEmbeddings().encode if real else killed.encode
    )
    list(pipeline.run([]))
    start_mb = _peak_mb()
    wall, cpu = perf_counter(), process_time()
    done = sum(1 for _ in pipeline.run([work / "articles"]))
    rates = _rates(done, perf_counter() - wall, process_time() - cpu)
    figures = {**rates, "articles": done, "passages": index.count(), "start_mb": start_mb, "peak_mb": _peak_mb()}
    index.close()
    catalog.close()
    return figures


def _plain_loop() -> Any:
    """The loop of most tutorials: a session with default options, one text a call."""
    import onnxruntime  # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    from store.bundled import MODEL_FILE, TOKENIZER_FILE  # noqa: PLC0415
    from store.embed import FOLDER, MAX_TOKENS  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(FOLDER / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    session = onnxruntime.InferenceSession(FOLDER / MODEL_FILE, providers=["CPUExecutionProvider"])

    def encode(texts: Sequence[str]) -> None:
        for text in texts:
            one = tokenizer.encode(text)
            inputs = {"input_ids": [one.ids], "attention_mask": [one.attention_mask], "token_type_ids": [one.type_ids]}
            session.run(None, inputs)[0].mean(axis=1)

    return encode


def _rates(number: int, wall_s: float, cpu_s: float) -> dict[str, float]:
    return {"per_s": round(number / wall_s, 1), "per_cpu_s": round(number / cpu_s, 1)}


if __name__ == "__main__":
    main()
