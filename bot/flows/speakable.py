"""The milestones and actions that somebody may speak of: found by number, listed, read."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.coach import Speakable
from bot.flows.course_door import HELPING
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.coach import keys_of
from storage import coachable, desk, trees

_NUMBER = re.compile(r"(?:\w{1,3}[- ]?)?(\d+(?:\.\d+)+)(?![\w.])[,;:]?\s*")


def numbered(session: Session, who: Who, typed: str, places: Collection[int]) -> tuple[Row[Any] | None, str]:
    """Give what a number at the beginning of `typed` names in these organizations, and the words behind it.

    Of several schools that have it the person's own counts; `Refusal` where none or still several do.
    """
    match = _NUMBER.match(typed)
    if match is None:
        return None, typed
    number = match[1]
    rows = coachable.numbered(session, who.workspace_id, places, number)
    if not rows:
        raise Refusal("coach.no_such", typed=number)
    own = trees.homes(session, who.workspace_id, person_of(session, who).id)
    rows = [row for row in rows if row.organization_id in own] or list(rows)
    if len({row.organization_id for row in rows}) > 1:
        schools = [row.organization for row in rows]
        raise Refusal("coach.which", number=number, schools=schools, code=rows[0].code)
    return rows[0], typed[match.end() :]


def listed(session: Session, kit: Kit, who: Who) -> list[Speakable]:
    """Give what a person may speak of, what lags first."""
    places = trees.visible(session, who.workspace_id, person_of(session, who).id)
    return [
        Speakable(item_of(row), row.number, row.text, row.organization)
        for row in coachable.listed(session, who.workspace_id, places)
    ]


def read(session: Session, who: Who, item: str) -> Row[Any]:
    """Give a milestone or action by its key; `Refusal` for what is gone or not the person's to see."""
    row = coachable.one(session, who.workspace_id, *keys_of(item))
    if row is None:
        raise Refusal("coach.gone")
    if row.organization_id not in trees.visible(session, who.workspace_id, person_of(session, who).id):
        raise Refusal("coach.not_close")
    return row


def speak_to(session: Session, who: Who, item: str) -> Row[Any]:
    """The same for those who may speak to its team: who leads or helps there, and the team itself."""
    row = read(session, who, item)
    person = person_of(session, who)
    if row.team_id in desk.teams_of(session, who.workspace_id, person.id):
        return row
    if not trees.has_role(session, who.workspace_id, person.id, row.organization_id, HELPING):
        raise Refusal("coach.not_close")
    return row


def may_speak_to(session: Session, who: Who, item: str) -> bool:
    """Say whether a person may speak to the team of an item, without a word to them about it."""
    try:
        speak_to(session, who, item)
    except Refusal:
        return False
    return True


def item_of(row: Any) -> str:
    """Give the key of a row that has milestone_id and action_id: "12" for an action, "m7" for a milestone."""
    return f"m{row.milestone_id}" if row.action_id is None else str(row.action_id)
