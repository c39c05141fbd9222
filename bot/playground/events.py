"""Which events Slack sends the bot when something happens in the workspace."""

import re

from bot.playground.records import Change, Channel, Json, Message
from bot.playground.state import Workspace
from bot.playground.wire import message_json

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")

SUBSCRIBED = frozenset(
    {
        "app_mention",
        "message.channels",
        "message.groups",
        "message.im",
        "app_home_opened",
        "member_joined_channel",
    }
)
"""What the app's manifest subscribes to, unless the switchboard is told otherwise."""

_MESSAGE_EVENT = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def events_of(change: Change, workspace: Workspace, base_url: str) -> list[tuple[str, Json]]:
    """(subscription it needs, event) for everything Slack tells a bot about this change, in the order it is sent."""
    if change.kind in ("message_posted", "message_changed", "message_deleted"):
        return _message_events(change, workspace, base_url)
    if change.kind == "reaction_added" and change.message is not None:
        item = {"type": "message", "channel": change.message.channel, "ts": change.message.ts}
        event: Json = {
            "type": "reaction_added",
            "user": change.user,
            "reaction": change.detail,
            "item": item,
            "item_user": change.message.user,
            "event_ts": workspace.new_ts(),
        }
        return [("reaction_added", event)]
    if change.kind == "member_joined":
        event = {
            "type": "member_joined_channel",
            "user": change.user,
            "channel": change.detail,
            "channel_type": "C",
            "team": workspace.me.team_id,
            "event_ts": workspace.new_ts(),
        }
        return [("member_joined_channel", event)]
    return []


def home_opened(user: str, tab: str, workspace: Workspace) -> Json:
    """The event that follows a user's opening the app: its Home tab (`home`) or its messages (`messages`)."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.dm_with(user).id,
        "tab": tab,
        "event_ts": workspace.new_ts(),
    }
    home = workspace.homes.get(user)
    if tab == "home" and home is not None:
        event["view"] = {"id": home.id, "team_id": workspace.me.team_id, **home.body, "hash": home.hash}
    return event


def user_blocks(text: str) -> list[Json]:
    """The rich text that Slack's clients make of what a user typed, mentions apart."""
    elements: list[Json] = []
    end = 0
    for mention in MENTION.finditer(text):
        if mention.start() > end:
            elements.append({"type": "text", "text": text[end : mention.start()]})
        elements.append({"type": "user", "user_id": mention.group(1)})
        end = mention.end()
    if end < len(text):
        elements.append({"type": "text", "text": text[end:]})
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def _message_events(change: Change, workspace: Workspace, base_url: str) -> list[tuple[str, Json]]:
    message = change.message or change.previous
    assert message is not None
    channel = workspace.channels[message.channel]
    if workspace.me.bot_user not in channel.members or message.streaming:
        return []
    needed = _MESSAGE_EVENT[channel.type]
    shared: Json = {"channel": channel.id, "channel_type": channel.type}
    if change.kind == "message_posted":
        body = message_json(message, workspace, base_url) | shared | {"event_ts": message.ts}
        events: list[tuple[str, Json]] = [(needed, body)]
        if _mentions_the_bot(message, channel, workspace):
            events.insert(0, ("app_mention", _as_mention(body)))
        return events
    event_ts = workspace.new_ts()
    event: Json = {"type": "message", **shared, "hidden": True, "ts": event_ts, "event_ts": event_ts}
    if change.previous is not None:
        event["previous_message"] = message_json(change.previous, workspace, base_url)
    if change.kind == "message_changed":
        event |= {"subtype": "message_changed", "message": message_json(message, workspace, base_url)}
    else:
        event |= {"subtype": "message_deleted", "deleted_ts": message.ts}
    return [(needed, event)]


def _mentions_the_bot(message: Message, channel: Channel, workspace: Workspace) -> bool:
    # Slack does not send app_mention for direct messages, nor to a bot for its own words.
    by_somebody_else = message.bot_id != workspace.me.bot_id
    return by_somebody_else and channel.type != "im" and workspace.me.bot_user in MENTION.findall(message.text)


def _as_mention(body: Json) -> Json:
    mention = {key: value for key, value in body.items() if key not in ("channel_type", "subtype")}
    return mention | {"type": "app_mention"}
