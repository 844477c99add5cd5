"""`python -m bot.outbox WORKSPACE NOW`: sends the webhooks and e-mails that are due at NOW, then ends."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime

from bot import log
from bot.catalogue import Catalogue
from bot.clock import SystemClock
from bot.flows.kit import Kit
from bot.outbox.sender import Sender
from bot.outbox.settings import VARIABLE, OutboxSettings
from bot.words import Words
from storage.database import Database


async def send(workspace_id: int, now: datetime) -> None:
    """Send what is due."""
    settings = OutboxSettings.model_validate_json(os.environ[VARIABLE])
    kit = Kit(Words.load(settings.overlay), Catalogue.load(settings.overlay))
    database = Database(settings.database_url)
    try:
        await Sender(database, kit, settings, SystemClock(), workspace_id).empty(now)
    finally:
        database.close()


if __name__ == "__main__":
    log.set_up("WARNING")
    asyncio.run(send(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
