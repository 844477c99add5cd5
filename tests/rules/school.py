"""A small school year to judge: one milestone, its cycles, and short ways to say what was reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.rules.calendar import Break, SchoolCalendar
from bot.rules.facts import (
    ActionFacts,
    CheckInFacts,
    CycleFacts,
    DueMove,
    History,
    MilestoneFacts,
    PlanFacts,
    StatusFacts,
)
from bot.rules.holidays import public_holidays
from bot.rules.lagging import Flag, judge
from bot.rules.thresholds import Thresholds
from storage.vocabulary import RuleName, Standing, Status

CALENDAR = SchoolCalendar(
    "America/Chicago",
    days_off=public_holidays("US", "IL", (2026, 2027)),
    breaks=(Break(date(2026, 12, 21), date(2027, 1, 3), "Winter break"),),
)
AUG = CycleFacts("2026-08", date(2026, 8, 31))
SEP = CycleFacts("2026-09", date(2026, 9, 30))
OCT = CycleFacts("2026-10", date(2026, 10, 30))
NOV = CycleFacts("2026-11", date(2026, 11, 30))
DEC = CycleFacts("2026-12", date(2026, 12, 18))
YEAR = (AUG, SEP, OCT, NOV, DEC)

STATUS = {
    "ns": Status.NOT_STARTED,
    "ok": Status.ON_TRACK,
    "be": Status.BEHIND,
    "done": Status.COMPLETED,
    "drop": Status.DROPPED,
}
COACH_HIRED = ActionFacts(11, 1, "1.1.1.1", due_on=date(2027, 5, 28), first_due_on=date(2027, 5, 28))


def milestone(*actions: ActionFacts, **facts: object) -> MilestoneFacts:
    """Milestone 1.1.1 with these actions."""
    return replace(MilestoneFacts(1, "1.1.1", actions=actions), **facts)  # type: ignore[arg-type]


def said(words: str, action_id: int = 11, cycles: tuple[CycleFacts, ...] = YEAR) -> History:
    """Reports of one action in successive cycles: "ok be . be"; a dot is a cycle without a report."""
    reports = [
        StatusFacts(action_id, cycle, STATUS[word], cycle.closes_on)
        for word, cycle in zip(words.split(), cycles, strict=False)
        if word != "."
    ]
    return History(statuses=tuple(reports))


def asked(words: str, milestone_id: int = 1) -> History:
    """Standings of successive cycles: "on_time silent away"."""
    check_ins = [
        CheckInFacts(milestone_id, cycle, Standing(word))
        for word, cycle in zip(words.split(), YEAR, strict=False)
    ]
    return History(check_ins=tuple(check_ins))


def together(*parts: History) -> History:
    """One history out of several."""
    return History(
        check_ins=tuple(one for part in parts for one in part.check_ins),
        statuses=tuple(one for part in parts for one in part.statuses),
        adjustments=tuple(one for part in parts for one in part.adjustments),
        supports=tuple(one for part in parts for one in part.supports),
    )


def moves(*days: str, first: str = "2026-09-30") -> tuple[DueMove, ...]:
    """Due dates that were moved: "2026-09-15>2026-10-31" is decided on the 15th, to October 31."""
    made: list[DueMove] = []
    before = date.fromisoformat(first)
    for entry in days:
        moved_on, after = (date.fromisoformat(part) for part in entry.split(">"))
        made.append(DueMove(moved_on, before, after))
        before = after
    return tuple(made)


def found(
    rule: RuleName,
    plan: MilestoneFacts | ActionFacts,
    history: History,
    today: date,
    thresholds: Thresholds | None = None,
) -> Flag | None:
    """The one flag of `rule`, or None; more than one is an error of the test."""
    whole = milestone(plan) if isinstance(plan, ActionFacts) else plan
    flags = [
        flag for flag in judge(PlanFacts((whole,)), history, CALENDAR, today, thresholds) if flag.rule is rule
    ]
    assert len(flags) <= 1
    return flags[0] if flags else None


def severity(flag: Flag | None) -> str | None:
    """The flag's severity as a word, or None when there is no flag."""
    return flag.severity.value if flag else None
