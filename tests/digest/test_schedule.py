import asyncio
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.digest.schedule import GRACE, RETRY_AFTER_S, DigestSchedule, Timetable, weekly_work
from bot.services import Services
from bot.settings import Settings, Weekday
from store import FixSetup, TryLater
from store.catalog import Catalog
from tests.digest.news import Clock, CountingPoster

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NINE = Timetable("C1", "mon", 9, 0, BERLIN)
WAIT_S = 5.0

Sleep = Callable[[float], Awaitable[object]]


@dataclass
class Due:
    """What was due, in order, and a way to wait for it. `errors` are raised by the next calls."""

    seen: list[tuple[str, datetime]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, channel: str, due: datetime) -> None:
        self.seen.append((channel, due))
        self.happened.set()
        if self.errors:
            raise self.errors.pop(0)


@dataclass
class Bot:
    """Starts schedules over one catalog, as a bot that is restarted does."""

    catalog: Catalog
    clock: Clock
    due: Due = field(default_factory=Due)

    @asynccontextmanager
    async def running(self, wanted: Timetable | None) -> AsyncIterator[DigestSchedule]:
        schedule = DigestSchedule(self.catalog.engine, self.due, now=self.clock)
        schedule.start(wanted)
        try:
            yield schedule
        finally:
            await schedule.stop()


@pytest.fixture
def bot(catalog: Catalog) -> Bot:
    """A bot a hundred years on: APScheduler wakes by the machine's clock and finds nothing due before a test says so."""
    return Bot(catalog, Clock(datetime(2125, 11, 15, 12, 0, tzinfo=UTC)))


def fire_times(wanted: Timetable, start: datetime, count: int) -> list[datetime]:
    times, now = [], start
    for _ in range(count):
        now = wanted.trigger().get_next_fire_time(None, now)
        times.append(now)
        now += timedelta(hours=2)
    return times


@pytest.mark.parametrize(
    ("start", "utc_hours"),
    [(datetime(2026, 3, 20, tzinfo=UTC), [8, 7, 7]), (datetime(2026, 10, 16, tzinfo=UTC), [7, 8, 8])],
)
def test_nine_o_clock_is_nine_o_clock_in_summer_and_winter(start: datetime, utc_hours: list[int]) -> None:
    times = fire_times(MONDAY_NINE, start, 3)

    assert [time.astimezone(BERLIN).strftime("%a %H:%M") for time in times] == ["Mon 09:00"] * 3
    assert [time.astimezone(UTC).hour for time in times] == utc_hours
    assert [later.date() - time.date() for time, later in pairwise(times)] == [timedelta(7)] * 2


def test_a_time_that_the_clock_skips_in_spring_comes_once_an_hour_later() -> None:
    wanted = Timetable("C1", "sun", 2, 30, BERLIN)

    times = fire_times(wanted, datetime(2026, 3, 23, tzinfo=UTC), 2)

    assert [time.astimezone(UTC) for time in times] == [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # 03:30 by the clock, which jumped from 02:00 to 03:00
        datetime(2026, 4, 5, 0, 30, tzinfo=UTC),
    ]


async def test_a_time_that_the_clock_shows_twice_in_autumn_brings_one_digest(services: Services) -> None:
    poster = CountingPoster()
    wanted = Timetable("C1", "sun", 2, 30, BERLIN)
    first = wanted.trigger().get_next_fire_time(None, datetime(2026, 10, 20, tzinfo=UTC))
    second = wanted.trigger().get_next_fire_time(first, first + timedelta(minutes=1))
    work = work_of(services, poster)

    await work("C1", first)
    await work("C1", second)

    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert poster.count() == 1


async def test_a_new_wish_is_due_next_time_and_not_at_once(bot: Bot) -> None:
    bot.clock.at = datetime(2125, 11, 19, 10, 0, tzinfo=BERLIN)  # a Monday, one hour after nine

    async with bot.running(MONDAY_NINE) as schedule:
        assert schedule.next_due == datetime(2125, 11, 26, 9, 0, tzinfo=BERLIN)


async def test_a_changed_wish_takes_the_place_of_the_old_one(bot: Bot) -> None:
    async with bot.running(MONDAY_NINE):
        pass
    async with bot.running(Timetable("C2", "fri", 16, 30, BERLIN)) as schedule:
        assert schedule.next_due == datetime(2125, 11, 16, 16, 30, tzinfo=BERLIN)

    assert stored_jobs(bot.catalog) == [("digest", ("C2",))]


async def test_without_a_channel_nothing_is_due_any_more(bot: Bot) -> None:
    async with bot.running(MONDAY_NINE):
        pass
    async with bot.running(None) as schedule:
        assert schedule.next_due is None

    assert stored_jobs(bot.catalog) == []


async def test_a_restart_keeps_the_wish_and_its_time(bot: Bot) -> None:
    async with bot.running(MONDAY_NINE) as schedule:
        before = schedule.next_due
    async with bot.running(MONDAY_NINE) as schedule:
        assert schedule.next_due == before


async def down_since_before_it_was_due(bot: Bot) -> tuple[Timetable, datetime]:
    """The wish of a bot that has been down for two days, due an hour before the time returned with it."""
    now = datetime.now(UTC)
    wanted = an_hour_before(now)
    bot.clock.at = now - timedelta(days=2)
    async with bot.running(wanted):
        pass
    bot.clock.at = now
    return wanted, now


async def test_what_was_due_while_the_bot_was_down_is_done_at_its_start(bot: Bot) -> None:
    wanted, now = await down_since_before_it_was_due(bot)
    async with bot.running(wanted) as schedule:
        await asyncio.wait_for(bot.due.happened.wait(), WAIT_S)

        assert [(channel, now - due < timedelta(hours=1, minutes=2)) for channel, due in bot.due.seen] == [("C1", True)]
        assert schedule.next_due is not None
        assert schedule.next_due > now + timedelta(days=6)


