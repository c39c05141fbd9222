"""Promises of claims: one answer, never a lost one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.slack.claims import Claims, claims, names_of
from store.catalog import Catalog

MENTION = names_of("T1", "Ev1", "C1", "1.1")
SAME_POST = names_of("T1", "Ev2", "C1", "1.1")
OTHER_POST = names_of("T1", "Ev3", "C1", "2.2")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def process(catalog: Catalog, clock: Clock) -> Callable[[], Claims]:
    """Starts one more process on the same database."""
    numbers = count()
    return lambda: Claims(catalog.engine, now=lambda: clock.now, new_id=lambda: f"id{next(numbers)}")


def test_one_post_is_claimed_once_whatever_event_tells_of_it(process: Callable[[], Claims]) -> None:
    ours = process()
    assert ours.claim(MENTION) is not None
    assert ours.claim(MENTION) is None
    assert ours.claim(SAME_POST) is None
    assert ours.claim(OTHER_POST) is not None


def test_an_event_is_claimed_once_even_if_its_message_is_told_differently(process: Callable[[], Claims]) -> None:
    ours = process()
    assert ours.claim(names_of("T1", "Ev1", "C1", "1.1")) is not None
    assert ours.claim(names_of("T1", "Ev1", "C1", "9.9")) is None


def test_a_message_without_an_event_id_is_claimed_by_itself(process: Callable[[], Claims]) -> None:
    ours = process()
    assert ours.claim(names_of("T1", None, "C1", "1.1")) is not None
    assert ours.claim(names_of(None, None, "C1", "1.1")) is None


def test_an_answered_post_stays_answered_for_a_day(process: Callable[[], Claims], clock: Clock) -> None:
    claim = process().claim(MENTION)
    assert claim is not None
    process().finish(claim)
    clock.advance(hours=23, minutes=59)
    assert process().claim(MENTION) is None


def test_older_claims_are_forgotten(process: Callable[[], Claims], clock: Clock, catalog: Catalog) -> None:
    process().claim(MENTION)
    clock.advance(hours=24, seconds=1)
    process().claim(OTHER_POST)
    with catalog.engine.connect() as db:
        assert db.execute(select(func.count()).select_from(claims)).scalar_one() == len(OTHER_POST)


def test_failed_work_can_be_claimed_again_and_the_claim_says_so(process: Callable[[], Claims]) -> None:
    ours = process()
    first = ours.claim(MENTION)
    assert first is not None
    assert not first.repeated
    ours.release(first, apologised=True)
    second = ours.claim(SAME_POST)
    assert second is not None
    assert second.repeated
    assert second.apologised
    ours.release(second)
    third = ours.claim(MENTION)
    assert third is not None
    assert third.apologised


def test_what_a_killed_process_left_can_be_claimed_after_five_minutes(
    process: Callable[[], Claims], clock: Clock
) -> None:
    process().claim(MENTION)
    restarted = process()
    clock.advance(minutes=4)
    assert restarted.claim(MENTION) is None
    clock.advance(minutes=2)
    claim = restarted.claim(MENTION)
    assert claim is not None
    assert claim.repeated
    assert not claim.apologised


def test_a_process_never_takes_its_own_work_for_dead(process: Callable[[], Claims], clock: Clock) -> None:
    ours = process()
    ours.claim(MENTION)
    clock.advance(hours=1)
    assert ours.claim(MENTION) is None


def test_a_process_that_lost_its_claim_does_not_finish_anothers(process: Callable[[], Claims], clock: Clock) -> None:
    slow, quick = process(), process()
    lost = slow.claim(MENTION)
    clock.advance(minutes=6)
    taken = quick.claim(MENTION)
    assert lost is not None
    assert taken is not None
    slow.finish(lost)
    quick.release(taken)
    assert quick.claim(MENTION) is not None


def test_of_many_at_once_exactly_one_gets_the_claim(tmp_path: Path, clock: Clock) -> None:
    numbers = count()
    catalogs = [Catalog(tmp_path / "catalog.sqlite") for _ in range(4)]
    processes = [
        Claims(catalog.engine, now=lambda: clock.now, new_id=lambda: f"id{next(numbers)}") for catalog in catalogs
    ]
    posts = [names_of("T1", f"Ev{number}", "C1", f"{number}.0") for number in range(10)]
    with ThreadPoolExecutor(8) as threads:
        tries = [(post, threads.submit(ours.claim, post)) for post in posts for ours in processes * 2]
        won = [post for post, attempt in tries if attempt.result() is not None]
    for catalog in catalogs:
        catalog.close()
    assert sorted(won) == sorted(posts)
