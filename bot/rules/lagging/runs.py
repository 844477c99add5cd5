"""Small readings that several rules share: runs of reports, and help that had its chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from bot.rules.facts import StatusFacts
from bot.rules.lagging.case import ActionCase
from bot.rules.lagging.flag import Flag, Remedy, Scalar
from storage.vocabulary import RuleName, Severity, Status


def behind_run(case: ActionCase) -> tuple[StatusFacts, ...]:
    """The reports of *behind* in a row that end with the latest report, oldest first.

    A cycle without a report neither breaks nor lengthens the run: nobody said otherwise.
    """
    run = takewhile(lambda report: report.status is Status.BEHIND, reversed(case.reports))
    return tuple(reversed(tuple(run)))


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was done on `day`, since when `reports` reports still said *behind*."""

    day: date
    reports: int


def tried_in_vain(case: ActionCase, done_on: Iterable[date]) -> Tried | None:
    """The first of the days on which something was done that has had its chance and did not help.

    It has had its chance when a report says *behind* in a cycle that closed at least
    `adjustment_chance_cycles` after it, and no report since then said anything better.
    """
    run = behind_run(case)
    better = case.reports[: len(case.reports) - len(run)]
    for day in sorted(done_on):
        if better and better[-1].reported_on >= day:
            continue
        reports = sum(_had_its_chance(case, day, report) for report in run)
        if reports:
            return Tried(day, reports)
    return None


def action_flag(
    case: ActionCase,
    rule: RuleName,
    severity: Severity,
    facts: Mapping[str, Scalar],
    *remedies: Remedy,
) -> Flag:
    """A flag of one action; completing or dropping the action always clears it."""
    every = (*remedies, Remedy.COMPLETE, Remedy.DROP)
    return Flag(rule, severity, case.action.milestone_id, case.action.id, facts, every)


def iso(day: date | None) -> str | None:
    """A day as evidence carries it, `2026-09-30`."""
    return day.isoformat() if day else None


def _had_its_chance(case: ActionCase, day: date, report: StatusFacts) -> bool:
    if report.reported_on < day:
        return False
    cycles = case.setting.cycles_between(day, report.cycle.closes_on)
    return cycles is not None and cycles >= case.setting.thresholds.adjustment_chance_cycles