async def test_what_failed_lately_is_due_again_after_a_restart(bot: Bot) -> None:
    wanted, _now = await down_since_before_it_was_due(bot)
    for _ in range(2):
        bot.due.errors, bot.due.happened = [FixSetup("Invite the bot.")], asyncio.Event()
        async with bot.running(wanted):
            await asyncio.wait_for(bot.due.happened.wait(), WAIT_S)

    assert len(bot.due.seen) == 2
    assert bot.due.seen[0] == bot.due.seen[1]


async def test_what_is_too_late_is_left_for_the_next_week(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    now = datetime.now(UTC)
    wanted = an_hour_before(now - GRACE)
    bot.clock.at = now - timedelta(days=2)
    async with bot.running(wanted):
        pass

    bot.clock.at = now
    async with bot.running(wanted) as schedule:
        assert schedule.next_due is not None
        assert schedule.next_due > now + timedelta(days=6)

    assert bot.due.seen == []
    assert "was not posted" not in caplog.text


async def test_stopping_breaks_off_work_that_waits(bot: Bot) -> None:
    now = datetime.now(UTC)
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def wait_forever(_channel: str, _due: datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    wanted = an_hour_before(now)
    bot.clock.at = now - timedelta(days=2)
    async with bot.running(wanted):
        pass
    bot.clock.at = now
    schedule = DigestSchedule(bot.catalog.engine, wait_forever, now=bot.clock)
    schedule.start(wanted)
    await asyncio.wait_for(begun.wait(), WAIT_S)

    await schedule.stop()

    assert cancelled.is_set()


async def test_a_schedule_that_never_ran_can_be_stopped_and_one_that_did_twice(bot: Bot) -> None:
    schedule = DigestSchedule(bot.catalog.engine, bot.due, now=bot.clock)
    await schedule.stop()
    schedule.start(MONDAY_NINE)
    assert schedule.next_due is not None
    await schedule.stop()
    await schedule.stop()
    assert bot.due.seen == []


async def test_a_job_in_the_database_holds_a_channel_and_a_time_and_no_service(bot: Bot) -> None:
    async with bot.running(MONDAY_NINE):
        with bot.catalog.engine.connect() as db:
            (state,) = db.execute(text("SELECT job_state FROM digest_jobs")).scalars()

    job = pickle.loads(state)  # noqa: S301  (written by this test)
    assert (job["func"], tuple(job["args"]), job["kwargs"]) == ("bot.digest.schedule:weekly_digest", ("C1",), {})


async def test_the_digest_posted_is_that_of_the_last_full_week_before_it_was_due(services: Services) -> None:
    poster = CountingPoster()

    # Sunday evening in London is Monday morning in the settings' time zone.
    await work_of(services, poster, zone="Asia/Tokyo")("C1", datetime(2025, 11, 16, 20, 0, tzinfo=UTC))
    await work_of(services, poster, zone="UTC")("C2", datetime(2025, 11, 16, 20, 0, tzinfo=UTC))

    assert sorted(poster.messages) == [("C1", "2025-W46"), ("C2", "2025-W45")]


async def test_while_slack_is_down_the_digest_waits_and_keeps_its_week(services: Services) -> None:
    poster = CountingPoster(fails=[TryLater("Slack is down.") for _ in RETRY_AFTER_S])
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    await work_of(services, poster, sleep=sleep)("C1", datetime(2025, 11, 16, 23, 55, tzinfo=UTC))

    assert waits == list(RETRY_AFTER_S)
    assert list(poster.messages) == [("C1", "2025-W45")]


@pytest.mark.parametrize(
    ("weekday", "time", "zone", "expected"),
    [
        ("mon", "09:00", "UTC", datetime(2025, 11, 24, 9, 0, tzinfo=UTC)),
        ("fri", "16:30", "America/New_York", datetime(2025, 11, 21, 21, 30, tzinfo=UTC)),
    ],
)
def test_the_settings_say_when(tmp_path: Path, weekday: Weekday, time: str, zone: str, expected: datetime) -> None:
    settings = Settings(
        data=tmp_path, digest_channel="C1", digest_weekday=weekday, digest_time=time, digest_time_zone=zone
    )

    wanted = Timetable.of(settings)

    assert wanted is not None
    assert fire_times(wanted, datetime(2025, 11, 20, 9, 0, tzinfo=UTC), 1) == [expected]
    assert Timetable.of(Settings(data=tmp_path)) is None


def an_hour_before(now: datetime) -> Timetable:
    """The wish of a channel whose digest was due between one hour and one hour and a minute ago."""
    due = now - timedelta(hours=1)
    weekdays: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return Timetable("C1", weekdays[due.weekday()], due.hour, due.minute, ZoneInfo("UTC"))


def work_of(
    services: Services, poster: CountingPoster, *, zone: str = "UTC", sleep: Sleep = asyncio.sleep
) -> Callable[[str, datetime], Awaitable[object]]:
    settings = services.settings.model_copy(update={"digest_time_zone": zone, "digest_topics": ()})
    return weekly_work(replace(services, settings=settings), poster, sleep=sleep)


def stored_jobs(catalog: Catalog) -> list[tuple[str, tuple[str, ...]]]:
    with catalog.engine.connect() as db:
        rows = db.execute(text("SELECT id, job_state FROM digest_jobs")).all()
    return [(row[0], tuple(pickle.loads(row[1])["args"])) for row in rows]  # noqa: S301  (written by this test)
