"""What a bot may post to a `response_url`: an answer, a replacement or the end of the message clicked on."""

from bot.playground.limits import check_message
from bot.playground.records import Json, Message, ResponseUrl
from bot.playground.state import Workspace

MAX_USES = 5
VALID_FOR_S = 30 * 60

Answer = tuple[int, str]
"""HTTP status, and Slack's error or `ok`."""


def use(url: ResponseUrl, body: Json, workspace: Workspace) -> Answer:
    """Does what the body asks, if the URL is still good for it."""
    if workspace.clock.now() - url.created_at > VALID_FOR_S:
        return 404, "expired_url"
    if url.uses >= MAX_USES:
        return 404, "used_url"
    if body.get("delete_original"):
        return _delete(url, workspace)
    content = content_of(body)
    refused = check_message(content, unsupported=workspace.unsupported_blocks)
    if refused is not None:
        return 400, refused.error
    url.uses += 1
    if body.get("replace_original") and url.message is not None:
        workspace.change(url.message, **content)
        return 200, "ok"
    post_response(url, body, workspace)
    return 200, "ok"


def content_of(body: Json) -> Json:
    """What a payload would show, in the shape that limits are checked on."""
    return {
        "text": body.get("text") or "",
        "blocks": body.get("blocks") or [],
        "attachments": body.get("attachments") or [],
    }


def post_response(url: ResponseUrl, body: Json, workspace: Workspace) -> Message:
    """Posts the bot's answer to a command or a click: to the user alone unless `response_type` is `in_channel`."""
    message = Message(
        url.channel,
        workspace.new_ts(),
        workspace.me.bot_user,
        **content_of(body),
        thread_ts=body.get("thread_ts"),
        bot_id=workspace.me.bot_id,
        metadata=body.get("metadata"),
        ephemeral_to=None if body.get("response_type") == "in_channel" else url.user,
    )
    workspace.post(message)
    if url.message is None:
        url.message = message
    return message


def _delete(url: ResponseUrl, workspace: Workspace) -> Answer:
    url.uses += 1
    if url.message is None:
        return 404, "message_not_found"
    workspace.delete(url.message)
    url.message = None
    return 200, "ok"
