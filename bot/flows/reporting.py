"""What the command line reports of one cycle: the digest with every figure and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest_facts import Digest
from bot.flows.digest_reading import digest_of
from bot.flows.figures import Figures, figures_of
from bot.flows.kit import Kit, Refusal
from bot.flows.routine import routine_of
from storage import tellings


@dataclass(frozen=True, slots=True)
class DigestReport:
    """A cycle's digest and its figures."""

    period: str
    digest: Digest
    figures: Figures


def digest_report(
    session: Session, kit: Kit, workspace_id: int, code: str, period: str | None, now: datetime
) -> DigestReport:
    """Read the digest of a school's period, by default the one that closed last.

    `Refusal` for a school or a period that there is none of.
    """
    school = tellings.by_code(session, workspace_id, code)
    if school is None:
        raise Refusal("report.no_school", code=code, known=tellings.codes(session, workspace_id))
    if period is None:
        cycle = tellings.latest_closed(session, workspace_id, school.id)
    else:
        cycle = tellings.of_period(session, workspace_id, school.id, period)
    if cycle is None:
        raise Refusal("report.no_period", school=school.name, period=period)
    routine = routine_of(session, workspace_id, school.id, now.date())
    return DigestReport(
        cycle.period,
        digest_of(session, workspace_id, cycle, routine),
        figures_of(session, workspace_id, cycle, routine),
    )
