"""The quarterly report as a document: Q-01 to Q-07 for each milestone and for the whole plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from bot.documents.bars import Bar, bars
from bot.documents.chart import Look
from bot.documents.chart import Part as Share
from bot.documents.report import cells
from bot.documents.report.model import Bullets, Cell, Paragraph, Part, Picture, Source, Table
from bot.flows.kit import Kit
from bot.flows.term_cells import (
    action_name,
    columns,
    decisions,
    departure_row,
    heading,
    meeting,
    milestone_name,
)
from bot.flows.term_reading import TermReading
from bot.rules.quantities import Counts, QuarterFigures, quarter
from storage.vocabulary import Audience, Phase
from storage.vocabulary_measures import DecisionKind

_NUMBERS = ("completed", "finished", "on_time", "late", "behind", "due_on_time", "outputs", "spent", "budget")
_STATES = (
    ("done_on_time", Look.DONE),
    ("done_late", Look.LATE),
    ("behind", Look.BEHIND),
    ("not_due", Look.AHEAD),
    ("undated", Look.NONE),
)


def quarter_parts(kit: Kit, read: TermReading) -> list[Part]:
    """Give the parts in reading order, the finding first."""
    each = [(row, quarter(read.of([row.id]))) for row in read.living]
    return [
        Paragraph(_finding(kit, read), key=True),
        _picture(kit, read, each),
        heading(kit, "milestones"),
        *_tables(kit, read, each),
        heading(kit, "outputs"),
        _outputs(kit, read),
        heading(kit, "course"),
        *_course(kit, read),
        heading(kit, "supports"),
        _supports(kit, read),
        *_words(kit, read),
        *meeting(kit, read, {Audience.LEADERSHIP: Phase.MONITOR, Audience.DISTRICT: Phase.IMPLEMENT}),
        *decisions(kit, read),
    ]


def _finding(kit: Kit, read: TermReading) -> str:
    counts, found = read.figures.counts, read.course
    return kit.words.label(
        "reports.key.quarter",
        actions=len(counts.everything),
        done=len(counts.completed),
        finished=len(read.figures.finished_in_period),
        behind=len(counts.behind),
        explained=found.explained.numerator,
        departed=found.explained.denominator,
    )


def _tables(kit: Kit, read: TermReading, each: Sequence[tuple[Row[Any], QuarterFigures]]) -> list[Part]:
    label = kit.words.label
    named: list[tuple[Cell, QuarterFigures, int | None]] = [
        (cells.text(milestone_name(kit, row)), figures, row.id) for row, figures in each
    ]
    named.append((cells.text(label("reports.whole_plan")), read.figures, None))
    keys = ("milestone", "completed", "finished", "on_time", "late", "behind", "due_on_time")
    done = Table(
        "actions",
        label("reports.caption.actions"),
        columns(kit, *keys, numbers=_NUMBERS, wide=("milestone",)),
        tuple((name, *_done(kit, one)) for name, one, _ in named),
    )
    money = Table(
        "money",
        label("reports.caption.money"),
        columns(kit, "milestone", "outputs", "spent", "budget", numbers=_NUMBERS, wide=("milestone",)),
        tuple(
            (
                name,
                cells.share(one.outputs, "output", label("reports.no_outputs")),
                cells.money(one.spent_in_period, "revision", read.spending(key, only_term=True)),
                cells.budget(
                    one.budget_used, read.spending(key, only_term=False), label("reports.no_budget")
                ),
            )
            for name, one, key in named
        ),
    )
    return [done, money]


def _done(kit: Kit, one: QuarterFigures) -> tuple[Cell, ...]:
    nothing, undated = kit.words.label("reports.no_actions"), kit.words.label("reports.no_dated")
    return (
        cells.share(one.actions_completed, "action", nothing),
        cells.count(one.finished_in_period, "action"),
        cells.share(one.actions_on_time, "action", undated),
        cells.share(one.counts.actions_done_late, "action", undated),
        cells.share(one.actions_behind, "action", undated),
        cells.share(one.due_and_on_time, "action", kit.words.label("reports.nothing_due")),
    )


def _outputs(kit: Kit, read: TermReading) -> Part:
    made = [read.outputs[one.id] for one in read.figures.outputs_produced if one.id in read.outputs]
    if not made:
        return Paragraph(kit.words.label("reports.none.outputs"), soft=True)
    return Table(
        "outputs",
        kit.words.label("reports.caption.outputs"),
        columns(kit, "output", "action", "day", "evidence", wide=("output", "action")),
        tuple(
            (
                cells.text(row.text, Source("output", (row.id,))),
                cells.text(action_name(kit, read.actions[row.action_id])),
                cells.day(row.produced_on),
                cells.text(row.evidence),
            )
            for row in made
        ),
    )


def _course(kit: Kit, read: TermReading) -> list[Part]:
    found = read.course
    if not found.departed:
        return [Paragraph(kit.words.label("reports.none.course"), soft=True)]
    explained = found.explained
    coverage = kit.words.label(
        "reports.coverage", explained=explained.numerator, departed=explained.denominator
    )
    table = Table(
        "course",
        kit.words.label("reports.caption.course"),
        columns(kit, "action", "way", "cause", "change", "by", wide=("action", "change")),
        tuple(departure_row(kit, read, one) for one in found.departed),
    )
    return [Paragraph(coverage), table]


def _supports(kit: Kit, read: TermReading) -> Part:
    def inside(row: Row[Any]) -> bool:
        days = (row.asked_on, row.offered_on, row.given_on)
        return any(read.snapshot.includes(one) for one in days)

    rows = [row for row in read.supports if inside(row)]
    if not rows:
        return Paragraph(kit.words.label("reports.none.supports"), soft=True)
    return Table(
        "supports",
        kit.words.label("reports.caption.supports"),
        columns(kit, "action", "asked", "offered", "given", "helped", wide=("action",)),
        tuple(
            (
                cells.text(action_name(kit, read.actions[row.action_id]), Source("support", (row.id,))),
                _event(kit, row.asked_on, None, row.asked_words),
                _event(kit, row.offered_on, row.offered_by, row.offered_words),
                _event(kit, row.given_on, row.given_by, row.given_words),
                cells.text(kit.words.term(row.helped) if row.helped else None),
            )
            for row in rows
        ),
    )


def _event(kit: Kit, on: Any, name: str | None, words: str | None) -> Cell:
    said = kit.words.label("reports.support_part", on=on, name=name, words=words) if on else None
    return cells.text(said)


def _words(kit: Kit, read: TermReading) -> list[Part]:
    """Successes, people and time used (Q-06), and every comment of the year so far, unedited (Q-07)."""
    numbers = {row.id: row.number for row in read.milestones}
    label = kit.words.label
    here = [row for row in read.spoken if read.snapshot.includes(read.calendar.day_of(row.submitted_at))]
    lines = [
        label("reports.success", milestone=numbers[row.milestone_id], words=row.successes)
        for row in here
        if row.successes
    ] + [
        label("reports.resources", milestone=numbers[row.milestone_id], words=row.resources_used)
        for row in here
        if row.resources_used
    ]
    said = [
        row
        for row in read.decisions
        if row.kind is DecisionKind.COMMENT and row.decided_on >= read.year.first
    ]
    parts: list[Part] = [heading(kit, "words"), Bullets(tuple(lines))] if lines else []
    if said:
        comments = tuple(label("reports.comment", term=row.term, words=row.words) for row in said)
        parts += [heading(kit, "comments"), Bullets(comments)]
    return parts


def _picture(kit: Kit, read: TermReading, each: Sequence[tuple[Row[Any], QuarterFigures]]) -> Picture:
    label = kit.words.label
    rows = [Bar(milestone_name(kit, row), shares(kit, figures.counts)) for row, figures in each]
    on_time = read.figures.actions_on_time
    figure = (
        label("reports.picture.quarter_figure", on_time=on_time.numerator, dated=on_time.denominator)
        if on_time.denominator
        else label("reports.picture.quarter_none")
    )
    title = label("reports.picture.quarter", school=read.organization.name, label=read.span.label)
    alt = label("reports.picture.quarter_alt", figure=figure, rows=[row_words(kit, row) for row in rows])
    return Picture(bars(rows, title, figure), alt, title)


def shares(kit: Kit, counts: Counts) -> tuple[Share, ...]:
    """Give the parts of a bar: where the actions stand."""
    keys = {"behind": "past"}
    return tuple(
        Share(
            len(getattr(counts, state)),
            kit.words.label(f"reports.picture.{keys.get(state, state)}", count=len(getattr(counts, state))),
            look,
        )
        for state, look in _STATES
    )


def row_words(kit: Kit, row: Bar) -> str:
    """Say what a bar shows."""
    parts = [f"{part.count} {part.label}" for part in row.shown] or [kit.words.label("reports.picture.none")]
    return kit.words.label("reports.picture.quarter_row", name=row.name, parts=parts)
