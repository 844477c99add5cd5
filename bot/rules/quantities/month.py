"""What each cycle tells (M-01 to M-07); *month* is the team's own cycle, whatever its length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from bot.rules.facts import ActionFacts, CheckInFacts, SupportFacts
from bot.rules.quantities.counts import Counts, due_on, is_done
from bot.rules.quantities.figure import Ids, Ratio, ratio_of
from bot.rules.quantities.snapshot import Snapshot, TimingFacts
from storage.vocabulary import Standing

EXPECTED = (Standing.ON_TIME, Standing.LATE, Standing.SILENT, Standing.OPEN)
"""Teams that could answer; those away, not asked, or cut off by the bot are listed apart (J-51)."""

FEW_MINUTES = 300
"""A report should take only minutes (J-01): seconds above which the median is worth a look."""


@dataclass(frozen=True, slots=True)
class Received:
    """M-01: reports in by the deadline of those expected, and the milestones of each standing."""

    in_time: Ratio
    by_standing: Mapping[Standing, Ids]


@dataclass(frozen=True, slots=True)
class Moved:
    """M-03: what changed since the last period's end; what recovered is among what is newly done."""

    newly_done: Ids = ()
    newly_behind: Ids = ()
    recovered: Ids = ()
    redated: Ids = ()


@dataclass(frozen=True, slots=True)
class Lateness:
    """M-04 for one action, in days; None where there is nothing to measure."""

    action_id: int
    days_late: int | None
    drift: int | None
    ends_behind: int


@dataclass(frozen=True, slots=True)
class Typical:
    """A median with the rows behind it; None for a median of nothing."""

    value: float | None
    ids: Ids = ()


@dataclass(frozen=True, slots=True)
class Requests:
    """M-07: support asked for in the period, answered in the period, and days from one to the other."""

    opened: Ids
    answered: Ids
    waiting: Ids
    days_to_answer: Typical


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """All figures of one cycle, from one snapshot."""

    received: Received
    counts: Counts
    moved: Moved
    lateness: tuple[Lateness, ...]
    lagging: Ids
    seconds_to_report: Typical
    requests: Requests


def month(snapshot: Snapshot) -> MonthFigures:
    """M-01 to M-07 of the cycle that the snapshot covers."""
    ends = sorted(snapshot.ends)
    counts = snapshot.counts()
    return MonthFigures(
        received=received(snapshot.check_ins),
        counts=counts,
        moved=moved(snapshot, ends[-1]) if ends else Moved(),
        lateness=tuple(
            lateness(action, snapshot.day, snapshot.ends)
            for action in sorted(snapshot.actions, key=lambda one: one.id)
            if action.id in counts.everything
        ),
        lagging=tuple(sorted(set(counts.behind) & set(snapshot.counts(ends[-1]).behind))) if ends else (),
        seconds_to_report=seconds_to_report(snapshot.timings),
        requests=requests(snapshot),
    )


def received(check_ins: Sequence[CheckInFacts]) -> Received:
    """M-01: on time of expected; every milestone is listed under its standing."""
    by_standing = {
        standing: tuple(sorted({one.milestone_id for one in check_ins if one.standing is standing}))
        for standing in Standing
    }
    expected = [milestone for standing in EXPECTED for milestone in by_standing[standing]]
    return Received(ratio_of(by_standing[Standing.ON_TIME], expected), by_standing)


def moved(snapshot: Snapshot, last_end: date) -> Moved:
    """M-03: set differences between two ends; a new date is no recovery, nor is being withdrawn."""
    before, after = snapshot.counts(last_end), snapshot.counts()
    left = set(before.behind) - set(after.behind)
    done = set(after.completed)
    return Moved(
        newly_done=tuple(sorted(done - set(before.completed))),
        newly_behind=tuple(sorted(set(after.behind) - set(before.behind))),
        recovered=tuple(sorted(left & done)),
        redated=tuple(sorted(left & (set(after.not_due) | set(after.undated)))),
    )


def lateness(action: ActionFacts, day: date, ends: Sequence[date] = ()) -> Lateness:
    """M-04: days late (open or finished), drift from the first date, and ends in a row behind.

    Days late are negative for what was finished early, None for what is not due yet or has no date.
    """
    due, first = due_on(action, day), action.first_due_on
    late: int | None = None
    if due is not None and is_done(action, day) and action.completed_on is not None:
        late = (action.completed_on - due).days
    elif due is not None and due <= day:
        late = (day - due).days
    in_a_row = 0
    for end in sorted({*ends, day}, reverse=True):
        at_end = due_on(action, end)
        unknown = action.added_on is not None and action.added_on > end
        if unknown or is_done(action, end) or at_end is None or at_end > end:
            break
        in_a_row += 1
    drift = (due - first).days if due is not None and first is not None else None
    return Lateness(action.id, late, drift, in_a_row)


def above_peers(
    own: Sequence[Ratio], peers: Sequence[Sequence[Ratio]], margin_points: int, running: int = 2
) -> bool:
    """M-05 for a unit: its share behind was more than the peers' median plus a margin, `running` ends
    in a row; each sequence is one unit's ends, oldest first. False where there is nothing to compare."""
    if len(own) < running:
        return False
    for back in range(1, running + 1):
        mine = own[-back].share
        others = [share for unit in peers if len(unit) >= back and (share := unit[-back].share) is not None]
        if mine is None or not others or mine <= median(others) + Fraction(margin_points, 100):
            return False
    return True


def seconds_to_report(timings: Sequence[TimingFacts]) -> Typical:
    """M-06: the median time from opening the form to submitting it, in seconds."""
    took = [(one.submitted_at - one.opened_at).total_seconds() for one in timings]
    return _typical(took, [one.check_in_id for one in timings])


def requests(snapshot: Snapshot) -> Requests:
    """M-07: support requests of the period; a request is answered when support is offered or given."""
    asked = [one for one in snapshot.supports if one.asked_on is not None and one.asked_on <= snapshot.day]
    answered = [one for one in asked if snapshot.includes(_answered(one))]
    waiting = [one for one in asked if (day := _answered(one)) is None or day > snapshot.day]
    return Requests(
        opened=_ids(one for one in asked if snapshot.includes(one.asked_on)),
        answered=_ids(answered),
        waiting=_ids(waiting),
        days_to_answer=_typical(
            [
                float((day - one.asked_on).days)
                for one in answered
                if one.asked_on and (day := _answered(one))
            ],
            [one.id for one in answered],
        ),
    )


def _answered(one: SupportFacts) -> date | None:
    return min((day for day in (one.offered_on, one.given_on) if day), default=None)


def _typical(values: Sequence[float], ids: Sequence[int]) -> Typical:
    return Typical(float(median(values)) if values else None, tuple(sorted(ids)))


def _ids(supports: Iterable[SupportFacts]) -> Ids:
    return tuple(sorted(one.id for one in supports))
