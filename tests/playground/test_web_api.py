"""The SDK's own client against the look-alike's Web API."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models.metadata import Metadata
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.driver import Slack
from bot.playground.records import Channel


async def refusal(call: Any) -> dict[str, Any]:
    """The body that Slack refused a call with."""
    with pytest.raises(SlackApiError) as caught:
        await call
    body = caught.value.response.data
    assert isinstance(body, dict)
    return body


async def test_the_bot_learns_who_it_is(slack: Slack, web_client: AsyncWebClient) -> None:
    me = await web_client.auth_test()
    assert (me["user_id"], me["bot_id"]) == (slack.workspace.me.bot_user, slack.workspace.me.bot_id)
    assert (await web_client.team_info())["team"]["id"] == me["team_id"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-of-somebody-else", "invalid_auth"), ("xapp-playground", "not_allowed_token_type")],
)
async def test_a_wrong_token_is_refused(slack: Slack, token: str, error: str) -> None:
    client = AsyncWebClient(token=token, base_url=slack.api_url)
    assert (await refusal(client.auth_test()))["error"] == error


async def test_a_bot_token_opens_no_socket(web_client: AsyncWebClient, slack: Slack) -> None:
    assert (await refusal(web_client.apps_connections_open(app_token=slack.bot_token)))["error"] == (
        "not_allowed_token_type"
    )
    opened = await web_client.apps_connections_open(app_token=slack.app_token)
    assert opened["url"].startswith("ws://127.0.0.1:")


async def test_a_method_nobody_has_is_unknown(web_client: AsyncWebClient) -> None:
    assert (await refusal(web_client.api_call("chat.shout")))["error"] == "unknown_method"


async def test_form_query_and_json_bodies_mean_the_same(slack: Slack) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    arguments = {"channel": "C1", "text": "Same words"}
    url = f"{slack.api_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session:
        for sending in (
            session.post(url, json=arguments),
            session.post(url, data=arguments),
            session.post(url, params=arguments),
        ):
            async with sending as response:
                assert (await response.json())["ok"] is True
    assert [message.text for message in slack.channel("C1")] == ["Same words"] * 3


async def test_a_token_in_the_form_counts_too(slack: Slack) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.api_url}auth.test", data={"token": slack.bot_token}) as response,
    ):
        assert (await response.json())["ok"] is True


async def test_a_missing_scope_is_named(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.scopes = {"users:read"}
    body = await refusal(web_client.chat_postMessage(channel="C1", text="No"))
    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write")
    assert (await web_client.users_info(user="U1"))["ok"] is True


async def test_a_reply_lands_in_its_thread_with_its_metadata(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "Anything new?")
    metadata = Metadata(event_type="digest", event_payload={"week": "2025-W47"})
    posted = await web_client.chat_postMessage(
        channel="C1", text="Yes", thread_ts=question.ts, metadata=metadata, unfurl_links=False
    )
    plain = await web_client.conversations_replies(channel="C1", ts=question.ts)
    told = await web_client.conversations_replies(channel="C1", ts=question.ts, include_all_metadata=True)
    assert [message["text"] for message in plain["messages"]] == ["Anything new?", "Yes"]
    assert "metadata" not in plain["messages"][1]
    assert told["messages"][1]["metadata"]["event_payload"] == {"week": "2025-W47"}
    assert plain["messages"][0]["reply_count"] == 1
    assert slack.replies("C1", question.ts)[0].unfurl_links is False
    assert posted["message"]["thread_ts"] == question.ts


async def test_a_reply_to_a_reply_stays_in_the_thread(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "One")
    answer = await slack.post("C1", "Two", thread_ts=question.ts)
    await web_client.chat_postMessage(channel="C1", text="Three", thread_ts=answer.ts)
    assert [message.text for message in slack.workspace.thread("C1", question.ts)] == ["One", "Two", "Three"]


async def test_history_is_newest_first_without_replies_and_pages(slack: Slack, web_client: AsyncWebClient) -> None:
    messages = [await slack.post("C1", f"Message {number}") for number in range(5)]
    await slack.post("C1", "A reply", thread_ts=messages[0].ts)
    first = await web_client.conversations_history(channel="C1", limit=3)
    assert [message["text"] for message in first["messages"]] == ["Message 4", "Message 3", "Message 2"]
    sizes = [len(page["messages"]) async for page in await web_client.conversations_history(channel="C1", limit=3)]
    assert sizes == [3, 2]
    since = await web_client.conversations_history(channel="C1", oldest=messages[3].ts)
    assert [message["text"] for message in since["messages"]] == ["Message 4"]
    with_it = await web_client.conversations_history(channel="C1", oldest=messages[3].ts, inclusive=True)
    assert len(with_it["messages"]) == 2


async def test_channels_are_listed_by_kind(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.add_channel(Channel("C9", "old", is_archived=True))
    public = await web_client.conversations_list()
    private = await web_client.conversations_list(types=["private_channel"], exclude_archived=True)
    assert [channel["name"] for channel in public["channels"]] == ["ai-strategy", "general", "old"]
    assert [channel["name"] for channel in private["channels"]] == ["leadership"]
    assert (await web_client.conversations_info(channel="C1", include_num_members=True))["channel"]["num_members"] == 3


async def test_a_channel_the_bot_is_not_in_takes_no_message_until_it_joins(
    slack: Slack, web_client: AsyncWebClient
) -> None:
    slack.workspace.add_channel(Channel("C9", "elsewhere", members={"U1"}))
    assert (await refusal(web_client.chat_postMessage(channel="C9", text="Hello")))["error"] == "not_in_channel"
    await web_client.conversations_join(channel="C9")
    assert (await web_client.chat_postMessage(channel="C9", text="Hello"))["ok"] is True


async def test_a_private_channel_without_the_bot_is_not_found(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.add_channel(Channel("C9", "secret", is_private=True, members={"U1"}))
    assert (await refusal(web_client.conversations_info(channel="C9")))["error"] == "channel_not_found"


async def test_a_user_can_be_written_to_by_id(slack: Slack, web_client: AsyncWebClient) -> None:
    opened = await web_client.conversations_open(users=["U2"])
    posted = await web_client.chat_postMessage(channel="U2", text="Just for you")
    assert posted["channel"] == opened["channel"]["id"] == slack.workspace.dm_with("U2").id


async def test_users_have_a_time_zone_a_locale_and_a_role(web_client: AsyncWebClient) -> None:
    ada = (await web_client.users_info(user="U1", include_locale=True))["user"]
    ben = (await web_client.users_info(user="U2"))["user"]
    assert (ada["tz"], ada["tz_offset"], ada["locale"], ada["is_admin"]) == ("Europe/Berlin", 3600, "en-US", True)
    assert (ben["tz"], "locale" in ben, ben["is_admin"]) == ("America/New_York", False, False)
    assert len((await web_client.users_list())["members"]) == 3
    assert (await refusal(web_client.users_info(user="U404")))["error"] == "user_not_found"


async def test_the_bot_changes_and_deletes_only_its_own_words(slack: Slack, web_client: AsyncWebClient) -> None:
    theirs = await slack.post("C1", "Mine")
    mine = await web_client.chat_postMessage(channel="C1", text="Draft")
    await web_client.chat_update(channel="C1", ts=mine["ts"], text="Final")
    assert slack.from_bot("C1")[0].text == "Final"
    assert slack.from_bot("C1")[0].edited_ts is not None
    assert (await refusal(web_client.chat_update(channel="C1", ts=theirs.ts, text="Ha")))["error"] == (
        "cant_update_message"
    )
    assert (await refusal(web_client.chat_update(channel="C1", ts="1.1", text="Ha")))["error"] == "message_not_found"
    assert (await refusal(web_client.chat_delete(channel="C1", ts=theirs.ts)))["error"] == "cant_delete_message"
    await web_client.chat_delete(channel="C1", ts=mine["ts"])
    assert slack.from_bot("C1") == []


async def test_an_ephemeral_message_is_for_one_user_and_cannot_be_updated(
    slack: Slack, web_client: AsyncWebClient
) -> None:
    sent = await web_client.chat_postEphemeral(channel="C1", user="U2", text="Psst")
    assert [message.text for message in slack.ephemerals("U2")] == ["Psst"]
    assert slack.ephemerals("U1") == []
    assert slack.channel("C1") == []
    assert (await refusal(web_client.chat_update(channel="C1", ts=sent["message_ts"], text="No")))["error"] == (
        "message_not_found"
    )
    slack.workspace.channels["C2"].members.discard("U2")
    assert (await refusal(web_client.chat_postEphemeral(channel="C2", user="U2", text="No")))["error"] == (
        "user_not_in_channel"
    )


async def test_a_status_shows_until_the_bot_answers_or_two_minutes_pass(
    slack: Slack, web_client: AsyncWebClient, slack_clock: Any
) -> None:
    question = await slack.post("C1", "Well?")
    await web_client.assistant_threads_setStatus(channel_id="C1", thread_ts=question.ts, status="is reading")
    assert slack.status("C1", question.ts) == "is reading"
    await web_client.chat_postMessage(channel="C1", thread_ts=question.ts, text="Done")
    assert slack.status("C1", question.ts) == ""
    await web_client.assistant_threads_setStatus(channel_id="C1", thread_ts=question.ts, status="is reading on")
    await slack_clock.advance(121)
    assert slack.status("C1", question.ts) == ""


async def test_more_than_ten_loading_messages_are_refused(web_client: AsyncWebClient) -> None:
    call = web_client.assistant_threads_setStatus(
        channel_id="C1", thread_ts="1.1", status="reads", loading_messages=["…"] * 11
    )
    assert (await refusal(call))["error"] == "invalid_arguments"


async def test_prompts_titles_and_the_state_of_work_are_kept(slack: Slack, web_client: AsyncWebClient) -> None:
    dm = slack.workspace.dm_with("U1").id
    await web_client.assistant_threads_setSuggestedPrompts(
        channel_id=dm, prompts=[{"title": "This week", "message": "What is new this week?"}]
    )
    await web_client.assistant_threads_setTitle(channel_id=dm, thread_ts="1.1", title="Open models")
    await web_client.agents_sessions_setStatus(channel_id=dm, thread_ts="1.1", status="working")
    assert slack.workspace.prompts[0].prompts[0]["title"] == "This week"
    assert slack.workspace.titles[dm, "1.1"] == "Open models"
    assert slack.workspace.sessions[dm, "1.1"] == "working"


async def test_a_file_needs_the_token_to_be_downloaded(slack: Slack, web_client: AsyncWebClient) -> None:
    message = await slack.upload("C1", "note.txt", b"Costs fell by a third.", text="Read this")
    file = (await web_client.files_info(file=message.files[0]))["file"]
    assert file["size"] == 22
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with session.get(file["url_private_download"], headers=headers) as response:
            assert await response.read() == b"Costs fell by a third."
        async with session.get(file["url_private"]) as response:
            assert response.content_type == "text/html"


async def test_a_reaction_counts_once(slack: Slack, web_client: AsyncWebClient) -> None:
    message = await slack.post("C1", "Good news")
    await web_client.reactions_add(channel="C1", name="eyes", timestamp=message.ts)
    assert (await refusal(web_client.reactions_add(channel="C1", name="eyes", timestamp=message.ts)))["error"] == (
        "already_reacted"
    )
    assert message.reactions == {"eyes": [slack.workspace.me.bot_user]}


async def test_a_permalink_leads_into_the_thread(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "Where?")
    answer = await slack.post("C1", "There", thread_ts=question.ts)
    link = (await web_client.chat_getPermalink(channel="C1", message_ts=answer.ts))["permalink"]
    assert link.endswith(f"/archives/C1/p{answer.ts.replace('.', '')}?thread_ts={question.ts}&cid=C1")


async def test_every_call_is_in_the_log_with_its_error(slack: Slack, web_client: AsyncWebClient) -> None:
    await web_client.chat_postMessage(channel="C1", text="One")
    await refusal(web_client.chat_postMessage(channel="C404", text="Two"))
    assert [(call.args["text"], call.error) for call in slack.calls("chat.postMessage")] == [
        ("One", None),
        ("Two", "channel_not_found"),
    ]
