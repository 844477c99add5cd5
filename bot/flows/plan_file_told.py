"""Tells in its thread what is in a plan that somebody sent as a file."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlmodel import Session

from bot.blocks.plan_file import MOST_LINES, FileFacts, file_blocks
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.plan_import import PlanChanges
from storage import deliveries, people, plan_files
from storage.deliveries import Wish
from storage.tables import Delivery, PlanFile
from storage.vocabulary_plan import FileState

FILE = "plan_file"
MOST_KEPT = MOST_LINES


def fingerprint(changes: PlanChanges) -> str:
    """Give what tells one preview from another."""
    return hashlib.sha256(json.dumps(changes.as_json(), sort_keys=True, default=str).encode()).hexdigest()


def tell(session: Session, row: PlanFile, now: datetime) -> None:
    """Wish for the answer, in the thread of the message that the file came with."""
    wish = Wish(
        workspace_id=row.workspace_id,
        key=f"plan-file:{row.id}",
        kind=FILE,
        due_at=now,
        about=f"plan-file:{row.id}",
        facts={"file": row.id},
        channel=row.channel,
        thread_ts=row.facts["thread"],
    )
    deliveries.wish(session, [wish], now)


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what is said of a file now."""
    row = plan_files.get(session, delivery.workspace_id, delivery.facts["file"])
    if row is None:
        return Skip("the file is not there any more")
    said = _said(session, row)
    key = f"plan_file.{said.key}"
    text = "\n".join([kit.words.label(key, **said.facts), *said.lines[:MOST_LINES]])
    return Message(text[:3_000], file_blocks(kit.words, said))


def _said(session: Session, row: PlanFile) -> FileFacts:
    facts = {**row.facts, "name": row.name}
    if row.state is FileState.REFUSED:
        return FileFacts(str(facts["key"]), facts)
    if row.state is FileState.SAME:
        return FileFacts("same", facts, advice=facts["advice"])
    if row.state is FileState.IMPORTED and row.imported_by_id is not None:
        who = people.names(session, row.workspace_id, [row.imported_by_id])[row.imported_by_id].name
        return FileFacts("imported", {**facts, "who": who}, advice=facts["advice"])
    lines, left = facts["lines"], facts["left"]
    if row.state is FileState.FAULTY:
        return FileFacts("faulty", facts, lines, left=left)
    if facts["is_first"]:
        return FileFacts("first", facts, advice=facts["advice"], file_id=row.id, may_import=True)
    return FileFacts("shown", facts, lines, facts["advice"], left, row.id, may_import=True)
