"""Draws pictures: SVG in, PNG out, in a child process.

The process that serves people never loads a drawing library: that keeps it small, and a picture that
cannot be drawn takes nothing down with it. `python -m bot.documents.picture` is the child.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from typing import Final

WIDTH: Final = 1080
"""Pixels across: three for each point of a telephone that shows pictures 360 points wide."""

_PATIENCE: Final = 30.0


class PictureFault(Exception):
    """A picture that could not be drawn; `str()` is what the child said, without the picture's words."""


async def draw(svg: str, width: int = WIDTH) -> bytes:
    """Give the PNG of `svg`, `width` pixels wide; raises `PictureFault`.

    Takes about a tenth of a second, nearly all of it starting the child.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.documents.picture", str(width),
        stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment(),
    )  # fmt: skip
    try:
        png, complaint = await asyncio.wait_for(child.communicate(svg.encode()), _PATIENCE)
    except (TimeoutError, asyncio.CancelledError):
        child.kill()
        await child.wait()
        raise
    if child.returncode != 0:
        raise PictureFault(complaint.decode(errors="replace").strip().rpartition("\n")[2])
    return png


def _environment() -> dict[str, str]:
    """This process's own module path, so that the child finds the same code; no secret goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
