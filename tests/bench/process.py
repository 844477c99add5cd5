"""`milepost run` as a process: how soon it answers after its start, and how much memory it keeps."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.bench.children import Child, child
from tests.bench.rows import Figures, Row, median, ratio, take_turns
from tests.bench.scene import Scene, write
from tests.bench.sends import move_in

TEAMS = 20
REQUESTS = 10_000
SPELL = 1.0
"""Seconds without work after which a new process has sent what was due and has nothing to do."""

PATIENCE = 30.0
"""Seconds after which a process that still works is measured as it is, and its row says so."""

IDLE_WORK = 0.02
"""Seconds of processor time in a spell that are no work: a beat that finds nothing due."""

IDLE_MB, GROWTH, START = 110.0, 1.1, 1.5
LIBRARIES = (
    "slack_bolt.async_app, slack_sdk.socket_mode.aiohttp, aiohttp.web, sqlmodel, "
    "apscheduler.schedulers.asyncio, jinja2, pydantic_settings, yaml, typer, dateutil.parser, holidays"
)


@contextmanager
def served(home: Path) -> Iterator[tuple[Child, dict[str, str]]]:
    """Give the local workspace, and the settings of a Milepost that serves it."""
    path = home / "scene.sqlite"
    write(str(path), Scene(TEAMS, asked=False, now=datetime.now(UTC)))
    with child("tests.bench.workspace", str(TEAMS)) as workspace:
        hello: dict[str, Any] = json.loads(workspace.read())
        move_in(path, hello["conversations"])
        settings = {
            "MILEPOST_DATABASE_URL": f"sqlite:///{path}",
            "MILEPOST_SLACK_BOT_TOKEN": hello["bot_token"],
            "MILEPOST_SLACK_APP_TOKEN": hello["app_token"],
            "MILEPOST_SLACK_API_URL": hello["api_url"],
            "MILEPOST_LOG_LEVEL": "ERROR",
        }
        yield workspace, settings


def memory(
    home: Path, rounds: int, seconds: float, requests: int = REQUESTS, spell: float = SPELL
) -> list[Row]:
    """Memory of a `milepost run` that has nothing to do, and after many requests."""
    with served(home) as (workspace, settings):
        milepost = Child(["-m", "bot", "run"], **settings, MILEPOST_PACE="false")
        try:
            _answered(workspace)
            process = psutil.Process(milepost.process.pid)
            rested = _at_rest(process, spell)
            idle = process.memory_info().rss / 2**20
            visits = json.loads(workspace.ask(f"visit {requests}"))
            after = process.memory_info().rss / 2**20
        finally:
            milepost.end()
    fine = not visits["wrong"]
    note = f"{requests:,} by Socket Mode in {visits['seconds']:.0f} s, a fifth of them stored reports"
    return [
        Row("memory of `milepost run`, idle", "MB", idle, None, None, f"< {IDLE_MB:.0f} MB", idle < IDLE_MB,
            "" if rested else f"it still worked after {PATIENCE:.0f} s"),
        Row(f"memory after {requests:,} requests", "MB", after, idle, after / idle, f"<= {GROWTH} x idle",
            fine and after <= GROWTH * idle, note if fine else f"{note}; {visits['wrong']}"),
    ]  # fmt: skip


def start(home: Path, rounds: int, seconds: float, warm_up: bool = True) -> list[Row]:
    """From the start of the process to the first acknowledgement, beside the import of its libraries."""
    with served(home) as (workspace, settings):

        def ours() -> Figures:
            began = time.monotonic()
            milepost = Child(["-m", "bot", "run"], **settings)
            try:
                return {"seconds": _answered(workspace) - began}
            finally:
                milepost.end()

        def floor() -> Figures:
            began = time.monotonic()
            bare = Child(["-c", f"import {LIBRARIES}\nprint('ready', flush=True)"])
            try:
                bare.read()
                return {"seconds": time.monotonic() - began}
            finally:
                bare.end()

        if warm_up:
            ours(), floor()  # bytecode is compiled at the first start
        measured = take_turns(rounds, {"ours": ours, "floor": floor})
    reached = ratio(measured["ours"], measured["floor"], "seconds")
    return [
        Row("start to first acknowledgement", "s", median(measured["ours"], "seconds"),
            median(measured["floor"], "seconds"), reached, f"<= {START} x their import", reached <= START,
            f"the floor imports {LIBRARIES}"),
    ]  # fmt: skip


def _at_rest(process: psutil.Process, spell: float) -> bool:
    """Wait until a process has done next to nothing for a spell; False when patience ran out."""
    until = time.monotonic() + PATIENCE
    before = _work(process)
    while time.monotonic() < until:
        time.sleep(spell)
        now = _work(process)
        if now - before <= IDLE_WORK or not spell:
            return True
        before = now
    return False


def _work(process: psutil.Process) -> float:
    """Seconds of processor time that a process has used."""
    used = process.cpu_times()
    return float(used.user + used.system)


def _answered(workspace: Child) -> float:
    """When a new Milepost had answered its first command, on the monotonic clock."""
    first = json.loads(workspace.ask("first"))
    if first["error"]:
        raise ValueError(first["error"])
    return float(first["at"])
