"""`milepost run`: serves a Slack workspace until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import Annotated

import typer

from bot.app import Milepost, StartFault
from bot.cli.spoken import refuse, settings_or_refuse
from bot.log import EventLog, set_up
from bot.overlay import OverlayFault
from bot.settings import Mode, Settings
from bot.words import Words
from storage.database import Database
from storage.engines import is_sqlite
from storage.versions import versions

TURN = 0.001
"""Seconds that one thread may keep the others waiting; Python's own are five times as long."""

logger = EventLog("run")


def run(
    http: Annotated[bool, typer.Option("--http", help="Let Slack reach Milepost by HTTP.")] = False,
) -> None:
    """Serve your Slack workspace.

    By Socket Mode, which needs no address of yours; or by HTTP with --http.

    Example: MILEPOST_SLACK_BOT_TOKEN=xoxb-... MILEPOST_SLACK_APP_TOKEN=xapp-... milepost run
    """
    settings = settings_or_refuse(Words.load(), **({"mode": Mode.HTTP} if http else {}))
    set_up(settings.log_level)
    share_time()
    try:
        asyncio.run(_serve(settings))
    except StartFault as fault:
        refuse(Words.load().label(fault.label, **fault.facts))
    except OverlayFault as fault:
        refuse(str(fault))


def share_time() -> None:
    """Have the threads of this process take shorter turns: storing waits for listening at every statement."""
    sys.setswitchinterval(TURN)


async def _serve(settings: Settings) -> None:
    if is_sqlite(settings.database_url):
        await _upgrade(settings.database_url)
    stopped = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stopped.set)
    milepost = await Milepost.start(settings)
    logger.info("milepost.ready", mode=settings.mode.value, port=milepost.port)
    try:
        await stopped.wait()
    finally:
        await milepost.stop()
    logger.info("milepost.stopped")


async def _upgrade(url: str) -> None:
    """Bring the embedded database up to date, in a process of its own, which may load what migrates."""
    database = Database(url)
    try:
        has, newest = await asyncio.to_thread(versions, database.engine)
    finally:
        database.close()
    if has != newest:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "db", "upgrade", env={**os.environ, "MILEPOST_DATABASE_URL": url}
        )
        await child.wait()
