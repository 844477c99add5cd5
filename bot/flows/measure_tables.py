"""Measures against their targets (Y-01 to Y-06): tables, what is missing or late, and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.documents.report import cells
from bot.documents.report.model import Bullets, Cell, Paragraph, Part, Picture, Source, Table
from bot.documents.tracks import Track, tracks
from bot.flows.kit import Kit
from bot.flows.measures import Measured
from bot.flows.term_cells import columns
from bot.flows.term_reading import TermReading
from bot.rules.measures import YearResult
from storage.vocabulary_measures import Attainment, DecisionKind

OLD = timedelta(days=180)
"""A value is called old when a review comes this long after it."""

_NUMBERS = ("baseline", "target", "value", "change_by", "gap")
_KEYS = (
    "measure",
    "group",
    "baseline",
    "target",
    "value",
    "measured",
    "change_by",
    "gap",
    "met",
    "explanation",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure and what the year says of one of its groups."""

    measure: Measured
    result: YearResult


def outcomes(read: TermReading, of_goals: bool | None = None) -> list[Outcome]:
    """Give the results of the term's plan year: of the goals, of the strategies, or (None) of both."""
    return [
        Outcome(one, one.facts.result(read.year_number, read.measures.years, group))
        for one in read.measures.all
        if of_goals in (None, one.is_of_goal) and read.measures.years
        for group in one.facts.groups
    ]


def targets(found: Sequence[Outcome]) -> list[Outcome]:
    """Give those that have a target this year."""
    return [one for one in found if one.result.attainment is not Attainment.NO_TARGET]


def table(kit: Kit, read: TermReading, of_goals: bool) -> Part:
    """Y-01 to Y-05 of the strategies, or Y-06 of the goals; one row a measure and group."""
    found = outcomes(read, of_goals)
    if not found:
        return Paragraph(kit.words.label("reports.none.measures"), soft=True)
    key = "goals" if of_goals else "measures"
    return Table(
        key,
        kit.words.label(f"reports.caption.{key}"),
        columns(kit, *_KEYS, numbers=_NUMBERS, wide=("measure", "explanation")),
        tuple(_row(kit, read, one) for one in found),
    )


def _row(kit: Kit, read: TermReading, one: Outcome) -> tuple[Cell, ...]:
    label, result = kit.words.label, one.result
    ids = (result.value.id,) if result.value else ()
    explanation = _explanation(kit, read, one)
    return (
        cells.text(f"{one.measure.facts.ref} {one.measure.facts.indicator}"),
        cells.text(result.group or label("reports.everybody")),
        cells.number(result.baseline),
        cells.number(result.target, label("reports.no_target")),
        cells.number(
            result.value.value if result.value else None, label("reports.no_value"), "measure_value", ids
        ),
        cells.day(result.value.on if result.value else None),
        cells.number(result.change),
        cells.part(result.gap_closed, "", "measure_value", ids),
        cells.text(label(f"reports.attainment.{result.attainment}"), Source("measure_value", ids)),
        explanation,
    )


def _explanation(kit: Kit, read: TermReading, one: Outcome) -> Cell:
    """What the review wrote about a measure; where words are needed and missing, that is said."""
    kind, key = one.measure.facts.key
    said = [
        row
        for row in read.decisions
        if row.kind is DecisionKind.EXPLANATION and row.term == read.span.label
        and key == (row.goal_measure_id if kind == "goal" else row.strategy_measure_id)
    ]  # fmt: skip
    if said:
        return cells.text(
            "; ".join(row.words for row in said), Source("decision", tuple(row.id for row in said))
        )
    return cells.text(kit.words.label("reports.needs_words") if one.result.needs_words else None)


def freshness(kit: Kit, read: TermReading) -> Part:
    """Say which values are missing, old, entered late, or were questioned."""
    said = list(_stale(kit, read))
    if not said:
        return Paragraph(kit.words.label("reports.freshness.fresh"))
    return Bullets(tuple(said))


def _stale(kit: Kit, read: TermReading) -> Iterator[str]:
    for one in outcomes(read):
        facts, value = one.measure.facts, one.result.value
        named = {"ref": facts.ref, "indicator": facts.indicator, "group": one.result.group}
        if value is None:
            yield kit.words.label("reports.freshness.missing", **named)
            continue
        row = next(row for row in one.measure.entered if row.id == value.id)
        entered = read.calendar.day_of(row.entered_at)
        if value.on < read.day - OLD:
            yield kit.words.label("reports.freshness.old", **named, on=value.on)
        if entered > read.year.last:
            yield kit.words.label("reports.freshness.late", **named, entered=entered)
        if row.doubts:
            yield kit.words.label("reports.freshness.doubted", **named, value=cells.digits(value.value))


def picture(kit: Kit, read: TermReading) -> Picture | None:
    """Draw each measure from its start to now; None where there is none."""
    label, found = kit.words.label, outcomes(read)
    if not found:
        return None
    rows = [_track(kit, one) for one in found]
    aimed = targets(found)
    met = sum(one.result.attainment is Attainment.MET for one in aimed)
    figure = label("reports.picture.year_figure", met=met, all=len(aimed))
    title = label("reports.picture.year", school=read.organization.name, label=read.span.label)
    said = [label("reports.picture.year_row", name=row.name, said=row.said) for row in rows]
    alt = label("reports.picture.year_alt", figure=figure, rows=said)
    key = (
        label("reports.picture.key_start"),
        label("reports.picture.key_now"),
        label("reports.picture.key_target"),
    )
    return Picture(tracks(rows, title, figure, key), alt, title)


def _track(kit: Kit, one: Outcome) -> Track:
    result = one.result
    group = f" ({result.group})" if result.group else ""
    known = {Attainment.MET: True, Attainment.NOT_MET: False}
    values = (result.baseline, result.value.value if result.value else None, result.target)
    labels = tuple("" if value is None else cells.digits(value) for value in values)
    if result.value is None:
        key = "track_none" if result.target is not None else "track_nothing"
    else:
        key = {True: "track_met", False: "track_not", None: "track_unknown"}[known.get(result.attainment)]
    said = kit.words.label(f"reports.picture.{key}", value=labels[1], target=labels[2])
    base, value, target = (None if one is None else float(one) for one in values)
    return Track(
        f"{one.measure.facts.ref} {one.measure.facts.indicator}{group}", said, base, value, target,
        known.get(result.attainment), (labels[0], labels[1], labels[2]),
    )  # fmt: skip
