"""The demo in the browser: last month is over, this month's check-ins have just been asked."""

from __future__ import annotations

import asyncio
import errno
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli.demo.outlook import next_moment
from bot.cli.demo.theater import Theater, a_theater
from bot.cli.demo.troupe import Troupe
from bot.cli.spoken import refuse
from bot.words import Words

BEGIN = datetime(2026, 9, 23, 18, 0, tzinfo=UTC)
"""The afternoon before the first check-ins of the school year."""

FIRST_SCENE = datetime(2026, 10, 26, 13, 5, tzinfo=UTC)
"""Five minutes after October's check-ins opened."""


VISITOR = "dana.whitfield"
"""Whom the visitor plays first: nobody else answers for her."""


async def play(port: int, browser: bool, seed: int) -> None:
    """Serve the page until somebody presses Ctrl+C."""
    words = Words.load()
    with tempfile.TemporaryDirectory(prefix="milepost-demo-") as folder:
        try:
            async with on_stage(Path(folder), port, seed) as theater:
                typer.echo(words.label("demo.ready", district=theater.district.district.name))
                typer.echo(words.label("demo.address", url=theater.server.url))
                typer.echo(words.label("demo.stop"))
                if browser:
                    await asyncio.to_thread(webbrowser.open, theater.server.url)
                await _stopped()
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise
            refuse(words.label("demo.port_taken", port=port))


@asynccontextmanager
async def on_stage(folder: Path, port: int, seed: int) -> AsyncIterator[Theater]:
    """The first scene. When the visitor moves the calendar on, everybody but the visitor plays on."""
    async with a_theater(folder, BEGIN, port, beats=True) as theater:
        troupe = Troupe(theater, seed)
        await play_until(theater, troupe, FIRST_SCENE)
        troupe.make_room(VISITOR)
        theater.server.on_move(lambda target: play_on(theater, troupe, target))
        yield theater


async def play_until(theater: Theater, troupe: Troupe, end: datetime) -> None:
    """Let the troupe play until `end`; what is due on the way happens at its own moment."""
    await troupe.begin()
    await play_on(theater, troupe, end)


async def play_on(theater: Theater, troupe: Troupe, end: datetime) -> None:
    """Let the troupe, which has begun, play on until `end`."""
    while theater.now < end:
        await troupe.notice()
        due = await theater.milepost.database.read(next_moment, theater.milepost.workspace_id, theater.now)
        moments = [one for one in (due, troupe.next_at, end) if one is not None]
        await theater.walk_to(max(theater.now, min(*moments, end)))
        await troupe.act()
        await theater.milepost.beat()


async def _stopped() -> None:
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    await stop.wait()
