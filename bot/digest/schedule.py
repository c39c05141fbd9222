"""When digests are due: APScheduler, its jobs in the catalog's database, so that a restart forgets nothing.

A stored job is pickled and can hold no database or Slack client. So a job is only a name and a channel, and
`DueExecutor`, which APScheduler hands due jobs to, brings the work that the services do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.executors.base import BaseExecutor
from apscheduler.job import Job
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine

from bot.digest.deliver import DigestPoster, delivery_of
from bot.digest.week import last_full_week
from bot.services import Services
from bot.settings import Settings, Weekday
from store import EvenhandError, TryLater

JOBS_TABLE = "digest_jobs"
JOB_ID = "digest"
ALONGSIDE = "alongside"
"""Names what runs the work that is neither stored nor a digest."""
GRACE = timedelta(hours=12)
"""How late a digest may come: after a night without the bot it still does, two days late it would only confuse."""
RETRY_AFTER_S = (60, 300, 900, 3600)
"""Waits between attempts; together longer than the claim of a process that died is held."""

log = logging.getLogger(__name__)
Work = Callable[[str, datetime], Awaitable[object]]


@dataclass(frozen=True)
class Timetable:
    """The wish of one channel: when, by whose clock, a digest is due."""

    channel: str
    weekday: Weekday
    hour: int
    minute: int
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: Settings) -> "Timetable | None":
        """The settings' wish, or None where no channel is set."""
        if settings.digest_channel is None:
            return None
        hour, minute = (int(part) for part in settings.digest_time.split(":"))
        zone = ZoneInfo(settings.digest_time_zone)
        return cls(settings.digest_channel, settings.digest_weekday, hour, minute, zone)

    def trigger(self) -> CronTrigger:
        """Due at that time on the channel's clock, summer and winter.

        A time that the clock skips in spring comes an hour later by the clock; one that it shows twice in autumn
        comes twice, and `Delivery` makes nothing of the second.
        """
        return CronTrigger(day_of_week=self.weekday, hour=self.hour, minute=self.minute, timezone=self.zone)


def weekly_digest(channel: str) -> None:
    """The name under which the job store remembers a digest job; `DueExecutor` does the work and never calls it."""
    raise RuntimeError(f"the digest of {channel} was handed to an executor other than DueExecutor")


