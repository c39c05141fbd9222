"""The Web API over HTTP: tokens, scopes and faults first, then the method."""

import json
from collections.abc import Callable
from urllib.parse import parse_qsl

from aiohttp import web

from bot.playground.faults import Fault
from bot.playground.methods import assistant, chat, conversations, people, streams, views
from bot.playground.methods.call import ApiError, Call
from bot.playground.records import ApiCall, Change, Json
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Workspace

METHODS: dict[str, Callable[[Call], Json]] = {
    "agents.sessions.setStatus": assistant.set_session_status,
    "api.test": people.api_test,
    "assistant.threads.setStatus": assistant.set_status,
    "assistant.threads.setSuggestedPrompts": assistant.set_suggested_prompts,
    "assistant.threads.setTitle": assistant.set_title,
    "auth.test": people.auth_test,
    "blocks.validate": views.validate,
    "chat.appendStream": streams.append,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.startStream": streams.start,
    "chat.stopStream": streams.stop,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_all,
    "conversations.open": conversations.open_dm,
    "conversations.replies": conversations.replies,
    "files.info": people.files_info,
    "reactions.add": people.reactions_add,
    "team.info": people.team_info,
    "users.info": people.users_info,
    "users.list": people.users_list,
    "views.open": views.open_modal,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

OPEN_CONNECTION = "apps.connections.open"

_HISTORY = ("channels:history", "groups:history", "im:history")
_READ = ("channels:read", "groups:read", "im:read")

SCOPES: dict[str, tuple[str, ...]] = {
    "chat.appendStream": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.join": ("channels:join",),
    "conversations.list": _READ,
    "conversations.open": ("im:write",),
    "conversations.replies": _HISTORY,
    "assistant.threads.setStatus": ("assistant:write", "chat:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "files.info": ("files:read",),
    "reactions.add": ("reactions:write",),
    "team.info": ("team:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
}
"""Any one of these scopes lets the bot call the method."""

_TOO_MANY = 429


class WebApi:
    """Answers `/api/<method>` for one workspace and keeps the log of calls."""

    def __init__(self, workspace: Workspace, sockets: SocketMode) -> None:
        self.running = 0
        """How many calls are being answered right now."""
        self._workspace = workspace
        self._sockets = sockets

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one call, as Slack would or as the next fault demands."""
        self.running += 1
        try:
            return await self._answer(request)
        finally:
            self.running -= 1
            self._workspace.tell(Change("api_called", detail=request.match_info["method"]))

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _read_arguments(request)
        token = _token(request, args)
        fault = self._workspace.faults.next_for(method)
        if fault is None or fault.after_effect:
            body = self._body(method, args, token, f"{request.scheme}://{request.host}")
            status, headers = _paced(body)
        if fault is not None:
            body, status, headers = _wrong(fault)
        self._workspace.calls.append(
            ApiCall(method, args, self._workspace.clock.now(), status, body.get("error"), body)
        )
        if fault is not None and fault.hang_up and request.transport is not None:
            request.transport.abort()
        return web.json_response(body, status=status, headers=headers)

    def _body(self, method: str, args: Json, token: str | None, base_url: str) -> Json:
        try:
            if method != "api.test":
                self._authorize(method, token)
            if method == OPEN_CONNECTION:
                ticket = self._sockets.new_ticket()
                return {"ok": True, "url": f"ws{base_url.removeprefix('http')}/link/?ticket={ticket}"}
            return {"ok": True, **METHODS[method](Call(method, args, self._workspace, base_url))}
        except ApiError as error:
            return error.body()

    def _authorize(self, method: str, token: str | None) -> None:
        me = self._workspace.me
        if method not in METHODS and method != OPEN_CONNECTION:
            raise ApiError("unknown_method", req_method=method)
        if not token:
            raise ApiError("not_authed")
        if token not in (me.bot_token, me.app_token):
            raise ApiError("invalid_auth")
        if (token == me.app_token) != (method == OPEN_CONNECTION):
            raise ApiError("not_allowed_token_type")
        needed = SCOPES.get(method)
        granted = self._workspace.scopes
        if needed and granted is not None and granted.isdisjoint(needed):
            raise ApiError("missing_scope", needed=",".join(needed), provided=",".join(sorted(granted)))


async def _read_arguments(request: web.Request) -> Json:
    """Query, form or JSON body together, as Slack takes them."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            return args
        return args | body if isinstance(body, dict) else args
    if request.content_type == "multipart/form-data":
        return args | {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return args | dict(parse_qsl(await request.text(), keep_blank_values=True))


def _token(request: web.Request, args: Json) -> str | None:
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ")
    token = args.pop("token", None)
    return str(token) if token else None


def _wrong(fault: Fault) -> tuple[Json, int, dict[str, str]]:
    headers = {} if fault.retry_after_s is None else {"Retry-After": str(fault.retry_after_s)}
    return {"ok": False, "error": fault.error}, fault.status, headers


def _paced(body: Json) -> tuple[int, dict[str, str]]:
    retry_after_s = body.pop("retry_after_s", None)
    return (200, {}) if retry_after_s is None else (_TOO_MANY, {"Retry-After": str(retry_after_s)})
