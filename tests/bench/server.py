"""Milepost by HTTP in a process of its own: `python -m tests.bench.server DATABASE STUB_URL MANNER`.

The manner is "production" (beat, drain and pace as they are), "unpaced" (the drain sends as fast as it
can) or "still" (nothing happens but answering). Prints its port.
"""

from __future__ import annotations

import asyncio
import gc
import sys

from bot.app import Milepost
from bot.cli.run import share_time
from bot.log import set_up
from bot.settings import Mode, Settings
from tests.bench.scene import running
from tests.bench.signing import SECRET, TOKEN

LIFE = 600


async def main(path: str, stub_url: str, manner: str) -> None:
    """Serve for a bounded time."""
    gc.freeze()  # as the command line does when its modules are loaded
    share_time()
    set_up("WARNING")
    settings = Settings.read(
        _env_file=None,
        database_url=f"sqlite:///{path}",
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        mode=Mode.HTTP,
        port=0,
        pace=manner == "production",
    )
    milepost = await Milepost.start(settings, clock=running(), base_url=stub_url, beats=manner != "still")
    sys.stdout.write(f"{milepost.port}\n")
    sys.stdout.flush()
    await asyncio.sleep(LIFE)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
