"""Reads what a digest says from the database: figures, items, and the story of one item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.blocks.digest_facts import (
    Changed,
    Digest,
    Evidence,
    Item,
    Moved,
    News,
    Quiet,
    Request,
    Success,
)
from bot.flows.figures import Figures, figures_of
from bot.flows.routine import Routine
from storage import adjustments, figures, milestone_course, supports, tellings
from storage.tables import Cycle
from storage.vocabulary import RuleName, Standing, Status

_TELLING_FIRST = (
    RuleName.ADJUSTMENT_NOT_WORKING,
    RuleName.UNSUPPORTED,
    RuleName.BEHIND,
    RuleName.OVERDUE,
    RuleName.SLIPPING,
    RuleName.WANING,
    RuleName.AT_RISK,
    RuleName.TRAJECTORY,
    RuleName.SILENT,
)
"""Of rules equally grave, the one that says most about what to do comes first."""


def digest_of(session: Session, workspace_id: int, cycle: Cycle, routine: Routine) -> Digest:
    """Read everything that a cycle's digest says, in one transaction."""
    read = figures_of(session, workspace_id, cycle, routine)
    check_ins = figures.check_ins(session, workspace_id, cycle.id)
    reports = figures.reports(session, workspace_id, cycle.id)
    organization = tellings.organization(session, workspace_id, cycle.organization_id)
    return Digest(
        cycle_id=cycle.id,
        school=organization.name,
        rhythm=routine.settings.rhythm,
        closes_on=cycle.closes_on,
        counts=read.month.counts,
        standings={standing: read.share(standing) for standing in Standing},
        reported_behind=read.reported_behind,
        moved=_moved(session, workspace_id, cycle, reports),
        lagging=items_of(session, workspace_id, cycle),
        quiet=_quiet(check_ins),
        requests=tuple(
            Request(row.number, row.text, row.team, row.asked_words, row.asked_on)
            for row in figures.open_requests(session, workspace_id, [cycle.organization_id])
        ),
        successes=tuple(
            Success(row.successes, row.answered_by or row.team or row.number)
            for row in check_ins
            if row.successes
        ),
        news=_news(session, workspace_id, cycle, check_ins, routine),
        changed=_changed(read),
        trend=read.trend,
    )


def _changed(read: Figures) -> Changed | None:
    """M-03 in numbers; None where no check-in closed before."""
    if not read.trend:
        return None
    moved = read.month.moved
    return Changed(
        len(set(moved.newly_done) - set(moved.recovered)),
        len(moved.newly_behind),
        len(moved.recovered),
        len(moved.redated),
    )


def items_of(session: Session, workspace_id: int, cycle: Cycle) -> tuple[Item, ...]:
    """Give what lags now in a cycle's organization, the gravest first."""
    causes = {
        row.action_id: row.cause for row in figures.reports(session, workspace_id, cycle.id) if row.cause
    }
    flags = figures.standing_flags(session, workspace_id, [cycle.organization_id])
    return tuple(sorted(group(flags, causes), key=_gravest))


def group(flags: Iterable[Any], causes: Mapping[int, Any]) -> list[Item]:
    """Put flags of the same action, or of the same milestone, together."""
    found: dict[tuple[int, int | None], list[Any]] = defaultdict(list)
    for row in flags:
        found[(row.milestone_id, row.action_id)].append(row)
    return [_item(rows, causes.get(rows[0].action_id)) for rows in found.values()]


def _item(rows: Sequence[Any], cause: Any) -> Item:
    first = rows[0]
    of_action = first.action_id is not None
    ordered = sorted(rows, key=lambda row: (-row.severity.rank, _TELLING_FIRST.index(row.rule)))
    return Item(
        first.milestone_id,
        first.action_id,
        first.action_number if of_action else first.milestone_number,
        first.action_text if of_action else first.statement,
        first.team,
        tuple(Evidence(row.rule, row.severity, row.facts) for row in ordered),
        cause,
    )


def _gravest(item: Item) -> tuple[int, int, list[tuple[int, str]]]:
    worst = item.evidence[0]
    return -worst.severity.rank, _TELLING_FIRST.index(worst.rule), _by_number(item.number)


def _by_number(number: str) -> list[tuple[int, str]]:
    """Sort "1.10" after "1.9"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]


def _moved(session: Session, workspace_id: int, cycle: Cycle, reports: Sequence[Any]) -> tuple[Moved, ...]:
    """What this cycle's check-ins say is done and was not before; then what is back on track."""
    before = figures.completed_before(session, workspace_id, cycle)
    done = [row for row in reports if row.status is Status.COMPLETED and row.action_id not in before]
    finished = {row.action_id for row in reports if row.status.is_finished}
    standing = {
        (row.milestone_id, row.action_id)
        for row in figures.standing_flags(session, workspace_id, [cycle.organization_id])
    }
    cleared = [
        row
        for row in figures.cleared_flags(session, workspace_id, cycle.id)
        if row.action_id not in finished
        and row.rule is not RuleName.SILENT
        and row.raised_cycle_id != cycle.id
        and (row.milestone_id, row.action_id) not in standing
        and not (row.status is not None and row.status.is_finished)
    ]
    recovered = [Moved(one.number, one.text, one.team, is_done=False) for one in group(cleared, {})]
    return (*(Moved(row.number, row.text, row.team, row.outputs_words) for row in done), *recovered)


def _quiet(check_ins: Sequence[Any]) -> tuple[Quiet, ...]:
    """Teams without an answer, never people: silent first, then away, then what was nobody's fault."""
    order = (Standing.SILENT, Standing.AWAY, Standing.NOT_ASKED, Standing.BOT_WAS_DOWN)
    rows = [row for row in check_ins if row.standing in order]
    return tuple(
        Quiet(row.standing, row.number, row.statement, row.team)
        for row in sorted(rows, key=lambda row: (order.index(row.standing), _by_number(row.number)))
    )


def _news(
    session: Session, workspace_id: int, cycle: Cycle, check_ins: Sequence[Any], routine: Routine
) -> tuple[News, ...]:
    """What came after the digest was told, by day."""
    if cycle.told_at is None:
        return ()
    day_of = routine.calendar.day_of
    late = [
        News(day_of(row.first_answered_at), "late", {"team": row.team or "", "who": row.asked or row.number})
        for row in check_ins
        if row.first_answered_at is not None and row.first_answered_at >= cycle.told_at
    ]
    told_on: date = day_of(cycle.told_at)
    adjusted = [
        News(row.recorded_on, "adjusted", {"name": row.name, "number": row.number})
        for row in (
            *adjustments.adjustments_of(session, workspace_id, cycle.id),
            *milestone_course.of_cycle(session, workspace_id, cycle),
        )
    ]
    supported = [
        News(row.given_on, "supported", {"name": row.name or "", "number": row.number})
        for row in supports.given_since(session, workspace_id, cycle.organization_id, told_on)
    ]
    return tuple(sorted((*late, *adjusted, *supported), key=lambda one: one.on))
