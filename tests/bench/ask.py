"""How long one answer takes with many articles stored: `python -m tests.bench.ask --work DIR [--articles 10000]`.

The corpus is made up once, in a few minutes, and stays in DIR: its articles are built from our own labelled sentences,
and only those are embedded (see `tests.bench.made_up`). Sixty questions are asked in a fresh
process, each once, after three others that are not measured. The last line is one JSON object.
"""

import argparse
import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

BUILT = "built"
"""A file of this name says that the corpus beside it is complete."""
WARM_QUESTIONS = (
    "Pros and cons of usage-based pricing",
    "How much did the levy on streaming bring in?",
    "chip tariffs?",
)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Figures:
    """Times are of whole answers by the extractive engine. `cpu_ms_*` adds up all threads: the fairer time on a machine
    that does other work too. `open_s` is from the start of the process until it can take questions, `ready_s` until
    its models and vectors are loaded. Memory is resident, in MB.
    """

    articles: int
    vectors: int
    questions: int
    open_s: float
    ready_s: float
    first_ask_ms: float
    ask_ms_p50: float
    ask_ms_p95: float
    ask_ms_max: float
    cpu_ms_p50: float
    cpu_ms_p95: float
    ready_mb: float
    asked_mb: float
    peak_mb: float
    slowest: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ask", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="keeps the made-up corpus")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    options = parser.parse_args()
    folder = options.work / f"{options.articles}-articles"
    if not (folder / BUILT).exists():
        _in_a_fresh_process(build, folder, options.articles)
    figures = _in_a_fresh_process(measure, folder, questions())
    print(f"{figures.articles} articles, {figures.vectors} vectors, {figures.questions} questions")
    print(f"  open after {figures.open_s} s, ready after {figures.ready_s} s, first answer {figures.first_ask_ms} ms")
    print(f"  ask: p50 {figures.ask_ms_p50} ms, p95 {figures.ask_ms_p95} ms, max {figures.ask_ms_max} ms", end=" ")
    print(f"({figures.slowest}); processor p50 {figures.cpu_ms_p50} ms, p95 {figures.cpu_ms_p95} ms")
    print(f"  memory: {figures.ready_mb} MB when ready, {figures.asked_mb} MB after, peak {figures.peak_mb} MB")
    print(json.dumps({**asdict(figures), "cores": os.cpu_count()}))


def questions() -> list[str]:
    """Sixty: on arguments, with dates, on facts, and some that no article answers."""
    return (resources.files(__package__) / "questions.txt").read_text(encoding="utf-8").splitlines()


def build(folder: Path, articles: int) -> None:
    """Make the corpus and fill a data folder with it."""
    from store.catalog import Catalog  # noqa: PLC0415  (this process stays small: a child's memory starts at its own)
    from store.embed import BundledEmbeddings  # noqa: PLC0415
    from store.index import Index  # noqa: PLC0415
    from tests.bench import made_up  # noqa: PLC0415

    catalog, index = Catalog(folder / "catalog.sqlite"), Index(folder / "chroma")
    embeddings = BundledEmbeddings()
    try:
        made_up.build(catalog, index, embeddings.encode, articles=articles, name=embeddings.name)
    finally:
        index.close()
        catalog.close()
    (folder / BUILT).touch()


def measure(folder: Path, asked: list[str]) -> Figures:
    """Open the services on a data folder, as the bot does, and ask."""
    started = perf_counter()
    from bot.services import open_services  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    services = open_services(Settings(_env_file=None, data=folder, model=None))
    open_s = perf_counter() - started
    services.load()
    ready_s, ready_mb = perf_counter() - started, _resident_mb()

    def ask(question: str) -> tuple[float, float]:
        """Milliseconds by the clock and of processor time."""
        wall, cpu = perf_counter(), process_time()
        services.answerer.answer(question, engine="extractive")
        return (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000

    warming = [ask(question)[0] for question in WARM_QUESTIONS]
    times = [ask(question) for question in asked]
    wall_ms, cpu_ms = sorted(wall for wall, _ in times), sorted(cpu for _, cpu in times)
    figures = Figures(
        articles=services.catalog.count(),
        vectors=services.index.count(),
        questions=len(asked),
        open_s=round(open_s, 2),
        ready_s=round(ready_s, 2),
        first_ask_ms=round(warming[0], 1),
        ask_ms_p50=_percentile(wall_ms, 50),
        ask_ms_p95=_percentile(wall_ms, 95),
        ask_ms_max=round(wall_ms[-1], 1),
        cpu_ms_p50=_percentile(cpu_ms, 50),
        cpu_ms_p95=_percentile(cpu_ms, 95),
        ready_mb=ready_mb,
        asked_mb=_resident_mb(),
        peak_mb=_peak_mb(),
        slowest=max(zip(times, asked, strict=True))[1],
    )
    services.close()
    return figures


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of them do not exceed."""
    return round(ordered[max(0, -(-len(ordered) * percent // 100) - 1)], 1)


def _resident_mb() -> float:
    """What the process has in memory now; its peak where the system does not say (macOS)."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return _peak_mb()
    return round(int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6, 1)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1)


def _in_a_fresh_process(call: Callable[..., Result], *arguments: object) -> Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, *arguments).result()


if __name__ == "__main__":
    main()
