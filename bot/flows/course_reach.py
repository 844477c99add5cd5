"""Whom a change of course reaches beyond its team, read from the network (J-23)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.course_apply import Touched
from bot.forms.course import AdjustForm
from bot.rules.course import ChangeFacts, Reach, reaches
from storage import practices, trees
from storage.vocabulary import RoleKind

ABOVE = (RoleKind.LIAISON, RoleKind.DISTRICT_STAFF, RoleKind.STATE_STAFF)
"""Who hears of a change for the level above; a liaison may also be named at the school itself."""

LEADERS = (RoleKind.PRINCIPAL, RoleKind.LEADERSHIP)


@dataclass(frozen=True, slots=True)
class Reached:
    """Why others are told of a change, and whom: person ids with names."""

    why: tuple[Reach, ...] = ()
    people: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


def reached(
    session: Session,
    workspace_id: int,
    action: Row[Any],
    form: AdjustForm,
    touched: Touched,
    present: Collection[int],
) -> Reached:
    """Give whom a change reaches; those who were `present` when it was decided know already."""
    near = practices.around(session, workspace_id, action.id)
    waiting = practices.awaiting(session, workspace_id, action.id, action.organization_id)
    codes = sorted({*near.own, *near.of_milestone, *near.of_strategy})
    why = reaches(
        ChangeFacts(
            form.course,
            form.new_due_on,
            near.milestone_due_on,
            _shared(session, workspace_id, action.organization_id, codes),
            bool(waiting),
            touched.is_lent,
        )
    )
    if not why:
        return Reached()
    rows = list(next_level(session, workspace_id, action.organization_id))
    if Reach.PLAN in why:
        places = {one.organization_id for one in waiting}
        rows += practices.holders(session, workspace_id, places, LEADERS)
    found = {row.person_id: row.name for row in rows if row.person_id not in present}
    return Reached(why, tuple(found), tuple(found.values()))


def next_level(session: Session, workspace_id: int, organization_id: int) -> tuple[Row[Any], ...]:
    """Give the liaisons and staff of the nearest level that has any, the organization's own first."""
    places = trees.above(session, workspace_id, organization_id)
    rows = practices.holders(session, workspace_id, places, ABOVE)
    for place in places:
        if found := tuple(row for row in rows if row.organization_id == place):
            return found
    return ()


def _shared(session: Session, workspace_id: int, organization_id: int, codes: list[str]) -> tuple[str, ...]:
    """The practices that others under the same roof, or the roof itself, work on as well."""
    _, *above = trees.above(session, workspace_id, organization_id)
    if not above:
        return ()
    others = trees.below(session, workspace_id, above[:1]) - {organization_id}
    return tuple(code for code in codes if practices.working_on(session, workspace_id, others, code))
