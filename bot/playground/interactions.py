"""The payloads of what users do besides writing: commands, clicks, shortcuts, submitted modals."""

from collections.abc import Iterator
from typing import Any

from bot.playground.records import Channel, Json, Message, View
from bot.playground.switchboard import Switchboard
from bot.playground.wire import message_json, view_json

_PICKED_FROM_OPTIONS = {"static_select", "overflow", "radio_buttons", "external_select"}
_PICKED_SEVERAL = {"multi_static_select", "checkboxes"}
_PICKED_BY_FIELD = {
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
}


def command(board: Switchboard, *, name: str, text: str, channel: str, user: str) -> Json:
    """The form of a slash command. `name` begins with its slash."""
    workspace = board.workspace
    place = workspace.channels[channel]
    url = workspace.new_response_url(channel, user)
    return {
        "token": "",
        "team_id": workspace.me.team_id,
        "team_domain": workspace.me.team_domain,
        "channel_id": channel,
        "channel_name": _called(place),
        "user_id": user,
        "user_name": workspace.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": workspace.me.app_id,
        "is_enterprise_install": "false",
        "response_url": f"{board.base_url}/responses/{url.id}",
        "trigger_id": workspace.new_trigger(user),
    }


def block_actions(board: Switchboard, *, source: Message | View, action_id: str, user: str, value: Any) -> Json:
    """A click on, or a choice in, the element with this `action_id`. Raises LookupError if it is not there."""
    workspace = board.workspace
    blocks = source.blocks if isinstance(source, Message) else source.body.get("blocks", [])
    block, element = find_element(blocks, action_id)
    action = _action(block, element, value) | {"action_ts": workspace.new_ts()}
    payload = _common(board, "block_actions", user) | {"actions": [action], "state": {"values": {}}}
    if isinstance(source, View):
        return payload | {
            "container": {"type": "view", "view_id": source.id},
            "view": view_json(source, workspace),
        }
    url = workspace.new_response_url(source.channel, user, message=source, thread_ts=source.thread_ts)
    container: Json = {
        "type": "message",
        "message_ts": source.ts,
        "channel_id": source.channel,
        "is_ephemeral": source.ephemeral_to is not None,
    }
    if source.thread_ts:
        container["thread_ts"] = source.thread_ts
    payload |= {
        "container": container,
        "channel": {"id": source.channel, "name": _called(workspace.channels[source.channel])},
        "response_url": f"{board.base_url}/responses/{url.id}",
    }
    if source.ephemeral_to is None:
        payload["message"] = message_json(source, workspace, board.base_url, include_metadata=True)
    return payload


def shortcut(board: Switchboard, *, callback_id: str, user: str, message: Message | None) -> Json:
    """A global shortcut, or a message shortcut where a message is given."""
    workspace = board.workspace
    payload = _common(board, "shortcut" if message is None else "message_action", user)
    payload |= {"callback_id": callback_id, "action_ts": workspace.new_ts()}
    if message is None:
        return payload
    url = workspace.new_response_url(message.channel, user, thread_ts=message.thread_ts)
    return payload | {
        "channel": {"id": message.channel, "name": _called(workspace.channels[message.channel])},
        "message_ts": message.ts,
        "message": message_json(message, workspace, board.base_url, include_metadata=True),
        "response_url": f"{board.base_url}/responses/{url.id}",
    }


def view_submission(board: Switchboard, view: View, values: Json) -> Json:
    """A submitted modal. `values` maps action ids to what the user entered; inputs left out stay empty."""
    return _common(board, "view_submission", view.user) | {
        "view": view_json(view, board.workspace, {"values": _state(view, values)}),
        "response_urls": [],
    }


def view_closed(board: Switchboard, view: View) -> Json:
    payload = _common(board, "view_closed", view.user)
    del payload["trigger_id"]
    return payload | {"view": view_json(view, board.workspace), "is_cleared": False}


def find_element(blocks: list[Json], action_id: str) -> tuple[Json, Json]:
    """The element with this action id, and its block. Raises LookupError naming those there are."""
    seen = []
    for block in blocks:
        for element in elements_of(block):
            if element.get("action_id") == action_id:
                return block, element
            seen.append(element.get("action_id"))
    raise LookupError(f"no {action_id!r} here; there are {seen}")


def elements_of(block: Json) -> Iterator[Json]:
    """What a user can act on in a block, its child blocks included."""
    for key in ("elements", "actions"):
        children = block.get(key)
        if isinstance(children, list):
            for child in children:
                if isinstance(child, dict):
                    yield from elements_of(child) if child.get("type") == "card" else (child,)
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for child in block.get("child_blocks") or ():
        yield from elements_of(child)


def _called(channel: Channel) -> str:
    """Slack names only public channels in these payloads."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.type, channel.name)


def _common(board: Switchboard, kind: str, user: str) -> Json:
    workspace = board.workspace
    return {
        "type": kind,
        "token": "",
        "team": {"id": workspace.me.team_id, "domain": workspace.me.team_domain},
        "user": {
            "id": user,
            "username": workspace.users[user].name,
            "name": workspace.users[user].name,
            "team_id": workspace.me.team_id,
        },
        "api_app_id": workspace.me.app_id,
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": workspace.new_trigger(user),
    }


def _action(block: Json, element: Json, value: Any) -> Json:
    action = {"action_id": element["action_id"], "block_id": block.get("block_id"), "type": element.get("type")}
    if element.get("type") == "feedback_buttons":
        button = element["negative_button"] if value in ("negative", False) else element["positive_button"]
        return action | {"text": button.get("text"), "value": button.get("value")}
    if element.get("type") in ("button", "icon_button"):
        return action | {key: element[key] for key in ("text", "value", "url") if key in element}
    return action | _entered(element, value)


def _entered(element: Json, value: Any) -> Json:
    """What an input holds after the user entered `value`, as it stands in actions and in a view's state."""
    kind = element.get("type")
    if kind in _PICKED_FROM_OPTIONS:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _PICKED_SEVERAL:
        return {"selected_options": [_option(element, one) for one in value or ()]}
    if kind in _PICKED_BY_FIELD:
        return {_PICKED_BY_FIELD[kind]: value}
    return {"value": value}


def _option(element: Json, value: str) -> Json:
    groups = [group.get("options", []) for group in element.get("option_groups", [])]
    for options in [element.get("options", []), *groups]:
        for option in options:
            if option.get("value") == value:
                return dict(option)
    if element.get("type") == "external_select":
        return {"text": {"type": "plain_text", "text": value}, "value": value}
    raise LookupError(f"no option {value!r} in {element.get('action_id')!r}")


_INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_conversation": "selected_conversation",
    "initial_channel": "selected_channel",
    "initial_user": "selected_user",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
}


def _state(view: View, values: Json) -> Json:
    state: Json = {}
    known = set()
    for block in view.body.get("blocks", []):
        if block.get("type") != "input":
            continue
        element = block["element"]
        action_id = element.get("action_id", "")
        known.add(action_id)
        held = _entered(element, values.get(action_id))
        if action_id not in values:
            held |= {field: element[initial] for initial, field in _INITIAL.items() if initial in element}
        state[block["block_id"]] = {action_id: {"type": element["type"], **held}}
    unknown = set(values) - known
    if unknown:
        raise LookupError(f"no input {sorted(unknown)} in this modal; there are {sorted(known)}")
    return state
