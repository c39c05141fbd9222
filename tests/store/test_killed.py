"""A run that is killed, whenever that is, and run again leaves what an undisturbed one leaves."""

import multiprocessing
import random
import shutil
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from tests.store import killed

MOMENTS = 50
AT_ONCE = 10
"""Moments a test, so that a failure names those it was among."""
ARTICLES = 24


def article(number: int, version: int) -> str:
    lines = [
        f"Ward {number} heard speaker {number * 100 + k} on matter {number * 31 + k * 7} in round {version if k % 3 == 0 else 0}."
        for k in range(12 + version * (number % 5) * 4)
    ]
    return f"Ward {number} votes on its clerks\n\nBy Ada Fenn\nHarbour Ledger\nNovember {number % 28 + 1}, 2025\n\n{' '.join(lines)}\n"


def write(folder: Path, version: int) -> None:
    """Every third article changes, some get shorter; the second version brings as many new ones and copies."""
    folder.mkdir(exist_ok=True)
    for number in range(ARTICLES * version // 2):
        own = version if number % 3 == 0 else 1
        (folder / f"ward-{number:02}.txt").write_text(article(number, own if number % 2 else 3 - own))
    if version == 2:
        for number in (1, 13):
            (folder / f"copy-{number:02}.txt").write_text(article(number, 1).replace("votes on", "decides about"))


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Makes processes that have loaded Chroma already: a moment each, instead of seconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.killed"])
    return context


@pytest.fixture(scope="module")
def before(processes: ForkServerContext, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the first version, and the second version of the articles beside it.

    Its collection writes its graph to disk every few vectors, so that runs are killed while it does.
    """
    folder = tmp_path_factory.mktemp("killed")
    catalog, index, _ = killed.opened(folder / "data")
    hnsw: Any = {"hnsw": {"space": "cosine", "batch_size": 5, "sync_threshold": 10}}
    index._connected().create_collection("passages", embedding_function=None, configuration=hnsw)
    index.close()
    catalog.close()
    write(folder / "articles", 1)
    whole(processes, killed.run, folder)
    write(folder / "articles", 2)
    return folder


def copied(before: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    (to / "articles").parent.mkdir(parents=True)
    (to / "articles").symlink_to(before / "articles")
    shutil.copytree(before / "data", to / "data")
    return to


def start(processes: ForkServerContext, job: Callable[..., None], folder: Path) -> Any:
    started = processes.Event()
    # The articles keep their own path, which is where they are from, whichever data folder they go into.
    process = processes.Process(target=job, args=(folder / "data", (folder / "articles").resolve(), started))
    process.start()
    assert started.wait(60)
    return process


def whole(processes: ForkServerContext, job: Callable[..., None], folder: Path) -> float:
    """Run to the end; how long that took."""
    process = start(processes, job, folder)
    began = time.perf_counter()
    process.join(120)
    assert process.exitcode == 0
    return time.perf_counter() - began


Undisturbed = tuple[Callable[..., None], float, dict[str, Any]]


@pytest.fixture(scope="module")
def undisturbed(
    request: pytest.FixtureRequest, processes: ForkServerContext, before: Path, tmp_path_factory: pytest.TempPathFactory
) -> Undisturbed:
    """What is run, how long it takes and what it leaves."""
    folder = copied(before, tmp_path_factory.mktemp("undisturbed") / "whole")
    duration_s = whole(processes, request.param, folder)
    return request.param, duration_s, killed.state(folder / "data")


@pytest.mark.parametrize(
    ("undisturbed", "first"),
    [*((killed.run, first) for first in range(0, MOMENTS, AT_ONCE)), (killed.reindex, 0)],
    indirect=["undisturbed"],
)
def test_a_run_killed_at_any_moment_and_run_again_ends_like_an_undisturbed_one(
    processes: ForkServerContext, before: Path, undisturbed: Undisturbed, tmp_path: Path, first: int
) -> None:
    job, duration_s, expected = undisturbed
    dice = random.Random(first)
    moments = range(first, first + AT_ONCE) if job is killed.run else range(0, MOMENTS, MOMENTS // AT_ONCE)
    for moment in moments:
        folder = copied(before, tmp_path / "killed")
        process = start(processes, job, folder)
        process.join((moment + dice.random()) / MOMENTS * duration_s)
        process.kill()
        process.join(60)
        process.close()
        whole(processes, job, folder)
        left = killed.state(folder / "data")
        different = {name for name in expected if left[name] != expected[name]}
        assert not different, f"killed at moment {moment}: {[(n, left[n], expected[n]) for n in different][:1]}"
