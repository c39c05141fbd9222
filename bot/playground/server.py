"""The look-alike as a server on 127.0.0.1: Web API, WebSockets, response URLs, files."""

import asyncio
import json

from aiohttp import web

from bot.playground.response_urls import use
from bot.playground.switchboard import Switchboard

_SHUTDOWN_S = 0.5
_LOGIN_PAGE = "<!DOCTYPE html><html><title>Sign in</title><body>Sign in to see this file.</body></html>"


class Server:
    """Serves one switchboard on a free port. Start it once, stop it once; both leave nothing open behind."""

    def __init__(self, switchboard: Switchboard, *, port: int = 0) -> None:
        self._switchboard = switchboard
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listens on 127.0.0.1 and tells the switchboard its address."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._switchboard.web_api.handle),
                web.get("/link/", self._switchboard.sockets.handle),
                web.post("/responses/{id}", self._respond),
                web.get("/files-pri/{id}/{name}", self._download),
                web.get("/files-pri/{id}/download/{name}", self._download),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=_SHUTDOWN_S, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self._switchboard.base_url = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        await self._switchboard.close()
        if self._runner is not None:
            await self._runner.cleanup()
        # Transports report their sockets closed one turn of the loop later.
        await asyncio.sleep(0)

    async def _respond(self, request: web.Request) -> web.Response:
        workspace = self._switchboard.workspace
        url = workspace.response_urls.get(request.match_info["id"])
        if url is None:
            return web.json_response({"ok": False, "error": "invalid_url"}, status=404)
        try:
            body = json.loads(await request.text())
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        if not isinstance(body, dict):
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        status, word = use(url, body, workspace)
        if word == "ok":
            return web.Response(text="ok", status=status)
        return web.json_response({"ok": False, "error": word}, status=status)

    async def _download(self, request: web.Request) -> web.Response:
        workspace = self._switchboard.workspace
        file = workspace.files.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404)
        if request.headers.get("Authorization") != f"Bearer {workspace.me.bot_token}":
            # Slack does not answer 403 here: whoever forgets the token stores a login page for a file.
            return web.Response(text=_LOGIN_PAGE, content_type="text/html")
        return web.Response(body=file.content, content_type=file.mimetype)
