"""The rules that read due dates: overdue, at-risk, slipping."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from bot.rules.lagging.case import ActionCase
from bot.rules.lagging.flag import Flag, Remedy
from bot.rules.lagging.runs import action_flag, iso
from storage.vocabulary import RuleName, Severity, Status

_MOVING = (Status.ON_TRACK, Status.COMPLETED)


def overdue(case: ActionCase) -> Flag | None:
    """Past its due date and not completed; the day itself still counts as in time.

    Severity grows with school days, so that a break or a summer makes nothing worse. Clears when the
    action is completed, dropped, or given a date that has not passed.
    """
    due, today, limits = case.action.due_on, case.setting.today, case.setting.thresholds
    if due is None or due >= today:
        return None
    school_days = case.setting.school_days.after(due, today)
    severity = Severity.WATCH
    if school_days >= limits.overdue_concern_school_days:
        severity = Severity.CONCERN
    if school_days >= limits.overdue_urgent_school_days:
        severity = Severity.URGENT
    facts = {
        "due_on": iso(due),
        "first_due_on": iso(case.action.first_due_on),
        "days_late": (today - due).days,
        "school_days_late": school_days,
        "status": case.status,
    }
    return action_flag(case, RuleName.OVERDUE, severity, facts, Remedy.REDATE)


def at_risk(case: ActionCase) -> Flag | None:
    """Due within 30 days and not started, or waiting on an action that is late.

    An action whose own start lies ahead is going to plan. One that is overdue is past being at risk
    and left to that rule. *Late* is past due or reported behind; only direct predecessors are read.
    Concern when it is due soon or both reasons hold, else watch. Clears when the work starts, the
    date moves out of reach, or the awaited action is no longer late, whichever the reason was.
    """
    action, today, limits = case.action, case.setting.today, case.setting.thresholds
    days_left = (action.due_on - today).days if action.due_on else None
    if days_left is not None and days_left < 0:
        return None
    late = [one.action for one in case.predecessors if one.is_late]
    idle = _is_idle(case) and days_left is not None and days_left <= limits.at_risk_days
    if not (idle or late):
        return None
    soon = days_left is not None and days_left <= limits.at_risk_soon_days
    facts = {
        "due_on": iso(action.due_on),
        "days_left": days_left,
        "status": case.status,
        "not_started": idle,
        "waiting_on": ", ".join(one.number for one in late) or None,
        "waiting_on_count": len(late),
        "waiting_past_date": bool(late) and all(one.due_on and one.due_on < today for one in late),
    }
    remedies = _at_risk_remedies(idle=idle, waiting=bool(late))
    severity = Severity.CONCERN if soon or (idle and late) else Severity.WATCH
    return action_flag(case, RuleName.AT_RISK, severity, facts, *remedies)


def slipping(case: ActionCase) -> Flag | None:
    """The due date was moved later twice or more without the action moving.

    The action moves when an output is produced, or when a report turns to on track or completed from
    something else; only postponements after that day count. Clears when the action moves.
    """
    limits = case.setting.thresholds
    moved_on = _moved_on(case)
    later = sorted(
        (
            move
            for move in case.action.due_dates_moved
            if move.is_postponement
            and move.moved_on <= case.setting.today
            and (moved_on is None or move.moved_on > moved_on)
        ),
        key=lambda move: (move.moved_on, move.after or date.max, move.before or date.min),
    )
    if len(later) < limits.slipping_moves:
        return None
    days = sum((move.after - move.before).days for move in later if move.after and move.before)
    facts = {
        "times_moved": len(later),
        "days_moved": days,
        "moved_from": iso(later[0].before),
        "due_on": iso(case.action.due_on),
        "last_moved_on": iso(later[-1].moved_on),
        "status": case.status,
    }
    remedies = [Remedy.REPORT_ON_TRACK] if case.status not in _MOVING else []
    if any(output.produced_on is None for output in case.action.outputs):
        remedies.append(Remedy.PRODUCE_OUTPUT)
    urgent = len(later) >= limits.slipping_urgent_moves
    severity = Severity.URGENT if urgent else Severity.CONCERN
    return action_flag(case, RuleName.SLIPPING, severity, facts, *remedies)


def _is_idle(case: ActionCase) -> bool:
    """Whether nobody has said that the work began, although its own start has come."""
    starts_on = case.action.starts_on
    waits_for_start = starts_on is not None and starts_on > case.setting.today
    return case.status in (None, Status.NOT_STARTED) and not waits_for_start


def _at_risk_remedies(*, idle: bool, waiting: bool) -> tuple[Remedy, ...]:
    """One remedy is enough only when there is one reason; with both, only finishing or dropping is."""
    if idle and waiting:
        return ()
    return (Remedy.START, Remedy.REDATE) if idle else (Remedy.FINISH_PREDECESSORS,)


def _moved_on(case: ActionCase) -> date | None:
    """The last day on which the action itself moved."""
    turns = [
        later.reported_on
        for earlier, later in pairwise((None, *case.reports))
        if later is not None
        and later.status in _MOVING
        and (earlier is None or earlier.status not in _MOVING)
    ]
    made = [
        output.produced_on
        for output in case.action.outputs
        if output.produced_on is not None and output.produced_on <= case.setting.today
    ]
    return max((*turns, *made), default=None)
