"""Serves `/files-pri/{team}-{file}/{name}`: a file's bytes, to a token that may read files."""

from aiohttp import web

from bot.sandbox.strikes import through
from bot.sandbox.world import World

SIGN_IN = "/?redir=files"


class Downloads:
    """Gives files to apps; who shows no good token is sent to a page to sign in, as by Slack."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Give a file, if no fault named `download` strikes it."""

        async def serve() -> web.StreamResponse:
            return self._give(request)

        def refuse(error: str, status: int, seconds: int) -> web.StreamResponse:
            return web.Response(status=status, text=error)

        return await through(self.world.faults, request, "download", serve, refuse)

    def _give(self, request: web.Request) -> web.Response:
        team, _, file_id = request.match_info["key"].partition("-")
        space = self.world.workspaces.get(team)
        value = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = self.world.tokens.get(value)
        allowed = token is not None and token.team_id == team and not token.revoked
        if token is None or not allowed or (token.scopes is not None and "files:read" not in token.scopes):
            return web.Response(status=302, headers={"Location": SIGN_IN})
        file = space.files.get(file_id) if space else None
        if file is None or not file.complete:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type=file.mimetype)
