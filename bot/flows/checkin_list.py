"""A person's own check-ins, and what was reported of a milestone before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.blocks.checkin import Question
from bot.blocks.checkin_list import Told, history_modal, list_blocks
from bot.blocks.checkin_receipt import Receipt
from bot.blocks.periods import period_name
from bot.flows.checkin_door import enter
from bot.flows.checkin_messages import question_of, receipt_of
from bot.flows.kit import Kit, Who
from bot.flows.persons import person_of
from bot.rules.calendar import zone_of
from storage import checkin_lists, plans, shown

MOST = 8
"""Check-ins, or earlier answers, that are shown at once."""


def my_check_ins(session: Session, kit: Kit, who: Who, now: datetime) -> tuple[str, list[dict[str, Any]]]:
    """Give the text and the blocks of what waits for a person, with the same controls as the prompts."""
    person = person_of(session, who)
    found: list[Question | Receipt] = []
    keys = checkin_lists.mine(session, who.workspace_id, person.id, MOST)
    check_ins = shown.check_ins(session, who.workspace_id, keys)
    waiting = {one.milestone_id for one in check_ins.values()}
    actions = plans.actions_of_all(session, who.workspace_id, waiting)
    for check_in in map(check_ins.get, keys):
        if check_in is None or check_in.withdrawn_on is not None:
            continue
        if check_in.answered_at is not None:
            found.append(receipt_of(session, who.workspace_id, check_in, person.id))
        else:
            found.append(Question(**question_of(kit, check_in, actions[check_in.milestone_id], now)))
    return list_blocks(kit.words, found)


def history(session: Session, kit: Kit, who: Who, check_in_id: int, now: datetime) -> dict[str, Any]:
    """Give a window with the newest answers of a check-in's milestone, whatever the cycle."""
    door = enter(session, who, check_in_id, now, lock=False, past=True)
    zone = zone_of(door.check_in.timezone)
    revisions = checkin_lists.told_before(session, who.workspace_id, door.check_in.milestone_id, MOST + 1)
    said = checkin_lists.reports(session, who.workspace_id, [one.id for one in revisions[:MOST]])
    told = [
        Told(
            period_name(kit.words, one.period),
            one.name,
            one.submitted_at.astimezone(zone).date(),
            one.kind,
            one.is_late,
            one.successes,
            tuple(row for row in said if row.revision_id == one.id),
        )
        for one in revisions[:MOST]
    ]
    return history_modal(kit.words, told, more=len(revisions) > MOST)
