"""What an acknowledgement's payload does: a command's reply, a modal's errors, its next view or its end."""

from bot.playground.delivery import Delivery
from bot.playground.limits import check_message, check_view
from bot.playground.records import Change, Json, Message, View
from bot.playground.response_urls import content_of, post_response
from bot.playground.state import SLACKBOT, Workspace


def answer_command(delivery: Delivery, workspace: Workspace) -> None:
    """Shows the bot's direct answer to a command, or that it gave none in time."""
    form, answer = delivery.payload, delivery.response
    url = workspace.response_urls[str(form["response_url"]).rpartition("/")[2]]
    if delivery.outcome != "acknowledged":
        notice = f"{form['command']} failed with the error “{_failure(delivery)}”"
        ts = workspace.new_ts()
        workspace.post(Message(url.channel, ts, SLACKBOT, text=notice, ephemeral_to=url.user))
        return
    content = content_of(answer)
    if not any(content.values()):
        return
    if check_message(content, unsupported=workspace.unsupported_blocks) is None:
        post_response(url, answer, workspace)
    else:
        delivery.outcome = "failed"


def answer_submission(delivery: Delivery, view: View, workspace: Workspace) -> None:
    """Closes, updates, pushes or keeps the submitted modal, as the bot's `response_action` asks."""
    if delivery.outcome != "acknowledged":
        return
    action = delivery.response.get("response_action")
    if action == "errors":
        return
    if action in ("update", "push"):
        body: Json = delivery.response.get("view") or {}
        if check_view(body, unsupported=workspace.unsupported_blocks) is not None:
            delivery.outcome = "failed"
        elif action == "update":
            workspace.change_view(view, body)
        else:
            workspace.show_view(workspace.new_view(view.user, body, below=view))
        return
    closing = workspace.modals_of(view.user) if action == "clear" else [view]
    for each in closing:
        each.closed = True
        workspace.tell(Change("view_closed", user=each.user, detail=each.id))


def _failure(delivery: Delivery) -> str:
    return "operation_timeout" if delivery.outcome == "timed_out" else "dispatch_failed"
