"""Targets and progress of measures (Y-02 to Y-06): every value exact, nothing claimed without a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from storage.vocabulary_measures import Attainment, TargetBase, TargetKind, TargetUnit

_DAY = timedelta(days=1)
WHOLE = ""
"""The group that stands for everybody, where a measure is not split."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+")
_GROUP = re.compile(r"\s*([^:;=]+?)\s*[:=]\s*(-?[\d.,]*\d)\s*%?\s*(?:;|,(?=\s*[^\d\s])|$)")
_RISING = (TargetKind.AT_LEAST, TargetKind.INCREASE)
_FALLING = (TargetKind.AT_MOST, TargetKind.DECREASE)


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What a measure is to reach in one year of the plan, counted from 1."""

    year: int
    kind: TargetKind
    value: Decimal
    unit: TargetUnit
    base: TargetBase = TargetBase.BASELINE


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """One value that was measured on a day, of everybody or of one group."""

    id: int
    on: date
    value: Decimal
    group: str = WHOLE


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure with its targets and every value that counts; `ref` is what people call it ("G1.2")."""

    key: tuple[str, int]
    ref: str
    indicator: str
    data_source: str | None = None
    baseline: str | None = None
    targets: tuple[TargetFacts, ...] = ()
    values: tuple[ValueFacts, ...] = ()

    @property
    def is_percent(self) -> bool:
        """Whether its values are percentages, by its targets or by its own words."""
        if any(one.unit is not TargetUnit.NUMBER for one in self.targets):
            return True
        return any(sign in f"{self.indicator} {self.baseline}".lower() for sign in ("%", "percent"))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of its baseline and of its values, everybody first; everybody where there are none."""
        named = {**dict.fromkeys(baselines(self.baseline)), **dict.fromkeys(one.group for one in self.values)}
        return tuple(sorted(named)) or (WHOLE,)

    def result(self, year: int, year_days: Sequence[tuple[date, date]], group: str) -> YearResult:
        """Y-02 to Y-04 of one group in a year of the plan."""
        base = baselines(self.baseline).get(group)
        return year_result(self.targets, base, self.values, year, year_days, group)


@dataclass(frozen=True, slots=True)
class YearResult:
    """What one year says of one measure and group: target, value, change, how far, met or not."""

    group: str
    year: int
    baseline: Decimal | None
    target: Decimal | None
    value: ValueFacts | None
    attainment: Attainment
    falls: bool = False

    @property
    def change(self) -> Decimal | None:
        """Y-03: the value less the baseline."""
        if self.value is None or self.baseline is None:
            return None
        return self.value.value - self.baseline

    @property
    def gap_closed(self) -> Fraction | None:
        """Y-03: how much of the way from baseline to target is done; below 0 and above 1 are possible."""
        if self.change is None or self.target is None or self.target == self.baseline:
            return None
        assert self.baseline is not None
        return Fraction(self.change) / Fraction(self.target - self.baseline)

    @property
    def needs_words(self) -> bool:
        """Y-05: whether an explanation and the adjustments needed have to be written down."""
        return self.attainment in (Attainment.NOT_MET, Attainment.NO_VALUE)


def plan_years(starts_on: date, ends_on: date) -> tuple[tuple[date, date], ...]:
    """Give first and last day of each year of a plan; a summer belongs to the year before it.

    The last year goes on until the day on which the next would begin: results come after school is out.
    """
    starts = [starts_on]
    while (following := _year_after(starts_on, len(starts))) < ends_on:
        starts.append(following)
    starts.append(_year_after(starts_on, len(starts)))
    return tuple((first, after - _DAY) for first, after in pairwise(starts))


def _year_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # February 29
        return day.replace(year=day.year + years, day=28)


def number_of(typed: str) -> Decimal | None:
    """Give the number that somebody typed: "46", "46.5%", "1,250"; None for anything else."""
    return _exact(typed.strip().removesuffix("%").strip())


def baselines(text: str | None) -> Mapping[str, Decimal]:
    """Read a baseline as typed: "42%" is everybody's; "All: 42; English learners: 30" is one a group.

    What holds no number, or several without names, gives nothing: the baseline has to be asked for.
    """
    groups = [(name, _exact(number)) for name, number in _GROUP.findall(text or "")]
    if groups and all(value is not None for _, value in groups):
        return {_group(name): value for name, value in groups if value is not None}
    numbers = _NUMBER.findall(text or "")
    if len(numbers) != 1:
        return {}
    only = _exact(numbers[0])
    return {} if only is None else {WHOLE: only}


def resolve(target: TargetFacts, baseline: Decimal | None, year_before: Decimal | None) -> Decimal | None:
    """Y-02: the value to reach; None where what it starts from is not known."""
    if target.kind not in (TargetKind.INCREASE, TargetKind.DECREASE):
        return target.value
    base = year_before if target.base is TargetBase.YEAR_BEFORE else baseline
    if base is None:
        return None
    step = base * target.value / 100 if target.unit is TargetUnit.PERCENT else target.value
    return base + step if target.kind is TargetKind.INCREASE else base - step


def year_result(
    targets: Sequence[TargetFacts],
    baseline: Decimal | None,
    values: Iterable[ValueFacts],
    year: int,
    year_days: Sequence[tuple[date, date]],
    group: str = WHOLE,
) -> YearResult:
    """Y-02 to Y-04 of one group in `year`; `year_days` holds the first and last day of each plan year."""
    own = [one for one in values if one.group == group]
    target = next((one for one in targets if one.year == year), None)
    latest = _latest(own, year_days[year - 1])
    before = _latest(own, year_days[year - 2]) if year > 1 else None
    year_before = before.value if before else baseline if year == 1 else None
    reach = resolve(target, baseline, year_before) if target else None
    falls = target is not None and _falls(target, reach, baseline)
    return YearResult(group, year, baseline, reach, latest, _attained(target, reach, latest, falls), falls)


def _attained(
    target: TargetFacts | None, reach: Decimal | None, latest: ValueFacts | None, falls: bool
) -> Attainment:
    if target is None:
        return Attainment.NO_TARGET
    if latest is None:
        return Attainment.NO_VALUE
    if reach is None:
        return Attainment.NO_BASELINE
    met = latest.value <= reach if falls else latest.value >= reach
    return Attainment.MET if met else Attainment.NOT_MET


def _falls(target: TargetFacts, reach: Decimal | None, baseline: Decimal | None) -> bool:
    """Y-04: whether lower is better; a bare value is a fall where it lies below the baseline."""
    if target.kind in _RISING or target.kind in _FALLING:
        return target.kind in _FALLING
    return reach is not None and baseline is not None and reach < baseline


def _latest(values: Iterable[ValueFacts], days: tuple[date, date]) -> ValueFacts | None:
    inside = [one for one in values if days[0] <= one.on <= days[1]]
    return max(inside, key=lambda one: (one.on, one.id), default=None)


def _group(name: str) -> str:
    return WHOLE if name.strip().lower() in ("all", "all students", "everybody", "overall") else name.strip()


def _exact(number: str) -> Decimal | None:
    found = _NUMBER.fullmatch(number.rstrip(".,"))
    return Decimal(found[0].replace(",", "")) if found else None
