"""files.*: uploads in three steps, and reading about files."""

import mimetypes
from typing import Any

from aiohttp import web

from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.ids import ts_of
from bot.sandbox.model import File, Json, StoredMessage
from bot.sandbox.shapes import file_json
from bot.sandbox.strikes import through
from bot.sandbox.webapi.chat import writable
from bot.sandbox.webapi.registry import Call, method
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

LONGEST_ALT = 1_000


@method("files.getUploadURLExternal", "files:write", tier=4)
def upload_url(call: Call) -> Json:
    """Give where to send a file's bytes."""
    name = call.need("filename")
    try:
        length = int(call.args.get("length") or 0)
    except ValueError:
        raise SlackError("invalid_arguments") from None
    if length <= 0:
        raise SlackError("missing_argument")
    alt = str(call.args.get("alt_txt") or "")
    if len(alt) > LONGEST_ALT:
        raise SlackError("alt_txt_too_large")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    created = int(call.workspace.clock.now().timestamp())
    file = File(
        call.world.ids.draw("F"),
        name,
        call.token.user_id,
        length,
        alt_txt=alt,
        mimetype=kind,
        created=created,
    )
    call.workspace.files[file.id] = file
    return {"ok": True, "file_id": file.id,
            "upload_url": f"{call.world.base}/upload/v1/{call.workspace.team_id}-{file.id}"}  # fmt: skip


@method("files.completeUploadExternal", "files:write", tier=4)
def complete(call: Call) -> Json:
    """Finish uploads; with a channel they are shared there in one message."""
    given = call.args.get("files")
    if not isinstance(given, list) or not given:
        raise bad_payload("invalid_arguments", ["[ERROR] missing required field: files"])
    files = [_uploaded(call, item) for item in given]
    for file, item in zip(files, given, strict=True):
        file.title, file.complete = str(item.get("title") or file.name), True
        file.ready_at = int((call.workspace.clock.now().timestamp() + call.world.file_delay) * 1_000_000)
    for channel_id in _channels(call):
        _share(call, channel_id, files)
    return {"ok": True, "files": [file_json(call.world, call.workspace, f) for f in files]}


def _uploaded(call: Call, item: Any) -> File:
    """Give a file whose bytes have come."""
    file = call.workspace.files.get(str(item.get("id"))) if isinstance(item, dict) else None
    if file is None or not file.content:
        raise SlackError("file_not_found")
    if file.complete:
        raise SlackError("file_update_failed")
    return file


def _channels(call: Call) -> list[str]:
    """Give the channels to share in."""
    several = [c for c in str(call.args.get("channels") or "").split(",") if c]
    one = call.args.get("channel_id")
    return [str(one)] if one else several


def _share(call: Call, channel_id: str, files: list[File]) -> None:
    """Post the files in a channel."""
    space = call.workspace
    call.args["channel"] = channel_id
    channel = call.channel()
    writable(call, channel)
    thread = 0
    if call.args.get("thread_ts"):
        parent = call.message(channel, "thread_ts", "thread_not_found")
        thread = parent.thread or parent.micros
    comment = str(call.args.get("initial_comment") or "")
    message = StoredMessage(
        space.stamp(channel),
        space.bot_user_id,
        comment,
        None,
        None,
        thread,
        space.bot_id,
        "file_share",
        files=tuple(f.id for f in files),
    )
    space.store(channel, message)
    for file in files:
        file.channels.append(channel.id)
    call.world.outbox.announce(space, channel, message)


@method("files.info", "files:read", tier=4)
def info(call: Call) -> Json:
    """Tell of one file."""
    file = call.workspace.files.get(call.need("file"))
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    return {"ok": True, "file": file_json(call.world, call.workspace, file), "comments": []}


@method("files.delete", "files:write", tier=3)
def delete(call: Call) -> Json:
    """Remove a file, and from the messages that show it."""
    file = call.workspace.files.pop(call.need("file"), None)
    if file is None:
        raise SlackError("file_not_found")
    for channel_id in file.channels:
        for message in call.workspace.channels[channel_id].by_micros.values():
            message.files = tuple(f for f in message.files if f != file.id)
    return {"ok": True}


class Uploads:
    """Serves `/upload/v1/{team}-{file}`: takes the bytes."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Take a file, if no fault named `upload` strikes it."""

        async def serve() -> web.StreamResponse:
            return await self._take(request)

        def refuse(error: str, status: int, seconds: int) -> web.StreamResponse:
            return web.Response(status=status, text=error)

        return await through(self.world.faults, request, "upload", serve, refuse)

    async def _take(self, request: web.Request) -> web.Response:
        """Take a file, as raw bytes or as a form's first file."""
        team, _, file_id = request.match_info["key"].partition("-")
        space: Workspace | None = self.world.workspaces.get(team)
        file = space.files.get(file_id) if space else None
        if file is None or file.complete:
            return web.Response(status=404, text="not found")
        if request.content_type.startswith("multipart/"):
            parts = [p for p in (await request.post()).values() if isinstance(p, web.FileField)]
            content = parts[0].file.read() if parts else b""
        else:
            content = await request.read()
        if len(content) != file.size:
            return web.Response(status=400, text="length does not match")
        file.content = content
        stamp = ts_of(int(self.world.clock.now().timestamp() * 1_000_000))
        record = f'{{"file": "{file.id}", "bytes": {len(content)}, "at": "{stamp}"}}'.encode()
        self.world.wire.record(self.world.clock.now(), "from_bot", "upload", 200, 0.0, record, b'"OK"')
        return web.Response(text=f"OK - {len(content)}")
