"""Draws pictures: SVG in, PNG out, in a child process.

The process that serves people never loads a drawing library: that keeps it small, and a picture that
cannot be drawn takes nothing down with it. `python -m bot.documents.picture` is the child.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import sys
from asyncio.subprocess import PIPE
from typing import Final

WIDTH: Final = 1080
"""Pixels across: three for each point of a telephone that shows pictures 360 points wide."""

NARROWEST: Final = 720
"""Pixels across of what is very high: two for each point of that telephone."""

_MOST_PIXELS: Final = 2_000_000
"""Time goes into pixels: a fishbone of 40 causes is four times as high as wide."""

_VIEW: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

_PATIENCE: Final = 30.0


class PictureFault(Exception):
    """A picture that could not be drawn; `str()` is what the child said, without the picture's words."""


async def draw(svg: str, width: int | None = None) -> bytes:
    """Give the PNG of `svg`, `width` pixels wide, by default as sharp as its height allows.

    Starting the child takes a twentieth of a second, so none is kept waiting. Raises `PictureFault`.
    """
    width = width or sharpness(svg)
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


def sharpness(svg: str) -> int:
    """Give how many pixels wide a drawing is made: fewer for one that is very high."""
    found = _VIEW.search(svg)
    if found is None or not float(found[1]) or not float(found[2]):
        return WIDTH
    return max(NARROWEST, min(WIDTH, round(math.sqrt(_MOST_PIXELS * float(found[1]) / float(found[2])))))


def _environment() -> dict[str, str]:
    """This process's own module path, so that the child finds the same code; no secret goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
