"""Reads a plan from a stranger's file in a child process, with limits on memory, time and size.

The process that serves people never loads what opens workbooks and documents, and a file that would
swallow it takes only the child down. `python -m bot.documents.plan_child NAME` is the child.
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
PATIENCE: Final = 60.0


class ChildFault(Exception):
    """The file could not be read within the limits."""


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
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.documents.plan_child", name[:200],
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
    found = json.loads(said)
    sourced = tuple(Sourced(**one) for one in found["sourced"])
    return Checked(found["document"], tuple(found["faults"]), tuple(found["advice"]), sourced)


def _environment(overlay: str | None) -> dict[str, str]:
    """This process's own module path, so that the child finds the same code; no secret goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    path = os.pathsep.join(part for part in sys.path if part)
    return kept | {"PYTHONPATH": path, OVERLAY: overlay or "", "PYTHONIOENCODING": "utf-8"}
