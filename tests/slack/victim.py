"""A Milepost in a process of its own, to be killed: `python -m tests.slack.victim` with its settings in the
environment and the moment of its clock as the argument. It beats once, over and over."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from bot.app import Milepost
from bot.flows.composers import COMPOSERS
from bot.sandbox.clock import SandboxClock
from bot.settings import Settings
from tests.slack.notes import compose_note


async def main() -> None:
    """Start and beat."""
    COMPOSERS["note"] = compose_note
    clock = SandboxClock(datetime.fromisoformat(sys.argv[1]))
    milepost = await Milepost.start(Settings.read(_env_file=None), clock=clock, beats=False)
    await milepost.beat()


if __name__ == "__main__":
    asyncio.run(main())
