"""An OpenAI-compatible server on localhost that answers as a test has scripted it and records what it was asked."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from types import TracebackType
from typing import Any, Literal, Self

from aiohttp import web


@dataclass(frozen=True)
class Answer:
    """One scripted answer. `content` that is no text is sent as JSON, in the form that the request asks for."""

    content: object = ""
    kind: Literal["message", "refusal", "error", "raw", "never", "trickle"] = "message"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def says(content: object) -> Answer:
    """A message: text as it is, anything else as the structured output or the arguments of the forced tool call."""
    return Answer(content)


def refuses(reason: str) -> Answer:
    """A message with a refusal in place of content."""
    return Answer(reason, "refusal")


def fails(status: int, message: str = "scripted failure") -> Answer:
    """An HTTP error in the API's form; where clients try again, they need not wait."""
    body = {"error": {"message": message, "type": "scripted", "param": None, "code": None}}
    return Answer(body, "error", status, {"retry-after-ms": "1"})


def sends(body: str) -> Answer:
    """A body that is sent untouched with status 200: broken JSON, HTML, an object without choices."""
    return Answer(body, "raw")


NEVER = Answer(kind="never")
"""Nothing until the server closes."""
TRICKLE = Answer(kind="trickle")
"""A space every now and then until the server closes, as proxies send to keep a connection open."""


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])


class OpenAIServer:
    """Answers each request with the next of its answers, and with the last one from then on.

    Runs in a thread of its own, so that blocking and asynchronous clients can both be tested:
    `with OpenAIServer([says({...})]) as server: ... server.url ... server.requests`.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.requests: list[Request] = []
        self.url = ""
        self._answers = list(answers)
        self._loop = asyncio.new_event_loop()
        self._ready = Event()
        self._closing: asyncio.Event
        self._thread = Thread(target=self._run, name="openai-server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(timeout=10), "the scripted server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._closing = asyncio.Event()
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/v1"
        self._ready.set()
        await self._closing.wait()
        await runner.cleanup()

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(Request(request.path, dict(request.headers), body))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if answer.kind == "never":
            await self._closing.wait()
        if answer.kind == "trickle":
            return await self._trickle(request)
        if answer.kind == "error":
            return web.json_response(answer.content, status=answer.status, headers=answer.headers)
        if answer.kind == "raw":
            return web.Response(text=str(answer.content), content_type="application/json")
        return web.json_response(_completion(body, answer))

    async def _trickle(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        while not self._closing.is_set():
            try:
                await response.write(b" ")
                await asyncio.wait_for(self._closing.wait(), timeout=0.02)
            except TimeoutError:
                continue
            except ConnectionError:
                break
        return response


def _completion(body: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """The API's answer to a request, with a tool call where the request forces one."""
    content = answer.content if isinstance(answer.content, str) else json.dumps(answer.content)
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
    finish = "stop"
    if answer.kind == "refusal":
        message |= {"content": None, "refusal": content}
    elif isinstance(body.get("tool_choice"), dict):
        name = body["tool_choice"]["function"]["name"]
        call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": content}}
        message |= {"content": None, "tool_calls": [call]}
        finish = "tool_calls"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
