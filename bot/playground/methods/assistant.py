"""assistant.threads.* and agents.sessions.*: what is shown while the bot works, and what it suggests."""

from typing import Any

from bot.playground.methods.call import ApiError, Call
from bot.playground.records import Change, Json, Prompts

MAX_LOADING_MESSAGES = 10
MAX_PROMPTS = 4


def set_status(call: Call) -> Json:
    channel = call.channel("channel_id")
    thread_ts = call.required("thread_ts")
    status = call.text("status")
    if status is None:
        raise ApiError("invalid_arguments", ("missing required field: status",))
    loading = call.parsed("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > MAX_LOADING_MESSAGES:
        message = f"no more than {MAX_LOADING_MESSAGES} items allowed [json-pointer:/loading_messages]"
        raise ApiError("invalid_arguments", (message,))
    call.workspace.set_status(channel.id, thread_ts, status, [str(line) for line in loading])
    return {}


def set_title(call: Call) -> Json:
    channel = call.channel("channel_id")
    call.workspace.titles[channel.id, call.required("thread_ts")] = call.required("title")
    call.workspace.tell(Change("title_set", detail=call.text("title")))
    return {}


def set_suggested_prompts(call: Call) -> Json:
    channel = call.channel("channel_id")
    if channel.type != "im":
        raise ApiError("channel_not_found")
    prompts: Any = call.parsed("prompts")
    if not isinstance(prompts, list) or not prompts:
        raise ApiError("invalid_arguments", ("missing required field: prompts",))
    if len(prompts) > MAX_PROMPTS:
        raise ApiError("invalid_arguments", (f"no more than {MAX_PROMPTS} items allowed [json-pointer:/prompts]",))
    for number, prompt in enumerate(prompts):
        if not isinstance(prompt, dict) or not prompt.get("title") or not prompt.get("message"):
            raise ApiError("invalid_arguments", (f"missing required field: title [json-pointer:/prompts/{number}]",))
    suggestion = Prompts(channel.id, call.text("thread_ts"), call.text("title"), tuple(prompts))
    call.workspace.prompts.append(suggestion)
    call.workspace.tell(Change("prompts_set", detail=channel.id))
    return {}


def set_session_status(call: Call) -> Json:
    """agents.sessions.setStatus: how the app's work on a thread stands, in a word of Slack's."""
    channel = call.channel("channel_id")
    thread_ts = call.text("thread_ts") or ""
    call.workspace.sessions[channel.id, thread_ts] = call.required("status")
    title = call.text("title")
    if title:
        call.workspace.titles[channel.id, thread_ts] = title
    call.workspace.tell(Change("status_set", detail=call.text("status")))
    return {"channel_id": channel.id, "thread_ts": thread_ts, "status": call.required("status")}
