"""What the beat does and when it is to do something next, whatever it is about."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.flows import cycle, term_due
from bot.flows.cycle import Round
from bot.flows.kit import Kit
from storage import plan_files, term_reports


def plan(session: Session, kit: Kit, workspace_id: int, now: datetime) -> int:
    """Have the cycles and the reports planned that are to come; give how many are new."""
    cycles = cycle.plan_cycles(session, kit, workspace_id, now)
    return cycles + term_due.plan(session, kit, workspace_id, now)


def sweep(session: Session, kit: Kit, workspace_id: int, now: datetime, going: Round | None = None) -> bool:
    """Do the one thing that has been due the longest: of cycles first, then of reports; True for more."""
    going = going or Round()
    if cycle.sweep(session, kit, workspace_id, now, going):
        return True
    report = term_reports.due(session, workspace_id, now, going.aside)
    if report is None:
        return False
    going.at = report.organization_id
    term_due.settle(session, kit, workspace_id, report, now)
    return True


def next_due(session: Session, workspace_id: int) -> datetime | None:
    """Give when something is to be done next: for a cycle, for a report, or for a file that has come."""
    moments = (
        cycle.next_due(session, workspace_id),
        term_reports.next_due(session, workspace_id),
        plan_files.oldest(session, workspace_id),
    )
    return min((moment for moment in moments if moment is not None), default=None)
