"""Carries a decision out in the plan, and says what it touched, before and after (F123)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.course_door import known
from bot.forms.course import AdjustForm
from bot.ids import Field
from storage import adjustments, people, supports, trees
from storage.vocabulary import Course

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a decision changed in the plan, by its own columns; `is_lent`: to somebody from elsewhere."""

    before: Values
    after: Values
    is_lent: bool = False


NOTHING = Touched({}, {})


def carry_out(
    session: Session, workspace_id: int, action: Row[Any], form: AdjustForm, today: date, by_id: int
) -> Touched:
    """Change the plan as decided; `Refusal` beside the field for a new owner whom nobody knows."""
    if form.course is Course.DATE and form.new_due_on is not None:
        return _redate(session, workspace_id, action, form.new_due_on, today, by_id)
    if form.course is Course.CHANGE and form.wording and form.wording != action.text:
        adjustments.change(session, workspace_id, action.id, text=form.wording)
        return Touched({"text": action.text}, {"text": form.wording})
    if form.course is Course.OWNER and form.owner:
        return _hand(session, workspace_id, action, form.owner)
    if form.course is Course.OUTPUT and form.outputs:
        return _reshape(session, workspace_id, action.id, form.outputs, today)
    if form.course is Course.STOP:
        adjustments.change(session, workspace_id, action.id, withdrawn_on=today)
        return Touched({"withdrawn_on": None}, {"withdrawn_on": today.isoformat()})
    if form.course is Course.SUPPORT:
        supports.ask(
            session,
            workspace_id,
            organization_id=action.organization_id,
            action_id=action.id,
            words=form.what or "",
            on=today,
            by_id=by_id,
        )
    return NOTHING


def _redate(
    session: Session, workspace_id: int, action: Row[Any], new: date, today: date, by_id: int
) -> Touched:
    """A new date; the first one that was approved stays, and the move is kept."""
    adjustments.move_due_date(
        session, workspace_id, action.id, old=action.due_on, new=new, on=today, by_id=by_id
    )
    old = action.due_on.isoformat() if action.due_on else None
    return Touched({"due_on": old}, {"due_on": new.isoformat()})


def _hand(session: Session, workspace_id: int, action: Row[Any], slack_user_id: str) -> Touched:
    owner = known(session, workspace_id, slack_user_id, Field.OWNER)
    adjustments.change(session, workspace_id, action.id, responsible_id=owner.id)
    old = action.responsible_id
    names = people.names(session, workspace_id, [one for one in (old, owner.id) if one])
    at_home = action.organization_id in trees.homes(session, workspace_id, owner.id)
    return Touched(
        {"responsible_id": old, "responsible": names[old].name if old in names else None},
        {"responsible_id": owner.id, "responsible": owner.name},
        is_lent=not at_home,
    )


def _reshape(
    session: Session, workspace_id: int, action_id: int, wanted: tuple[str, ...], today: date
) -> Touched:
    """Other outputs: what is there already stays, whether it is named or not."""
    rows = adjustments.outputs(session, workspace_id, action_id)
    living = [row for row in rows if row.withdrawn_on is None]
    gone = [row.id for row in living if row.text not in wanted and row.produced_on is None]
    adjustments.end_outputs(session, workspace_id, gone, today)
    there = {row.text for row in living}
    last = max((row.position for row in rows), default=0)
    fresh = [text for text in wanted if text not in there]
    adjustments.add_outputs(
        session,
        [
            {"workspace_id": workspace_id, "action_id": action_id, "position": position, "text": text}
            for position, text in enumerate(fresh, last + 1)
        ],
    )
    kept = [row.text for row in living if row.id not in gone]
    return Touched({"outputs": [row.text for row in living]}, {"outputs": [*kept, *fresh]})