class DueExecutor(BaseExecutor):  # type: ignore[misc]
    """Runs `work(channel, due)` on the event loop for every due job. `due` is when it should have run.

    Work that is more than the job's grace late by `now` is not done.
    """

    def __init__(self, work: Work, *, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._work = work
        self._now = now
        self.running: set[asyncio.Task[None]] = set()

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002  (APScheduler's signature)
        for task in self.running:
            task.cancel()

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:
        task = asyncio.get_running_loop().create_task(self._run(job, run_times))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def _run(self, job: Job, run_times: list[datetime]) -> None:
        events = []
        try:
            for due in run_times:
                code, error = await self._run_once(job, due)
                events.append(JobExecutionEvent(code, job.id, job._jobstore_alias, due, exception=error))  # noqa: SLF001
        finally:
            self._run_job_success(job.id, events)

    async def _run_once(self, job: Job, due: datetime) -> tuple[int, Exception | None]:
        if self._now() - due > timedelta(seconds=job.misfire_grace_time):
            log.warning("the digest due at %s comes too late and is not posted", due)
            return EVENT_JOB_MISSED, None
        (channel,) = job.args
        try:
            await self._work(channel, due)
        except EvenhandError as error:
            log.error("the digest due at %s was not posted: %s", due, error)  # noqa: TRY400  (it says what to do)
            return EVENT_JOB_ERROR, error
        except Exception as error:
            log.exception("the digest due at %s was not posted", due)
            return EVENT_JOB_ERROR, error
        return EVENT_JOB_EXECUTED, None


class DigestSchedule:
    """The weekly job of one database. Start it inside a running event loop and stop it there."""

    def __init__(self, engine: Engine, work: Work, *, now: Callable[[], datetime]) -> None:
        """`work` must be harmless to repeat: after a restart it is asked again for what was due lately."""
        self._now = now
        self._executor = DueExecutor(work, now=now)
        self._alongside: set[asyncio.Task[Any]] = set()
        self._scheduler = AsyncIOScheduler(
            jobstores={
                "default": SQLAlchemyJobStore(engine=engine, tablename=JOBS_TABLE),
                ALONGSIDE: MemoryJobStore(),
            },
            executors={"default": self._executor, ALONGSIDE: AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE.total_seconds()},
            timezone=UTC,
        )

    def start(self, wanted: Timetable | None) -> None:
        """Schedule what the settings want, in place of what they wanted before.

        Where they are unchanged, a digest due within the grace time is due again: the process may have died over it.
        """
        self._scheduler.start(paused=True)
        stored = self._scheduler.get_job(JOB_ID)
        if wanted is None:
            if stored is not None:
                self._scheduler.remove_job(JOB_ID)
        elif stored is None or not _same(stored, wanted):
            self._add(wanted)
        else:
            due = stored.trigger.get_next_fire_time(None, self._now() - GRACE)
            self._scheduler.modify_job(JOB_ID, next_run_time=due)
        self._scheduler.resume()

    def also(self, work: Callable[[], Awaitable[object]], *, every: timedelta) -> None:
        """Do other work every so often while the schedule runs, first after that time: a start has enough to do.

        It is not stored. At most two runs overlap; whether the second does anything is its own business.
        """

        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._alongside.add(task)
            task.add_done_callback(self._alongside.discard)
            await work()

        self._scheduler.add_job(
            run,
            IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
            jobstore=ALONGSIDE,
            executor=ALONGSIDE,
            max_instances=2,
        )

    @property
    def next_due(self) -> datetime | None:
        """When the next digest is due, or None if none is wanted."""
        job = self._scheduler.get_job(JOB_ID)
        return job.next_run_time if job else None

    async def stop(self) -> None:
        """Stop, and wait until work that was under way is broken off. Harmless where it never started."""
        if not self._scheduler.running:
            return
        running = (*self._executor.running, *self._alongside)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # APScheduler shuts down one turn of the loop later
        await asyncio.gather(*running, return_exceptions=True)

    def _add(self, wanted: Timetable) -> None:
        trigger = wanted.trigger()
        self._scheduler.add_job(
            weekly_digest,
            trigger,
            args=(wanted.channel,),
            id=JOB_ID,
            replace_existing=True,
            next_run_time=trigger.get_next_fire_time(None, self._now()),
        )


def weekly_work(
    services: Services, poster: DigestPoster, *, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> Work:
    """What is done when a digest is due: post that of the last full week on the clock of the settings' time zone.

    Waits and tries again while Slack is down. Raises what the last attempt raises.
    """
    delivery = delivery_of(services, poster)
    zone = ZoneInfo(services.settings.digest_time_zone)

    async def work(channel: str, due: datetime) -> None:
        week = last_full_week(due, zone)
        for wait_s in RETRY_AFTER_S:
            try:
                await delivery.deliver(channel, week)
            except TryLater as error:
                log.warning("the digest of %s waits %s s: %s", week, wait_s, error)
                await sleep(wait_s)
            else:
                return
        await delivery.deliver(channel, week)

    return work


def schedule_of(services: Services, poster: DigestPoster) -> DigestSchedule:
    """The schedule of one data folder. Start it with `Timetable.of(services.settings)`."""
    return DigestSchedule(services.catalog.engine, weekly_work(services, poster), now=services.now)


def _same(stored: Any, wanted: Timetable) -> bool:
    return bool(repr(stored.trigger) == repr(wanted.trigger()) and stored.args == (wanted.channel,))
