"""The rules that read what teams report and what leadership records about one action."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from bot.rules.facts import StatusFacts
from bot.rules.lagging.case import ActionCase
from bot.rules.lagging.flag import Flag, Remedy, Scalar
from bot.rules.lagging.runs import action_flag, behind_run, iso, tried_in_vain
from storage.vocabulary import RuleName, Severity, Status

WORST_TO_BEST = (Status.BEHIND, Status.NOT_STARTED, Status.ON_TRACK, Status.COMPLETED)


def behind(case: ActionCase) -> Flag | None:
    """Reported behind; urgent from the second report in a row (months, weeks: the team's rhythm).

    Clears when the latest report says anything else.
    """
    run = behind_run(case)
    if not run:
        return None
    urgent = len(run) >= case.setting.thresholds.behind_urgent_reports
    facts = {
        "reports_in_a_row": len(run),
        "since": iso(run[0].reported_on),
        "reported_on": iso(run[-1].reported_on),
        "period": run[-1].cycle.period,
        "cause": run[-1].cause,
        "due_on": iso(case.action.due_on),
        "new_due_on": iso(run[-1].new_due_on),
        "adjustment_proposed": run[-1].adjustment_proposed,
    }
    severity = Severity.URGENT if urgent else Severity.CONCERN
    return action_flag(case, RuleName.BEHIND, severity, facts, Remedy.REPORT_ON_TRACK)


def waning(case: ActionCase) -> Flag | None:
    """An action's status was worse than in the report before, two reports running.

    From best to worst: completed, on track, not started, behind. Clears with a report that is not
    worse than the one before it. (For a milestone's shares see `shares.waning`.)
    """
    declines = 0
    for earlier, later in pairwise(reversed(case.reports)):
        if not _is_worse(later, earlier):
            break
        declines += 1
    limits = case.setting.thresholds
    if declines < limits.waning_declines:
        return None
    facts: dict[str, Scalar] = {
        "measure": "status",
        "declines": declines,
        "status": case.status,
        "status_before": case.reports[-1 - declines].status,
        "since": iso(case.reports[-declines].reported_on),
    }
    urgent = declines >= limits.waning_urgent_declines
    severity = Severity.URGENT if urgent else Severity.CONCERN
    return action_flag(case, RuleName.WANING, severity, facts, Remedy.HOLD_STEADY)


def adjustment_not_working(case: ActionCase) -> Flag | None:
    """An adjustment was recorded in an earlier cycle, and this cycle's report is still behind.

    It is given its chance first: half a cycle before the close. A newer adjustment does not hide an
    older one that did not help. Clears when the latest report says anything else than behind.
    """
    tried = tried_in_vain(case, case.adjusted_on)
    if tried is None:
        return None
    run = behind_run(case)
    newest = case.adjusted_on[-1]
    facts = {
        "adjusted_on": iso(tried.day),
        "reports_since": tried.reports,
        "newer_adjustment_on": iso(newest) if newest > tried.day else None,
        "reported_on": iso(run[-1].reported_on),
        "cause": run[-1].cause,
        "due_on": iso(case.action.due_on),
    }
    urgent = tried.reports >= case.setting.thresholds.adjustment_urgent_reports
    severity = Severity.URGENT if urgent else Severity.CONCERN
    return action_flag(case, RuleName.ADJUSTMENT_NOT_WORKING, severity, facts, Remedy.REPORT_ON_TRACK)


def unsupported(case: ActionCase) -> Flag | None:
    """Support was asked for a cycle ago and none is recorded; or it was given and still behind.

    A request stands in a support record or in a report that says support is needed; it lapses when a
    later report is on track and asks for nothing. An offer answers it, too. Support that was given gets
    the same chance as an adjustment. Clears when support is recorded (if that was the only reason) or
    the team is on track.
    """
    limits, today = case.setting.thresholds, case.setting.today
    asked_on = _waiting_since(case)
    waited = case.setting.cycles_between(asked_on, today) if asked_on else None
    is_waiting = waited is not None and waited >= limits.support_wait_cycles
    given = [one.given_on for one in case.supports if one.given_on and one.given_on <= today]
    tried = tried_in_vain(case, given)
    if not (is_waiting or tried):
        return None
    facts = {
        "asked_on": iso(asked_on) if is_waiting else None,
        "days_waiting": (today - asked_on).days if is_waiting and asked_on else None,
        "given_on": iso(tried.day) if tried else None,
        "reports_since": tried.reports if tried else 0,
        "status": case.status,
        "cause": case.reports[-1].cause if case.reports else None,
    }
    urgent = (waited is not None and waited >= limits.support_urgent_cycles) or (
        tried is not None and tried.reports >= limits.support_urgent_reports
    )
    remedies = (Remedy.REPORT_ON_TRACK,) if tried else (Remedy.RECORD_SUPPORT, Remedy.REPORT_ON_TRACK)
    severity = Severity.URGENT if urgent else Severity.CONCERN
    return action_flag(case, RuleName.UNSUPPORTED, severity, facts, *remedies)


def _is_worse(earlier: StatusFacts, later: StatusFacts) -> bool:
    if Status.DROPPED in (earlier.status, later.status):
        return False
    return WORST_TO_BEST.index(later.status) < WORST_TO_BEST.index(earlier.status)


def _waiting_since(case: ActionCase) -> date | None:
    """The day of the oldest request that still stands."""
    today = case.setting.today
    asked = {one.asked_on for one in case.supports if one.asked_on and one.asked_on <= today}
    asked |= {report.reported_on for report in case.reports if report.support_needed}
    given = [day for one in case.supports for day in (one.offered_on, one.given_on) if day and day <= today]
    well = [
        report.reported_on
        for report in case.reports
        if report.status in (Status.ON_TRACK, Status.COMPLETED) and not report.support_needed
    ]
    answered = max((*given, *well), default=None)
    return min((day for day in asked if answered is None or day > answered), default=None)
