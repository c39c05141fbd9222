"""views.*: modals and the Home tab; and blocks.validate."""

from bot.playground.limits import MAX_MESSAGE_BLOCKS, Refusal, check_blocks, check_message, check_view
from bot.playground.methods.call import ApiError, Call
from bot.playground.records import Json, View
from bot.playground.wire import view_json

TRIGGER_LASTS_S = 3.0
MAX_STACK = 3


def open_modal(call: Call) -> Json:
    body = _read_view(call, "modal")
    user = _use_trigger(call)
    return _shown(call, call.workspace.show_view(call.workspace.new_view(user, body)))


def push(call: Call) -> Json:
    body = _read_view(call, "modal")
    user = _use_trigger(call)
    stack = call.workspace.modals_of(user)
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MAX_STACK:
        raise ApiError("push_limit_reached")
    return _shown(call, call.workspace.show_view(call.workspace.new_view(user, body, below=stack[-1])))


def update(call: Call) -> Json:
    body = _read_view(call, "modal")
    view_id, external_id = call.text("view_id"), call.text("external_id")
    view = next(
        (
            view
            for view in call.workspace.views.values()
            if not view.closed and (view.id == view_id or (external_id and view.body.get("external_id") == external_id))
        ),
        None,
    )
    if view is None:
        raise ApiError("not_found")
    _check_hash(call, view)
    return _shown(call, call.workspace.change_view(view, body))


def publish(call: Call) -> Json:
    user = call.required("user_id")
    body = _read_view(call, "home")
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    home = call.workspace.homes.get(user)
    if home is not None:
        _check_hash(call, home)
    return _shown(call, call.workspace.publish_home(user, body))


def validate(call: Call) -> Json:
    """blocks.validate: one of `blocks`, `message`, `view`; nothing is posted."""
    given = [name for name in ("blocks", "message", "view") if call.args.get(name) is not None]
    if len(given) != 1:
        raise ApiError("invalid_arguments")
    value = call.parsed(given[0])
    unsupported = call.workspace.unsupported_blocks
    refused: Refusal | None
    if given[0] == "blocks":
        problems = tuple(check_blocks(value, "", most=MAX_MESSAGE_BLOCKS, unsupported=unsupported))
        refused = Refusal("invalid_blocks", problems) if problems else None
    elif given[0] == "view":
        refused = check_view(value, unsupported=unsupported, pointer="")
    else:
        refused = check_message(value, unsupported=unsupported) if isinstance(value, dict) else Refusal("no_text")
    if refused is None:
        return {}
    errors = [
        {"pointer": problem.pointer, "code": "failed_constraint", "message": problem.message}
        for problem in refused.problems
    ]
    raise ApiError(f"invalid_{given[0]}", errors=errors)


def _read_view(call: Call, kind: str) -> Json:
    view = call.parsed("view")
    if view is None:
        raise ApiError("invalid_arguments", ("missing required field: view",))
    refused = check_view(view, unsupported=call.workspace.unsupported_blocks)
    if refused is not None:
        raise ApiError(refused.error, refused.messages)
    if view["type"] != kind:
        raise ApiError("invalid_arguments", (f"must be of type {kind} [json-pointer:/view/type]",))
    body: Json = view
    return body


def _use_trigger(call: Call) -> str:
    """The user that the trigger belongs to. A trigger opens one view, within 3 seconds."""
    trigger = call.workspace.triggers.get(call.text("trigger_id") or call.required("interactivity_pointer"))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if call.workspace.clock.now() - trigger.created_at > TRIGGER_LASTS_S:
        raise ApiError("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _check_hash(call: Call, view: View) -> None:
    given = call.text("hash")
    if given and given != view.hash:
        raise ApiError("hash_conflict")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(view, call.workspace)}
