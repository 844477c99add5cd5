"""`milepost demo`: the running product, with no Slack account, in the browser or in fast forward."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot import log
from bot.cli.demo.play import play
from bot.cli.demo.year import fast_forward

PORT = 8710


def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Play without a browser, then end.")] = False,
    months: Annotated[
        int, typer.Option("--fast-forward", min=1, max=24, help="Months to play with --headless.")
    ] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
    seed: Annotated[int, typer.Option(help="Another number makes another year.")] = 1,
) -> None:
    """Try Milepost with no Slack account: a fictional district of six schools.

    Be any of its people in the browser, or play a school year at once:

    Example: milepost demo --headless --fast-forward 10
    """
    log.set_up("ERROR")
    if headless:
        asyncio.run(fast_forward(months, seed, as_json))
    else:
        asyncio.run(play(port, browser, seed))
