"""The JSON in which Slack speaks of users, channels, messages, files and views."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.records import Channel, File, Json, Message, User, View
from bot.playground.state import Workspace


def user_json(user: User, workspace: Workspace, *, include_locale: bool = False) -> Json:
    now = datetime.fromtimestamp(workspace.clock.now(), ZoneInfo(user.tz))
    offset = now.utcoffset()
    body: Json = {
        "id": user.id,
        "team_id": workspace.me.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "tz": user.tz,
        "tz_label": now.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {"real_name": user.real_name, "display_name": user.name, "team": workspace.me.team_id},
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_bot": user.is_bot,
        "is_restricted": False,
        "is_app_user": False,
    }
    if include_locale:
        body["locale"] = user.locale
    return body


def channel_json(channel: Channel, workspace: Workspace) -> Json:
    body: Json = {
        "id": channel.id,
        "is_channel": channel.type == "channel",
        "is_group": channel.type == "group",
        "is_im": channel.type == "im",
        "is_mpim": False,
        "is_private": channel.type != "channel",
        "is_archived": channel.is_archived,
        "created": 0,
        "is_member": workspace.me.bot_user in channel.members,
        "context_team_id": workspace.me.team_id,
    }
    if channel.im_with is not None:
        return body | {"user": channel.im_with, "is_open": True}
    return body | {"name": channel.name, "name_normalized": channel.name, "num_members": len(channel.members)}


def file_json(file: File, base_url: str) -> Json:
    url = f"{base_url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] or "text",
        "user": file.user,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "url_private": url,
        "url_private_download": f"{base_url}/files-pri/{file.id}/download/{file.name}",
    }


def message_json(message: Message, workspace: Workspace, base_url: str, *, include_metadata: bool = False) -> Json:
    """A message as the history and the events show it, without its channel."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.me.team_id,
    }
    if message.bot_id is not None:
        body |= {
            "bot_id": message.bot_id,
            "app_id": workspace.me.app_id,
            "bot_profile": {
                "id": message.bot_id,
                "app_id": workspace.me.app_id,
                "user_id": message.user,
                "name": workspace.users[message.user].name,
                "deleted": False,
                "team_id": workspace.me.team_id,
            },
        }
    if message.blocks:
        body["blocks"] = message.blocks
    if message.attachments:
        body["attachments"] = message.attachments
    if message.files:
        body |= {"files": [file_json(workspace.files[file], base_url) for file in message.files]}
        body["subtype"] = "file_share"
        body["upload"] = False
    if message.edited_ts is not None:
        body["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        body["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if include_metadata and message.metadata is not None:
        body["metadata"] = message.metadata
    return body | _thread_fields(message, workspace)


def _thread_fields(message: Message, workspace: Workspace) -> Json:
    root_ts = message.thread_ts or message.ts
    if message.is_reply:
        parent = workspace.find_message(message.channel, root_ts)
        fields: Json = {"thread_ts": root_ts}
        if message.reply_broadcast:
            fields["subtype"] = "thread_broadcast"
        return fields | ({"parent_user_id": parent.user} if parent else {})
    replies = [reply for reply in workspace.thread(message.channel, root_ts) if reply.is_reply]
    if not replies:
        return {}
    return {
        "thread_ts": root_ts,
        "reply_count": len(replies),
        "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
        "latest_reply": replies[-1].ts,
    }


def view_json(view: View, workspace: Workspace, state: Json | None = None) -> Json:
    """A view as the bot gets it back: what it sent, and what Slack knows of it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "close": None,
        "submit": None,
        "notify_on_close": False,
        "clear_on_close": False,
        "external_id": "",
        **view.body,
        "id": view.id,
        "team_id": workspace.me.team_id,
        "app_id": workspace.me.app_id,
        "app_installed_team_id": workspace.me.team_id,
        "bot_id": workspace.me.bot_id,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": state or {"values": {}},
    }


def permalink(message: Message, workspace: Workspace) -> str:
    url = f"https://{workspace.me.team_domain}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    return f"{url}?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else url
