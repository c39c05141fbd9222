"""Digests in a channel: the real poster and the SDK against the look-alike, over HTTP."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.deliver import Delivery, delivery_of
from bot.digest.digest import Digest
from bot.digest.posted import STALE_AFTER, PostedDigests
from bot.digest.schedule import schedule_of
from bot.digest.week import Week, last_full_week
from bot.playground.driver import Slack
from bot.playground.records import Channel, Message
from bot.services import Services
from bot.slack import digest_poster
from bot.slack.digest_poster import SlackDigestPoster
from store import FixSetup, Published, TryLater
from store.catalog import Catalog
from tests.conftest import AddPage
from tests.digest.news import WEEK, Clock, digest, numbered_ids
from tests.digest.test_schedule import an_hour_before

NAME = str(WEEK)


class Killed(BaseException):
    """What a process feels of `kill -9`: nothing of its own runs after it."""


class KilledAfterThePost(SlackDigestPoster):
    async def post(self, channel: str, digest: Digest) -> str:
        await super().post(channel, digest)
        raise Killed


@pytest.fixture
def poster(slack: Slack) -> SlackDigestPoster:
    return SlackDigestPoster(slack.bot_token, slack.api_url)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def delivery(catalog: Catalog, poster: SlackDigestPoster, clock: Clock) -> Delivery:
    posted = PostedDigests(catalog.engine, now=clock, new_id=numbered_ids())
    return Delivery(lambda week: digest(str(week)), posted, poster)


async def test_a_digest_stands_in_the_channel_with_its_week_in_the_metadata(slack: Slack, delivery: Delivery) -> None:
    ts = await delivery.deliver("C1", WEEK)

    (message,) = slack.from_bot("C1")
    assert message.ts == ts
    assert message.metadata == {"event_type": "evenhand_digest", "event_payload": {"week": NAME}}
    assert "The week 10–16 November 2025" in message.text
    assert message.blocks
    assert (message.unfurl_links, message.unfurl_media) == (False, False)


async def test_a_post_whose_answer_is_lost_stands_there_once(slack: Slack, delivery: Delivery) -> None:
    slack.workspace.lose_response("chat.postMessage")

    with pytest.raises(TryLater):
        await delivery.deliver("C1", WEEK)
    ts = await delivery.deliver("C1", WEEK)

    assert [message.ts for message in slack.from_bot("C1")] == [ts]


async def test_an_error_after_the_post_leaves_one_digest(slack: Slack, delivery: Delivery) -> None:
    slack.workspace.lose_response("chat.postMessage", status=500)

    with pytest.raises(TryLater):
        await delivery.deliver("C1", WEEK)
    await delivery.deliver("C1", WEEK)

    assert len(slack.from_bot("C1")) == 1


async def test_a_bot_killed_between_post_and_record_leaves_one_digest(
    slack: Slack, delivery: Delivery, clock: Clock
) -> None:
    with pytest.raises(Killed):
        await replace(delivery, poster=KilledAfterThePost(slack.bot_token, slack.api_url)).deliver("C1", WEEK)

    clock.at += STALE_AFTER + timedelta(seconds=1)
    ts = await delivery.deliver("C1", WEEK)

    assert [message.ts for message in slack.from_bot("C1")] == [ts]
    assert delivery.posted.ts("C1", NAME) == ts


async def test_a_refused_post_is_posted_by_the_next_attempt(slack: Slack, delivery: Delivery) -> None:
    slack.workspace.fail("chat.postMessage", "internal_error")

    with pytest.raises(TryLater, match="internal_error"):
        await delivery.deliver("C1", WEEK)
    await delivery.deliver("C1", WEEK)

    assert len(slack.from_bot("C1")) == 1


async def test_a_post_refused_for_its_rate_is_sent_again_when_slack_says(slack: Slack, delivery: Delivery) -> None:
    slack.workspace.rate_limit("chat.postMessage", retry_after_s=0)

    await delivery.deliver("C1", WEEK)

    assert len(slack.from_bot("C1")) == 1


async def test_a_digest_is_found_on_a_later_page_and_only_its_own_week(
    slack: Slack, poster: SlackDigestPoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest_poster, "PAGE", 1)
    ts = await poster.post("C1", digest(NAME))
    await slack.post("C1", "Thanks!")
    await poster.post("C1", digest("2025-W45"))

    assert await poster.find("C1", NAME) == ts
    assert await poster.find("C1", "2025-W44") is None
    assert await poster.find("C2", NAME) is None


async def test_what_another_app_posts_under_our_event_is_not_taken_for_a_digest(
    slack: Slack, poster: SlackDigestPoster
) -> None:
    theirs = {"event_type": "evenhand_digest", "event_payload": {"week": NAME}}
    slack.workspace.post(
        Message("C1", slack.workspace.new_ts(), "U2", "Free prizes", bot_id="B0OTHER", metadata=theirs)
    )

    assert await poster.find("C1", NAME) is None


@pytest.mark.parametrize("name", ["#leadership", "leadership"])
async def test_a_channel_can_be_given_by_its_name(slack: Slack, poster: SlackDigestPoster, name: str) -> None:
    ts = await poster.post(name, digest(NAME))

    assert [message.ts for message in slack.from_bot("C3")] == [ts]
    assert await poster.find(name, NAME) == ts


@pytest.mark.parametrize(("channel", "remedy"), [("C9", "/invite"), ("#nowhere", "EVENHAND_DIGEST_CHANNEL")])
async def test_a_channel_the_bot_is_not_in_gets_a_remedy(
    slack: Slack, poster: SlackDigestPoster, channel: str, remedy: str
) -> None:
    slack.workspace.add_channel(Channel("C9", "elsewhere", members={"U1"}))

    with pytest.raises(FixSetup, match=remedy):
        await poster.post(channel, digest(NAME))


async def test_a_wrong_token_gets_a_remedy(slack: Slack) -> None:
    stranger = SlackDigestPoster("xoxb-wrong", slack.api_url)

    with pytest.raises(FixSetup, match="SLACK_BOT_TOKEN"):
        await stranger.post("C1", digest(NAME))


async def test_a_slack_that_cannot_be_reached_is_tried_later() -> None:
    nowhere = SlackDigestPoster("xoxb-any", "http://127.0.0.1:9/api/")

    with pytest.raises(TryLater, match="cannot be reached"):
        await nowhere.post("C1", digest(NAME))


async def test_a_workspace_that_refuses_the_blocks_gets_the_digest_as_text(
    slack: Slack, poster: SlackDigestPoster
) -> None:
    slack.workspace.unsupported_blocks.add("header")

    await poster.post("C1", digest(NAME))

    (message,) = slack.from_bot("C1")
    assert "The old ferry was sold on Tuesday" in message.text
    assert "header" not in json.dumps(message.blocks)


async def test_an_article_cannot_page_the_channel_through_a_digest(slack: Slack, poster: SlackDigestPoster) -> None:
    await poster.post("C1", digest(NAME, text="<!channel> <@U1> read <https://evil.example|this> *now*"))

    (message,) = slack.from_bot("C1")
    shown = message.text + json.dumps(message.blocks, ensure_ascii=False)
    assert not any(forged in shown for forged in ("<!", "<@", "<http", "*now*"))
    assert "&lt;!channel&gt;" in shown


async def test_a_week_ends_and_its_digest_comes_once_through_restarts(
    slack: Slack, services: Services, add_page: AddPage, poster: SlackDigestPoster
) -> None:
    """The whole way: real schedule, stories, briefs and poster; the clock is set so that the digest is just due."""
    now = datetime.now(UTC)
    due = an_hour_before(now)
    week = last_full_week(now - timedelta(hours=1), due.zone)
    day = week.first_day
    add_page(
        "The harbour council adopted an open model for its permits on Monday. It expects lower costs.",
        published=Published(day.year, day.month, day.day),
        title="Council adopts open model",
        publisher="Harbour Ledger",
    )
    clock = Clock(now - timedelta(days=2))
    bots = replace(services, now=clock)
    first = schedule_of(bots, poster)
    first.start(due)
    await first.stop()
    assert slack.from_bot("C1") == []

    clock.at = now
    for _ in range(2):
        bot = schedule_of(bots, poster)
        bot.start(due)
        message = await slack.wait_for_message("C1")
        await slack.idle()
        await asyncio.gather(*bot._executor.running)
        await bot.stop()

    assert len(slack.from_bot("C1")) == 1
    assert message.metadata == {"event_type": "evenhand_digest", "event_payload": {"week": str(week)}}
    assert "Council adopts open model" in message.text
    assert delivery_of(bots, poster).posted.ts("C1", str(week)) == message.ts


async def test_several_bots_on_one_database_post_one_digest(
    slack: Slack, services: Services, poster: SlackDigestPoster
) -> None:
    deliveries = [delivery_of(services, poster) for _ in range(4)]

    outcomes = await asyncio.gather(*(one.deliver("C1", Week(2025, 40)) for one in deliveries), return_exceptions=True)

    (message,) = slack.from_bot("C1")
    assert message.ts in outcomes
    assert all(outcome == message.ts or isinstance(outcome, TryLater) for outcome in outcomes)
