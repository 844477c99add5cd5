"""Giving files with a form: uploaded by a person, named in the state of a `file_input`."""

import mimetypes
from typing import Any

from bot.sandbox.acts.actor import ActError, Actor
from bot.sandbox.model import File, Json
from bot.sandbox.shapes import file_json


def upload(actor: Actor, name: str, content: bytes) -> File:
    """Put a person's file into the workspace; it is theirs alone until a form carries it."""
    actor.active()
    if not content:
        raise ActError("empty_file", f"{name} is empty.")
    now = int(actor.space.clock.now().timestamp())
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(actor.world.ids.draw("F"), name, actor.user.id, len(content), name, "", kind, content, True)
    file.created, file.ready_at = now, now * 1_000_000
    actor.space.files[file.id] = file
    return file


def as_files(actor: Actor, element: Json, value: Any) -> list[Json]:
    """Give the file objects of the ids that somebody entered into a `file_input`; only their own files."""
    entered = value if isinstance(value, list | tuple) else [value] if value else []
    files = [actor.space.files.get(str(one["id"] if isinstance(one, dict) else one)) for one in entered]
    if any(file is None or file.user != actor.user.id for file in files):
        raise ActError("file_not_found", f"{element.get('action_id')} names a file that is not there.")
    return [file_json(actor.world, actor.space, file) for file in files if file is not None]
