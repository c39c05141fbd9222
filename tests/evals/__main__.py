"""Every evaluation on our own development data, and on the public data where it lies beside the checkout.

`python -m tests.evals` prints one table, as the README shows it: the command, and its figures.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.brief.cross_encoder import CrossEncoder
from bot.brief.cross_encoder_judge import CrossEncoderJudge
from store.embed import BundledEmbeddings

HERE = Path("tests/evals")
ROOT = Path(__file__).parents[2]
SHARED = Path("../shared")
SAMPLES = Path("bot/demo/corpus")
QUESTIONS = HERE / "questions"
HELD_OUT = ["--split", "held_out"]
EVALUATIONS: tuple[tuple[str, list[str | Path]], ...] = (
    ("clean", ["--pages", SHARED / "data" / "article_extraction_benchmark"]),
    ("facts", ["--shared", SHARED]),
    ("encoding", ["--cases", SHARED / "data" / "ftfy"]),
    ("lost_marks", ["--texts", HERE / "data" / "marks.jsonl"]),
    ("duplicates", ["--bbc", SHARED / "data" / "bbc_news" / "bbc.jsonl"]),
    ("judge", ["--shared", SHARED]),
    ("judge", ["--data", HERE / "data" / "judge_dev.jsonl"]),
    ("judge", ["--data", HERE / "data" / "sample_sides.jsonl"]),
    ("points", ["--data", HERE / "data" / "points_news.jsonl"]),
    ("points", ["--argkp", SHARED / "data" / "argkp2021"]),
    ("retrieval", ["--bbc", SHARED / "data" / "bbc_news" / "bbc.jsonl", "--half", "odd"]),
    ("retrieval", ["--corpus", SAMPLES, "--queries", QUESTIONS / "retrieval_samples.jsonl"]),
    ("silence", ["--corpus", SAMPLES, "--questions", QUESTIONS / "silence_samples.jsonl", *HELD_OUT]),
    ("silence", ["--corpus", SHARED / "seeds", "--questions", QUESTIONS / "silence_seeds.jsonl", *HELD_OUT]),
    ("answered", []),
    ("stories", ["--articles", HERE / "data" / "stories.jsonl"]),
)


def main() -> None:
    failed = False
    models = f"judge `{CrossEncoderJudge(CrossEncoder()).name}`, embedding `{BundledEmbeddings().name}`"
    print(f"{datetime.now(UTC):%d %B %Y}, {models}\n\n| `python -m tests.evals.…` | figures |\n|---|---|", flush=True)
    for name, arguments in EVALUATIONS:
        shown = " ".join([name, *map(str, arguments)])
        missing = [path for path in arguments if isinstance(path, Path) and not (ROOT / path).exists()]
        if missing:
            print(f"| `{shown}` | not run, {missing[0]} is not here |", flush=True)
            continue
        command = [sys.executable, "-m", f"tests.evals.{name}", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            failed = True
            print(f"| `{shown}` | failed |\n{done.stderr}", file=sys.stderr, flush=True)
            continue
        figures = flat(json.loads(done.stdout.splitlines()[-1]))
        print(f"| `{shown}` | {', '.join(f'{key} {value}' for key, value in figures.items())} |", flush=True)
    sys.exit(failed)


def flat(figures: dict[str, Any], above: str = "") -> dict[str, Any]:
    """The figures with those of inner objects under a name such as `argkp.accuracy`, in order."""
    found: dict[str, Any] = {}
    for key, value in figures.items():
        if key != "classes":  # three figures for each class would fill the page
            found |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return found


if __name__ == "__main__":
    main()
