"""The demo in fast forward: a school year in less than a minute, and an honest account of it."""

from __future__ import annotations

import json
import tempfile
import time
from datetime import datetime
from pathlib import Path

import typer

from bot.cli.demo.account import Month, account, shown_in
from bot.cli.demo.play import BEGIN, play_until
from bot.cli.demo.theater import Theater, a_theater
from bot.cli.demo.troupe import Troupe
from bot.words import Words


async def fast_forward(months: int, seed: int, as_json: bool) -> None:
    """Play `months` cycles of every school from September on, and print what happened in each."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="milepost-demo-") as folder:
        async with a_theater(Path(folder), BEGIN, 0, beats=False) as theater:
            await play_until(theater, Troupe(theater, seed), end_after(months))
            told = await _told(theater, months)
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        content = {"version": 1, "seconds": seconds, "months": [month.as_json() for month in told]}
        typer.echo(json.dumps(content))
        return
    words = Words.load()
    for month in told:
        typer.echo(words.label("demo.month", **month.as_json()))
    typer.echo(words.label("demo.lasted", months=len(told), seconds=seconds))


def end_after(months: int) -> datetime:
    """Give a moment at which the digests of that many months are told, and late answers are in."""
    year, month = divmod(BEGIN.month - 1 + months, 12)
    return BEGIN.replace(year=BEGIN.year + year, month=month + 1, day=8)


async def _told(theater: Theater, months: int) -> list[Month]:
    milepost = theater.milepost
    shown = shown_in(theater.server)
    return (await milepost.database.read(account, milepost.workspace_id, shown, theater.now))[:months]
