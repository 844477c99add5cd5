"""`python -m bot.feeds WORKSPACE NOW`: reads the published calendars that are due at NOW, then ends."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import log
from bot.catalogue import Catalogue
from bot.feeds.errand import DATABASE, OVERLAY
from bot.feeds.reader import Reader
from bot.flows.kit import Kit
from bot.words import Words
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Standing:
    """The moment at which the errand was sent: the calendar of the demo moves on its own."""

    at: datetime

    def now(self) -> datetime:
        """Give that moment."""
        return self.at


async def read(workspace_id: int, now: datetime) -> None:
    """Read what is due."""
    overlay = Path(os.environ[OVERLAY]) if os.environ.get(OVERLAY) else None
    kit = Kit(Words.load(overlay), Catalogue.load(overlay))
    database = Database(os.environ[DATABASE])
    try:
        await Reader(database, kit, Standing(now), workspace_id).round()
    finally:
        database.close()


if __name__ == "__main__":
    log.set_up("WARNING")
    asyncio.run(read(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
