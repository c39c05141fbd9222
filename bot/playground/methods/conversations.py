"""conversations.*: which channels there are, and what was said in them."""

from bot.playground.methods.call import ApiError, Call
from bot.playground.records import Change, Json, Message
from bot.playground.wire import channel_json, message_json

_MOST_A_PAGE = 999
_TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im"}


def info(call: Call) -> Json:
    channel = call.any_channel()
    body = channel_json(channel, call.workspace)
    if not call.flag("include_num_members"):
        body.pop("num_members", None)
    return {"channel": body}


def list_all(call: Call) -> Json:
    wanted = set((call.text("types") or "public_channel").split(","))
    unknown = wanted - {*_TYPES.values(), "mpim"}
    if unknown:
        raise ApiError("invalid_types")
    me = call.workspace.me.bot_user
    found = [
        channel_json(channel, call.workspace)
        for channel in call.workspace.channels.values()
        if _TYPES[channel.type] in wanted
        and (channel.type == "channel" or me in channel.members)
        and not (call.flag("exclude_archived") and channel.is_archived)
    ]
    limit = call.count("limit", default=100, most=_MOST_A_PAGE)
    start = _start(call)
    return {"channels": found[start : start + limit]} | _cursor(start + limit, len(found))


def history(call: Call) -> Json:
    """The channel's messages outside threads, newest first, as Slack gives them."""
    channel = call.channel()
    return _page(call, call.workspace.top_level(channel.id)[::-1])


def replies(call: Call) -> Json:
    """A thread, oldest first, its first message included."""
    channel = call.channel()
    thread_ts = call.required("ts")
    if call.workspace.find_message(channel.id, thread_ts) is None:
        raise ApiError("thread_not_found")
    return _page(call, call.workspace.thread(channel.id, thread_ts))


def open_dm(call: Call) -> Json:
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    users = [user for user in call.required("users").split(",") if user]
    if len(users) != 1:
        raise ApiError("method_not_supported_for_channel_type")
    if users[0] not in call.workspace.users:
        raise ApiError("user_not_found")
    return {"channel": {"id": call.workspace.dm_with(users[0]).id}}


def join(call: Call) -> Json:
    channel = call.any_channel()
    if channel.type != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    me = call.workspace.me.bot_user
    already = me in channel.members
    channel.members.add(me)
    if not already:
        call.workspace.tell(Change("member_joined", user=me, detail=channel.id))
    return {"channel": channel_json(channel, call.workspace)} | ({"warning": "already_in_channel"} if already else {})


def _page(call: Call, messages: list[Message]) -> Json:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")

    def within(message: Message) -> bool:
        if inclusive and message.ts in (oldest, latest):
            return True
        ts = float(message.ts)
        return (not oldest or ts > float(oldest)) and (not latest or ts < float(latest))

    try:
        found = [message for message in messages if within(message)]
    except ValueError as error:
        raise ApiError("invalid_ts_oldest") from error
    limit = call.count("limit", default=100, most=_MOST_A_PAGE)
    start = _start(call)
    metadata = call.flag("include_all_metadata")
    page = [
        message_json(message, call.workspace, call.base_url, include_metadata=metadata)
        for message in found[start : start + limit]
    ]
    return {"messages": page, "has_more": start + limit < len(found)} | _cursor(start + limit, len(found))


def _start(call: Call) -> int:
    cursor = call.text("cursor")
    if not cursor:
        return 0
    if not cursor.startswith("next:") or not cursor.removeprefix("next:").isdecimal():
        raise ApiError("invalid_cursor")
    return int(cursor.removeprefix("next:"))


def _cursor(end: int, total: int) -> Json:
    return {"response_metadata": {"next_cursor": f"next:{end}" if end < total else ""}}
