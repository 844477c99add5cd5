"""Runs `milepost` as an administrator does: in a process of its own, with nothing but its settings."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


async def begin(*arguments: str, **settings: str) -> Process:
    """Start `milepost` with `settings` as environment variables, MILEPOST_ left out."""
    environment = {f"MILEPOST_{name.upper()}": value for name, value in settings.items()}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stdout=PIPE, stderr=PIPE, cwd=settings.get("cwd"),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOME), "COLUMNS": "200", **environment},
    )  # fmt: skip


async def milepost(*arguments: str, **settings: str) -> Ran:
    """Run `milepost` to its end."""
    process = await begin(*arguments, **settings)
    out, err = await process.communicate()
    assert process.returncode is not None
    return Ran(process.returncode, out.decode(), err.decode())
