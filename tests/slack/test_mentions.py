"""Promises to people who mention the bot, over real WebSockets."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from bot.playground.delivery import Delivery
from bot.playground.driver import Slack
from bot.playground.records import Message
from bot.slack.listeners.mentions import asks_the_bot
from bot.slack.words import HOW_TO_MENTION
from store import TryLater
from tests.slack import briefs
from tests.slack.conftest import FakeAnswerer

QUESTION = "What are the arguments for and against open models?"
pytestmark = pytest.mark.usefixtures("bot")


def acknowledged(slack: Slack, message: Message) -> list[Delivery]:
    """The deliveries about this message that the bot has acknowledged in time."""
    about = [one for one in slack.deliveries if one.payload.get("event", {}).get("ts") == message.ts]
    return [one for one in about if one.outcome == "acknowledged"]


async def test_a_mention_gets_a_brief_in_its_thread(slack: Slack, answerer: FakeAnswerer) -> None:
    asked = await slack.mention("C1", QUESTION)
    reply = await slack.wait_for_reply(asked.ts)
    assert answerer.questions == [QUESTION]
    assert reply.blocks[0]["text"]["text"] == "Open models: for and against"
    assert "Our bill for inference fell by a third within a quarter." in reply.text
    assert (reply.unfurl_links, reply.unfurl_media) == (False, False)
    assert reply.metadata == {"event_type": "evenhand_brief", "event_payload": {"question_ts": asked.ts}}


async def test_a_mention_inside_a_thread_is_answered_there(slack: Slack) -> None:
    start = await slack.post("C1", "Has anybody read the ledger?")
    await slack.mention("C1", QUESTION, thread_ts=start.ts)
    reply = await slack.wait_for_reply(start.ts)
    assert "Lower cost" in reply.text


async def test_one_post_gets_one_brief_however_often_it_is_delivered(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.may_answer.clear()
    asked = await slack.mention("C1", QUESTION, deliveries=3)
    await slack.wait_until(lambda: len(acknowledged(slack, asked)) == 6)
    answerer.may_answer.set()
    await slack.wait_for_reply(asked.ts)
    for delivery in slack.redeliver(asked, retry_num=1, retry_reason="http_timeout"):
        await slack.wait_for_answer(delivery)
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1
    assert answerer.questions == [QUESTION]


async def test_a_retry_that_is_the_only_delivery_is_answered(slack: Slack) -> None:
    slack.lose_next_deliveries(2)
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts)
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1


async def test_acknowledgements_do_not_wait_for_answers(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.may_answer.clear()
    asked = [await slack.mention("C1", f"Question {number}?") for number in range(8)]
    await slack.wait_until(lambda: all(len(acknowledged(slack, one)) == 2 for one in asked))
    assert slack.from_bot("C1") == []
    assert max(one.delay_s or 0 for one in slack.deliveries) < 3
    answerer.may_answer.set()
    for one in asked:
        await slack.wait_for_reply(one.ts)


async def test_a_status_shows_while_the_bot_works_and_is_gone_afterwards(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.may_answer.clear()
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_until(lambda: slack.status("C1", asked.ts) == "is reading the corpus…")
    assert slack.replies("C1", asked.ts) == []
    answerer.may_answer.set()
    await slack.wait_for_reply(asked.ts)
    assert slack.status("C1", asked.ts) == ""


async def test_a_workspace_that_shows_no_status_gets_its_answer_all_the_same(slack: Slack) -> None:
    slack.workspace.fail("assistant.threads.setStatus", "missing_scope")
    asked = await slack.mention("C1", QUESTION)
    assert "Lower cost" in (await slack.wait_for_reply(asked.ts)).text


async def test_an_error_becomes_one_sentence_with_a_reference_and_a_traceback_in_the_log(
    slack: Slack, answerer: FakeAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    answerer.error = RuntimeError("private: disk 7")
    asked = await slack.mention("C1", QUESTION)
    sorry = await slack.wait_for_reply(asked.ts)
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1
    assert "private" not in sorry.text
    (record,) = [one for one in caplog.records if "reference" in one.getMessage()]
    reference = record.getMessage().split()[1].rstrip(":")
    assert reference in sorry.text
    assert record.exc_info is not None
    assert "private: disk 7" in str(record.exc_info[1])


async def test_a_second_failure_says_nothing_more(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.error = RuntimeError("not now")
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts)
    await slack.idle()
    tries = len(answerer.questions)
    slack.redeliver(asked)
    await answerer.wait_for_questions(tries + 1)
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1
    assert slack.status("C1", asked.ts) == ""


async def test_a_retry_after_an_error_finishes_the_work(slack: Slack, answerer: FakeAnswerer) -> None:
    slack.workspace.fail("conversations.replies", "missing_scope")
    answerer.error = RuntimeError("not now")
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts)
    await slack.idle()
    answerer.error = None
    slack.redeliver(asked)
    reply = await slack.wait_for_reply(asked.ts, count=2)
    await slack.idle()
    assert "Lower cost" in reply.text
    assert len(slack.replies("C1", asked.ts)) == 2


async def test_an_error_that_people_can_mend_is_told_in_its_own_words(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.error = TryLater("The model <gpt> is busy; ask again in a minute.")
    asked = await slack.mention("C1", QUESTION)
    reply = await slack.wait_for_reply(asked.ts)
    assert reply.text == "The model &lt;gpt&gt; is busy; ask again in a minute."


@pytest.mark.parametrize("text", ["", "help", "  ", "hello", "Thanks a lot! :pray:"])
async def test_a_mention_without_a_question_gets_a_short_how_to(
    slack: Slack, answerer: FakeAnswerer, text: str
) -> None:
    asked = await slack.mention("C1", text)
    reply = await slack.wait_for_reply(asked.ts)
    assert reply.text == HOW_TO_MENTION
    assert answerer.questions == []


async def test_a_direct_message_needs_no_mention(slack: Slack, answerer: FakeAnswerer) -> None:
    asked = await slack.direct_message(QUESTION)
    reply = await slack.wait_for_reply(asked.ts)
    assert "Lower cost" in reply.text
    assert answerer.questions == [QUESTION]


async def test_talk_that_is_not_for_the_bot_is_left_alone(slack: Slack, answerer: FakeAnswerer) -> None:
    said = await slack.post("C1", "Open models again, <@U2>?")
    await slack.edit(said, "Open models again?")
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts)
    await slack.delete(said)
    await slack.edit(asked, f"<@{slack.workspace.me.bot_user}> And closed ones?")
    await slack.idle()
    assert answerer.questions == [QUESTION]
    assert len(slack.from_bot("C1")) == 1


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_mention", "user": "U9", "bot_id": "B9"},
        {"type": "message", "user": "U9", "subtype": "bot_message", "text": "<@UBOT> hello"},
        {"type": "message", "user": "UBOT", "channel_type": "im"},
        {"type": "message", "user": "USLACKBOT", "channel_type": "im"},
        {"type": "message", "subtype": "message_changed", "channel_type": "im"},
        {"type": "message", "user": "U1", "channel_type": "channel", "text": "hello"},
    ],
)
def test_bots_and_reports_of_changes_are_not_answered(event: dict[str, Any]) -> None:
    assert not asks_the_bot(event, "UBOT")


async def test_article_text_cannot_page_the_channel(slack: Slack, answerer: FakeAnswerer) -> None:
    hostile = replace(briefs.BILL, text="<!channel> <!here> <@U2> <https://evil.example|open> *now*", speaker="<!here>")
    answerer.brief = replace(
        briefs.BOTH_SIDES,
        topic="<!channel>",
        takeaway="<!everyone>",
        points_for=(replace(briefs.BOTH_SIDES.points_for[0], headline="<!channel>", quotes=(hostile,)),),
        sources=(replace(briefs.LEDGER, title="<!channel>", publisher="<@U2>"),),
    )
    asked = await slack.mention("C1", QUESTION)
    reply = await slack.wait_for_reply(asked.ts)
    sent = reply.text + json.dumps(reply.blocks)
    assert "<!" not in sent
    assert "<@" not in sent
    assert "<https://evil" not in sent
    assert "&lt;!channel&gt;" in sent


async def test_a_workspace_that_refuses_the_blocks_gets_plain_text(slack: Slack) -> None:
    slack.workspace.unsupported_blocks = {"context"}
    asked = await slack.mention("C1", QUESTION)
    reply = await slack.wait_for_reply(asked.ts)
    assert reply.blocks == []
    assert "Lower cost" in reply.text


async def test_a_rate_limit_is_obeyed(slack: Slack) -> None:
    slack.workspace.rate_limit("chat.postMessage", retry_after_s=1)
    began = time.monotonic()
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts)
    assert time.monotonic() - began >= 1
    assert [call.status for call in slack.calls("chat.postMessage")] == [429, 200]


@pytest.mark.parametrize("status", [None, 500])
async def test_a_post_whose_receipt_got_lost_is_not_posted_twice(slack: Slack, status: int | None) -> None:
    slack.workspace.lose_response("chat.postMessage", status=status)
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_until(lambda: slack.calls("conversations.replies") or None)
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1


async def test_a_post_that_never_arrived_is_posted_again(slack: Slack) -> None:
    slack.workspace.fail("chat.postMessage", "internal_error", status=500)
    asked = await slack.mention("C1", QUESTION)
    assert "Lower cost" in (await slack.wait_for_reply(asked.ts)).text


async def test_questions_are_answered_after_slack_replaced_the_connection(slack: Slack) -> None:
    await slack.refresh_connections()
    await slack.wait_for_connections()
    asked = await slack.mention("C1", QUESTION)
    assert "Lower cost" in (await slack.wait_for_reply(asked.ts)).text
