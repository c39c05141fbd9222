"""chat.startStream, appendStream and stopStream: a message that grows before its readers' eyes."""

from typing import Any

from bot.playground.limits import MAX_MARKDOWN_CHARS, MAX_MESSAGE_BLOCKS, check_blocks
from bot.playground.methods.call import ApiError, Call
from bot.playground.methods.chat import read_metadata
from bot.playground.records import Json, Message
from bot.playground.wire import message_json

LASTS_S = 5 * 60
_CHUNKS = ("markdown_text", "task_update", "plan_update", "blocks")


def start(call: Call) -> Json:
    channel = call.channel()
    thread_ts = call.required("thread_ts")
    parent = call.workspace.find_message(channel.id, thread_ts)
    if parent is None:
        raise ApiError("message_not_found")
    if channel.type != "im":
        if call.text("recipient_user_id") is None:
            raise ApiError("missing_recipient_user_id")
        if call.text("recipient_team_id") is None:
            raise ApiError("missing_recipient_team_id")
    text, blocks = _growth(call)
    message = Message(
        channel.id,
        call.workspace.new_ts(),
        call.workspace.me.bot_user,
        text=text,
        blocks=blocks,
        thread_ts=parent.thread_ts or thread_ts,
        bot_id=call.workspace.me.bot_id,
        streaming=True,
        stream_started_at=call.workspace.clock.now(),
    )
    call.workspace.post(message)
    return {"channel": channel.id, "ts": message.ts}


def append(call: Call) -> Json:
    message = _running(call)
    text, blocks = _growth(call)
    if not text and not blocks:
        raise ApiError("no_text")
    call.workspace.change(message, text=message.text + text, blocks=message.blocks + blocks)
    return {"channel": message.channel, "ts": message.ts}


def stop(call: Call) -> Json:
    message = _running(call)
    text, blocks = _growth(call)
    blocks += _checked(call, call.parsed("blocks", error="invalid_blocks_format") or [])
    call.workspace.change(
        message,
        text=message.text + text,
        blocks=message.blocks + blocks,
        metadata=read_metadata(call) or message.metadata,
        streaming=False,
    )
    body = message_json(message, call.workspace, call.base_url, include_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": body}


def _running(call: Call) -> Message:
    message = call.message(call.channel())
    if message.bot_id != call.workspace.me.bot_id:
        raise ApiError("message_not_owned_by_app")
    started = message.stream_started_at
    if message.streaming and started is not None and call.workspace.clock.now() - started > LASTS_S:
        call.workspace.expire_stream(message)
    if not message.streaming:
        raise ApiError("message_not_in_streaming_state")
    return message


def _growth(call: Call) -> tuple[str, list[Json]]:
    """The text and blocks that one call adds."""
    text = call.text("markdown_text") or ""
    chunks = call.parsed("chunks") or []
    if not isinstance(chunks, list):
        raise ApiError("invalid_chunks")
    blocks: list[Json] = []
    for chunk in chunks:
        kind = chunk.get("type") if isinstance(chunk, dict) else None
        if kind not in _CHUNKS:
            raise ApiError("invalid_chunks")
        if kind == "markdown_text":
            text += str(chunk.get("text", ""))
        elif kind == "blocks":
            blocks += _checked(call, chunk.get("blocks"))
    if len(text) > MAX_MARKDOWN_CHARS:
        raise ApiError("msg_too_long")
    return text, blocks


def _checked(call: Call, blocks: Any) -> list[Json]:
    unsupported = call.workspace.unsupported_blocks
    problems = list(check_blocks(blocks, "/blocks", most=MAX_MESSAGE_BLOCKS, unsupported=unsupported))
    if problems:
        raise ApiError("invalid_blocks", tuple(str(problem) for problem in problems))
    return list(blocks)
