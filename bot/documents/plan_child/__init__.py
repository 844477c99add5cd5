"""Reads a plan from a stranger's file, and writes one as a file, in a child process with limits.

The process that serves people never loads what opens and writes workbooks and documents, and a file that
would swallow it takes only the child down. `python -m bot.documents.plan_child NAME` is the child that
reads, `python -m bot.documents.plan_child.writing SUFFIX` the one that writes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from typing import Final

OVERLAY: Final = "MILEPOST_CHILD_OVERLAY"
WRITER: Final = "bot.documents.plan_child.writing"
PATIENCE: Final = 60.0


class ChildFault(Exception):
    """The file could not be read or written within the limits."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A piece of advice on the plan itself: what kind, the sentence, and where it comes from."""

    code: str
    message: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file holds: the plan as canonical JSON, or the faults in words; advice either way.

    `advice` says where in the file; `sourced` is the part of it that is about the plan.
    """

    document: str | None
    faults: tuple[str, ...]
    advice: tuple[str, ...]
    sourced: tuple[Sourced, ...] = ()


async def check(name: str, content: bytes, overlay: str | None = None) -> Checked:
    """Give what is in a file called `name`; raises `ChildFault` where it is too much or breaks the child."""
    found = json.loads(await _run("bot.documents.plan_child", name[:200], content, overlay))
    sourced = tuple(Sourced(**one) for one in found["sourced"])
    return Checked(found["document"], tuple(found["faults"]), tuple(found["advice"]), sourced)


async def written(suffix: str, document: str, overlay: str | None = None, maker: str = WRITER) -> bytes:
    """Give a plan (canonical JSON) as a file of the kind that `suffix` names; raises `ChildFault`.

    Another `maker` is another module, which is given another kind of document.
    """
    return await _run(maker, suffix, document.encode(), overlay)


async def _run(module: str, argument: str, content: bytes, overlay: str | None) -> bytes:
    """Give what a child says of what it is given; raises `ChildFault` where it breaks or takes too long."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, argument,
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(overlay),
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(child.communicate(content), PATIENCE)
    except TimeoutError:
        child.kill()
        await child.wait()
        raise ChildFault from None
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    if child.returncode != 0:
        raise ChildFault
    return said


def _environment(overlay: str | None) -> dict[str, str]:
    """This process's own module path, so that the child finds the same code; no secret goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    path = os.pathsep.join(part for part in sys.path if part)
    return kept | {"PYTHONPATH": path, OVERLAY: overlay or "", "PYTHONIOENCODING": "utf-8"}
