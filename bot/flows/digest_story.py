"""Reads the whole story of one lagging item: evidence, the team's words, questions, what was done."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from bot.blocks.digest_facts import Done, ItemStory, Report
from bot.flows import coaching
from bot.flows.digest_questions import place_of, reports_of
from bot.flows.digest_reading import group
from bot.flows.kit import Kit
from storage import adjustments, figures, milestone_course, rootcause, supports
from storage.tables import Cycle

_WINDOW = timedelta(days=45)
"""Help that was offered this long before a cycle closed is still news beside the item."""


def story_of(
    session: Session, kit: Kit, workspace_id: int, cycle: Cycle, milestone_id: int, action_id: int | None
) -> ItemStory | None:
    """Read an item as it stands now; None when nothing was ever raised about it in the cycle's organization.

    Once everything about it is cleared, the story is that it is back on track, or, where what was cleared
    last is a silence, that its team has checked in.
    """
    flags = figures.flags_of_item(session, workspace_id, milestone_id, action_id)
    if not flags or flags[0].organization_id != cycle.organization_id:
        return None
    stand = [row for row in flags if row.cleared_on is None]
    reported = figures.reports(session, workspace_id, cycle.id)
    causes = {row.action_id: row.cause for row in reported if row.cause}
    over_on = None if stand else max(row.cleared_on for row in flags)
    item = group(stand or [row for row in flags if row.cleared_on == over_on], causes)[0]
    first = flags[0]
    return ItemStory(
        cycle_id=cycle.id,
        item=item,
        milestone=first.statement if action_id is not None else None,
        due_on=first.due_on,
        report=reports_of(session, workspace_id, cycle.id).get(action_id or 0, Report()),
        questions=tuple(coaching.worded(kit, coaching.asked(session, workspace_id, place_of(cycle, item)))),
        adjusted=_adjusted(session, workspace_id, cycle, milestone_id, action_id),
        supported=_supported(session, workspace_id, cycle, action_id),
        cleared_on=over_on,
        found=_found(session, workspace_id, action_id),
    )


def _found(session: Session, workspace_id: int, action_id: int | None) -> tuple[str, str | None] | None:
    """The root cause that a session of an action ended with."""
    settled = rootcause.settled_for(session, workspace_id, action_id) if action_id is not None else None
    return (settled.words, settled.evidence) if settled else None


def _adjusted(
    session: Session, workspace_id: int, cycle: Cycle, milestone_id: int, action_id: int | None
) -> tuple[Done, ...]:
    """What was decided about the item itself: the action, or else the milestone."""
    if action_id is None:
        rows = milestone_course.of_cycle(session, workspace_id, cycle)
        own = [row for row in rows if row.milestone_id == milestone_id]
    else:
        rows = adjustments.adjustments_of(session, workspace_id, cycle.id)
        own = [row for row in rows if row.action_id == action_id]
    return tuple(Done(row.recorded_on, row.name, row.what or row.why or "", row.new_due_on) for row in own)


def _supported(session: Session, workspace_id: int, cycle: Cycle, action_id: int | None) -> tuple[Done, ...]:
    since = cycle.closes_on - _WINDOW
    return tuple(
        Done(row.given_on, row.name or "", row.given_words or "")
        for row in supports.given_since(session, workspace_id, cycle.organization_id, since)
        if row.action_id == action_id
    )
