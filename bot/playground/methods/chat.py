"""chat.*: posting, updating, deleting messages."""

from typing import Any

from bot.playground.limits import Refusal, check_message
from bot.playground.methods.call import ApiError, Call
from bot.playground.records import Channel, Json, Message
from bot.playground.wire import message_json, permalink


def post_message(call: Call) -> Json:
    channel = call.channel()
    content = read_content(call)
    thread_ts = call.text("thread_ts")
    if thread_ts is not None:
        thread_ts = _root_ts(call, channel, thread_ts)
    _keep_pace(call, channel)
    message = Message(
        channel.id,
        call.workspace.new_ts(),
        call.workspace.me.bot_user,
        **content,
        thread_ts=thread_ts,
        bot_id=call.workspace.me.bot_id,
        metadata=read_metadata(call),
        reply_broadcast=call.flag("reply_broadcast"),
        unfurl_links=call.flag_or_none("unfurl_links"),
        unfurl_media=call.flag_or_none("unfurl_media"),
    )
    call.workspace.post(message)
    body = message_json(message, call.workspace, call.base_url, include_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": body}


def post_ephemeral(call: Call) -> Json:
    channel = call.channel()
    user = call.required("user")
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = Message(
        channel.id,
        call.workspace.new_ts(),
        call.workspace.me.bot_user,
        **read_content(call),
        thread_ts=call.text("thread_ts"),
        bot_id=call.workspace.me.bot_id,
        ephemeral_to=user,
    )
    call.workspace.post(message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, call.message(channel), "cant_update_message")
    if message.streaming:
        raise ApiError("streaming_state_conflict")
    new: Json = dict(read_content(call, is_update=True))
    if call.args.get("metadata") is not None:
        new["metadata"] = read_metadata(call)
    call.workspace.change(message, **new)
    body = message_json(message, call.workspace, call.base_url, include_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": body}


def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, call.message(channel), "cant_delete_message")
    call.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.any_channel()
    message = call.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink(message, call.workspace)}


def read_content(call: Call, *, is_update: bool = False) -> Json:
    """The text, blocks and attachments of a call, within all limits. Raises what Slack answers where they are not."""
    content: Json = {
        "text": call.text("text") or "",
        "blocks": _list(call, "blocks", "invalid_blocks_format"),
        "attachments": _list(call, "attachments", "invalid_attachments"),
    }
    markdown = call.text("markdown_text")
    if markdown is not None:
        if content["text"] or content["blocks"]:
            raise ApiError("markdown_text_conflict")
        content |= {"text": markdown, "blocks": [{"type": "markdown", "text": markdown}]}
    refused = check_message(content, is_update=is_update, unsupported=call.workspace.unsupported_blocks)
    if refused is not None:
        raise as_error(refused)
    return content


def read_metadata(call: Call) -> Json | None:
    metadata = call.parsed("metadata", error="invalid_metadata_format")
    if metadata is None:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise ApiError("invalid_metadata_format")
    return metadata


def as_error(refused: Refusal) -> ApiError:
    extra: Json = {"errors": list(refused.messages)} if refused.messages else {}
    return ApiError(refused.error, refused.messages, **extra)


def _list(call: Call, name: str, error: str) -> list[Any]:
    value = call.parsed(name, error=error)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ApiError(error)
    return value


def _root_ts(call: Call, channel: Channel, thread_ts: str) -> str:
    """A reply to a reply lands in the same thread. Slack takes a `thread_ts` of nothing for a new thread's."""
    parent = call.workspace.find_message(channel.id, thread_ts)
    return (parent.thread_ts or thread_ts) if parent else thread_ts


def _own(call: Call, message: Message, error: str) -> Message:
    if message.bot_id != call.workspace.me.bot_id:
        raise ApiError(error)
    return message


def _keep_pace(call: Call, channel: Channel) -> None:
    pace_s = call.workspace.posts_per_channel_s
    last = call.workspace.last_post_by_bot.get(channel.id)
    if pace_s is not None and last is not None and call.workspace.clock.now() - last < pace_s:
        raise ApiError("ratelimited", retry_after_s=max(1, round(pace_s)))
    call.workspace.last_post_by_bot[channel.id] = call.workspace.clock.now()
