"""Schools in a line each: for the desk, for `/milepost status`, and for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.blocks.home_facts import Glance
from bot.blocks.periods import period_name
from bot.flows.figures import figures_of
from bot.flows.kit import Kit
from bot.flows.routine import routines
from storage import desk, tellings

MOST_SCHOOLS = 8


def glances(
    session: Session,
    kit: Kit,
    workspace_id: int,
    organization_ids: Iterable[int],
    now: datetime,
    most: int = MOST_SCHOOLS,
) -> tuple[tuple[Glance, ...], int]:
    """Give the schools with a plan among these organizations, by name, and how many more there are."""
    rows = desk.schools(session, workspace_id, organization_ids)
    flags = desk.flag_counts(session, workspace_id, [row.id for row in rows])
    known = routines(session, workspace_id, now.date(), {row.id for row in rows[:most]})
    found = []
    for row in rows[:most]:
        lagging, urgent = flags.get(row.id, (0, 0))
        cycle = tellings.latest_closed(session, workspace_id, row.id)
        if cycle is None:
            found.append(Glance(row.id, row.name, lagging=lagging, urgent=urgent))
            continue
        read = figures_of(session, workspace_id, cycle, known[row.id])
        found.append(
            Glance(
                organization_id=row.id,
                school=row.name,
                period=period_name(kit.words, cycle.period),
                cycle_id=cycle.id,
                on_time=read.month.counts.actions_on_time,
                received=read.month.received.in_time,
                lagging=lagging,
                urgent=urgent,
            )
        )
    return tuple(found), max(0, len(rows) - most)
