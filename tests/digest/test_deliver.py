import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digest.deliver import Delivery
from bot.digest.posted import STALE_AFTER, PostedDigests
from bot.digest.week import Week
from store import FixSetup, TryLater
from store.catalog import Catalog
from tests.digest.news import WEEK, Clock, CountingPoster, digest, numbered_ids


class Killed(BaseException):
    """What a process feels of `kill -9`: nothing of its own runs after it."""


@dataclass
class Bots:
    """Bot processes over one database, one channel and one clock."""

    path: Path
    clock: Clock
    poster: CountingPoster
    opened: list[Catalog]

    def start(self) -> Delivery:
        """A bot process of its own: what it knows it reads from the database."""
        catalog = Catalog(self.path)
        self.opened.append(catalog)
        new_id = numbered_ids()
        name = f"bot{len(self.opened)}"
        posted = PostedDigests(catalog.engine, now=self.clock, new_id=lambda: f"{name}-{new_id()}")
        return Delivery(lambda week: digest(str(week)), posted, self.poster)


@pytest.fixture
def bots(tmp_path: Path) -> Iterator[Bots]:
    made = Bots(tmp_path / "catalog.sqlite", Clock(), CountingPoster(), [])
    yield made
    for catalog in made.opened:
        catalog.close()


async def test_a_digest_is_posted_once_however_often_it_is_due(bots: Bots) -> None:
    delivery = bots.start()

    first = await delivery.deliver("C1", WEEK)
    second = await delivery.deliver("C1", WEEK)

    assert bots.poster.count() == 1
    assert first == second == "ts-C1-2025-W46"


async def test_after_a_restart_it_is_not_posted_again(bots: Bots) -> None:
    await bots.start().deliver("C1", WEEK)
    await bots.start().deliver("C1", WEEK)

    assert bots.poster.count() == 1


async def test_other_weeks_and_channels_get_their_own(bots: Bots) -> None:
    delivery = bots.start()

    await delivery.deliver("C1", WEEK)
    await delivery.deliver("C1", Week(2025, 47))
    await delivery.deliver("C2", WEEK)

    assert (bots.poster.count("C1"), bots.poster.count("C2")) == (2, 1)


async def test_of_many_bots_at_once_one_posts(bots: Bots) -> None:
    deliveries = [bots.start() for _ in range(6)]

    outcomes = await asyncio.gather(*(one.deliver("C1", WEEK) for one in deliveries), return_exceptions=True)

    assert bots.poster.count() == 1
    assert "ts-C1-2025-W46" in outcomes
    assert all(outcome == "ts-C1-2025-W46" or isinstance(outcome, TryLater) for outcome in outcomes)


async def test_a_failed_post_is_tried_again_at_once(bots: Bots) -> None:
    bots.poster.fails = [TryLater("Slack is down.")]
    delivery = bots.start()

    with pytest.raises(TryLater, match="Slack is down"):
        await delivery.deliver("C1", WEEK)
    await delivery.deliver("C1", WEEK)

    assert bots.poster.count() == 1


async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(bots: Bots) -> None:
    bots.poster.fails, bots.poster.lost_answer = [TryLater("No answer.")], True
    delivery = bots.start()

    with pytest.raises(TryLater):
        await delivery.deliver("C1", WEEK)
    ts = await delivery.deliver("C1", WEEK)

    assert bots.poster.count() == 1
    assert ts == "ts-C1-2025-W46"


@pytest.mark.parametrize("after_the_post", [True, False])
async def test_a_bot_killed_over_the_post_leaves_one_digest(bots: Bots, after_the_post: bool) -> None:
    bots.poster.fails, bots.poster.lost_answer = [Killed()], after_the_post
    with pytest.raises(Killed):
        await bots.start().deliver("C1", WEEK)

    restarted = bots.start()
    with pytest.raises(TryLater, match="Another process"):
        await restarted.deliver("C1", WEEK)
    bots.clock.at += STALE_AFTER + timedelta(seconds=1)
    await restarted.deliver("C1", WEEK)

    assert bots.poster.count() == 1


async def test_the_channel_is_not_searched_where_nobody_tried_before(bots: Bots) -> None:
    await bots.start().deliver("C1", WEEK)

    assert bots.poster.searches == 0


async def test_the_contents_of_a_posted_digest_are_remembered(bots: Bots) -> None:
    bots.poster.fails, bots.poster.lost_answer = [TryLater("No answer.")], True
    delivery = bots.start()
    with pytest.raises(TryLater):
        await delivery.deliver("C1", WEEK)
    assert delivery.posted.contents("C1", "2025-W46") is None

    await delivery.deliver("C1", WEEK)

    posted = bots.poster.messages["C1", "2025-W46"][0]
    assert delivery.posted.contents("C1", "2025-W46") == json.loads(json.dumps(posted.to_json()))


async def test_a_problem_that_an_operator_must_mend_is_told_and_nothing_is_claimed(bots: Bots) -> None:
    bots.poster.fails = [FixSetup("Invite the bot.")]
    with pytest.raises(FixSetup, match="Invite the bot"):
        await bots.start().deliver("C1", WEEK)

    await bots.start().deliver("C1", WEEK)

    assert bots.poster.count() == 1
