"""Every evaluation on our own development data, and on the public data where it lies beside the checkout.

`python -m tests.evals`: one table a line, as the README shows it.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "bot" / "demo" / "corpus"
QUESTIONS = HERE / "questions" / "samples.jsonl"
EVALUATIONS: tuple[tuple[str, list[str | Path]], ...] = (
    ("clean", ["--pages", SHARED / "article_extraction_benchmark"]),
    ("judge", ["--data", HERE / "data" / "judge_dev.jsonl"]),
    ("points", ["--argkp", SHARED / "argkp2021"]),
    ("retrieval", ["--corpus", SAMPLES, "--queries", HERE / "questions" / "retrieval_samples.jsonl"]),
    ("retrieval", ["--bbc", SHARED / "bbc_news" / "bbc.jsonl", "--half", "odd"]),
    ("silence", ["--corpus", SAMPLES, "--questions", QUESTIONS]),
    ("stories", ["--articles", HERE / "data" / "stories.jsonl"]),
)


def main() -> None:
    failed = False
    for name, arguments in EVALUATIONS:
        missing = [path for path in arguments if isinstance(path, Path) and not path.exists()]
        if missing:
            print(f"{name}: not run, {missing[0].name} is not here")
            continue
        command = [sys.executable, "-m", f"tests.evals.{name}", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            failed = True
            print(f"{name}: failed\n{done.stderr}")
            continue
        figures = json.loads(done.stdout.splitlines()[-1])
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
    sys.exit(failed)


if __name__ == "__main__":
    main()
