"""Runs the pipelines one after the other, each in a fresh process, and prints how they compare."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.corpus import questions_about, write_articles

# This process stays small and loads no model: on Linux a child's peak memory starts at its parent's.
NAMES = {
    "evenhand": "Evenhand: ingest, search, ask",
    "tutorial": "LangChain tutorial, same embeddings",
    "chroma_default": "Chroma's own embedding code, same model",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/bbc_news"), metavar="DIR")
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--questions", type=int, default=40, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        articles = Path(scratch) / "articles"
        articles.mkdir()
        titles = write_articles(options.data, articles, limit=options.articles)
        questions = questions_about(titles, limit=options.questions)
        figures = {name: _measure(name, articles, Path(scratch) / name, questions) for name in NAMES}
    ratios = {name: _ratios(figures["evenhand"], figures[name]) for name in NAMES if name != "evenhand"}
    _print_table(figures, ratios)
    print(json.dumps({**figures, "ratios": ratios, "cores": os.cpu_count()}))


def _measure(name: str, articles: Path, work: Path, questions: list[str]) -> dict[str, Any]:
    work.mkdir()
    task = json.dumps({"articles": str(articles), "work": str(work), "questions": questions})
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.pipelines", name],
        input=task,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{NAMES[name]} failed; is the extra `bench` installed? Try: make bench")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _ratios(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, float]:
    """Above 1, ours is better: more articles a second, less processor time, less memory, a quicker search."""
    return {
        "articles_per_s": round(ours["articles_per_s"] / theirs["articles_per_s"], 2),
        "cpu": round(theirs["ingest_cpu_s"] / ours["ingest_cpu_s"], 2),
        "peak_mb": round(theirs["peak_mb"] / ours["peak_mb"], 2),
        "search_ms_p50": round(theirs["search_ms_p50"] / ours["search_ms_p50"], 2),
    }


def _print_table(figures: dict[str, dict[str, Any]], ratios: dict[str, dict[str, float]]) -> None:
    for name, label in NAMES.items():
        row = figures[name]
        print(f"{label}\n  {row['articles']} articles, {row['vectors']} vectors in {row['ingest_s']} s", end=" ")
        print(
            f"(processor {row['ingest_cpu_s']} s): {row['articles_per_s']} articles/s, peak memory {row['peak_mb']} MB"
        )
        print(f"  search: p50 {row['search_ms_p50']} ms, p95 {row['search_ms_p95']} ms")
        if row["ask_ms_p50"] is not None:
            print(f"  ask:    p50 {row['ask_ms_p50']} ms, p95 {row['ask_ms_p95']} ms, peak {row['ask_peak_mb']} MB")
    for name, ratio in ratios.items():
        print(f"Evenhand against {NAMES[name]} (above 1 is better for Evenhand):")
        print("  " + ", ".join(f"{figure} x{value}" for figure, value in ratio.items()))


if __name__ == "__main__":
    main()
