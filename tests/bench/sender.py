"""Milepost's drain in a process of its own: `python -m tests.bench.sender DATABASE API_URL TOKEN PACE`.

Prints "ready". For each line that it reads, it sends everything that is due, prints how many messages that
were and the seconds that they took, as JSON, and moves its clock an hour on. The pace is "paced" or "off".
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time

from bot.catalogue import Catalogue
from bot.cli.run import share_time
from bot.flows.kit import Kit
from bot.overlay import read_prompts
from bot.slack.client import make_client, open_session
from bot.slack.drain import Drain
from bot.slack.pace import Pace
from bot.words import Words
from storage import workspaces
from storage.database import Database
from tests.bench.scene import LATER, running
from tests.bench.signing import TEAM_ID


async def _stopped(reason: str) -> None:
    raise SystemExit(f"stopped: {reason}")


async def main(path: str, api_url: str, token: str, paced: bool) -> None:
    """Send when told to."""
    gc.freeze()  # as the command line does when its modules are loaded
    share_time()
    files = read_prompts(None)
    kit = Kit(Words(files), Catalogue.of(files))
    database = Database(f"sqlite:///{path}")
    workspace_id = await database.run(workspaces.welcome, TEAM_ID, "bench", "U0BOT")
    async with open_session() as session:
        client = make_client(session, api_url, token)
        pace = Pace(300, enabled=paced)
        clock = running()
        drain = Drain(database, kit, clock, workspace_id, client, "U0BOT", pace, _stopped)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while await asyncio.to_thread(sys.stdin.readline):
            began = time.perf_counter()
            shown = await drain.empty()
            took = time.perf_counter() - began
            sys.stdout.write(json.dumps({"shown": shown, "seconds": took}) + "\n")
            sys.stdout.flush()
            clock.advance(LATER)
    database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4] == "paced"))
