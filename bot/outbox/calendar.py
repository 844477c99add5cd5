"""`python -m bot.outbox.calendar WORKSPACE ORGANIZATION SHARE NOW`: makes one shared calendar, then ends."""

from __future__ import annotations

import os
import sys
from datetime import datetime

from bot import log
from bot.catalogue import Catalogue
from bot.flows.kit import Kit
from bot.flows.routine_shared import routine_ics
from bot.outbox.settings import VARIABLE, OutboxSettings
from bot.words import Words
from storage import shares
from storage.database import Database


def make(workspace_id: int, organization_id: int, share_id: int, now: datetime) -> None:
    """Make it, and keep it."""
    settings = OutboxSettings.model_validate_json(os.environ[VARIABLE])
    kit = Kit(Words.load(settings.overlay), Catalogue.load(settings.overlay))
    database = Database(settings.database_url)
    try:
        with database.begin() as session:
            content = routine_ics(session, kit, workspace_id, organization_id, now).decode()
            shares.keep(session, workspace_id, share_id, content, now)
    finally:
        database.close()


if __name__ == "__main__":
    log.set_up("WARNING")
    make(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), datetime.fromisoformat(sys.argv[4]))
