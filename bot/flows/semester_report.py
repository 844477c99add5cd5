"""The semester review as a document: S-01 to S-03 for each strategy, and what leadership may confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from bot.documents.bars import Bar, bars
from bot.documents.chart import Look
from bot.documents.chart import Part as Share
from bot.documents.report import cells
from bot.documents.report.model import Cell, Paragraph, Part, Picture, Source, Table
from bot.flows.kit import Kit
from bot.flows.quarter_report import row_words
from bot.flows.term_cells import (
    change_words,
    columns,
    decisions,
    departure_row,
    heading,
    meeting,
    milestone_name,
)
from bot.flows.term_reading import TermReading
from bot.rules.quantities import SemesterFigures, course, semester
from bot.rules.quantities.terms import is_confirmed
from storage.vocabulary import Audience, Phase

_NUMBERS = ("milestones_done", "milestones_behind", "behind_share", "explained")
CONFIRMED, WAITING, BEHIND, AHEAD = "confirmed", "waiting", "behind", "ahead"
_LOOKS = ((CONFIRMED, Look.DONE), (WAITING, Look.LATE), (BEHIND, Look.BEHIND), (AHEAD, Look.AHEAD))
_NAMES = {BEHIND: "past", AHEAD: "to_come"}


def semester_parts(kit: Kit, read: TermReading) -> list[Part]:
    """Give the parts in reading order, the finding first."""
    parts: list[Part] = [
        Paragraph(_finding(kit, read), key=True),
        _picture(kit, read),
        heading(kit, "strategies"),
        _strategies(kit, read),
        heading(kit, "behind"),
        _milestones(kit, read),
    ]
    behind = set(read.halves.milestones_behind.ids)
    departed = [one for one in read.course.departed if one.milestone_id in behind]
    if departed:
        rows = tuple(departure_row(kit, read, one) for one in departed)
        caption = kit.words.label("reports.caption.course")
        wide = columns(kit, "action", "way", "cause", "change", "by", wide=("action", "change"))
        parts += [heading(kit, "course"), Table("course", caption, wide, rows)]
    return [
        *parts,
        *meeting(kit, read, {Audience.LEADERSHIP: Phase.MONITOR}),
        *decisions(kit, read),
    ]


def standing(read: TermReading, milestone_id: int) -> str:
    """Say where a milestone stands at the term's end: confirmed, waiting to be, behind, or ahead."""
    one = next(one for one in read.snapshot.milestones if one.id == milestone_id)
    if is_confirmed(one, read.day):
        return CONFIRMED
    counts = read.of([milestone_id]).counts()
    if counts.everything and len(counts.completed) == len(counts.everything):
        return WAITING
    return BEHIND if milestone_id in read.halves.milestones_behind.ids else AHEAD


def _finding(kit: Kit, read: TermReading) -> str:
    done, behind = read.halves.milestones_completed, read.halves.milestones_behind
    waiting = sum(standing(read, row.id) == WAITING for row in read.living)
    return kit.words.label(
        "reports.key.semester",
        all=done.denominator,
        done=done.numerator,
        behind=behind.numerator,
        waiting=waiting,
    )


def _strategies(kit: Kit, read: TermReading) -> Table:
    label = kit.words.label
    rows = [
        (
            _strategy(kit, row),
            semester(read.of(ids)),
            course(read.of(ids), read.history, read.settled).milestones_explained,
        )
        for row in read.strategies
        if (ids := [one.id for one in read.living if one.strategy_id == row.id])
    ]
    rows.append((cells.text(label("reports.whole_plan")), read.halves, read.course.milestones_explained))
    keys = ("strategy", "milestones_done", "milestones_behind", "behind_share", "explained")
    return Table(
        "strategies",
        label("reports.caption.strategies"),
        columns(kit, *keys, numbers=_NUMBERS, wide=("strategy",)),
        tuple(
            (name, *_figures(kit, one), cells.share(told, "milestone", label("reports.nothing_due")))
            for name, one, told in rows
        ),
    )


def _figures(kit: Kit, one: SemesterFigures) -> Sequence[Cell]:
    """The template prints the number of those behind and no share; the share stands apart."""
    nothing = kit.words.label("reports.no_actions")
    return (
        cells.share(one.milestones_completed, "milestone", nothing),
        cells.count(one.milestones_behind.ids, "milestone"),
        cells.share(one.milestones_behind, "milestone", nothing),
    )


def _strategy(kit: Kit, row: Row[Any]) -> Cell:
    return cells.text(kit.words.label("reports.strategy_name", number=row.number, text=row.then_text))


def _milestones(kit: Kit, read: TermReading) -> Table:
    label = kit.words.label
    rows = []
    for row in read.living:
        counts = read.of([row.id]).counts()
        left = len(counts.everything) - len(counts.completed)
        where = standing(read, row.id)
        said = label(f"reports.standing.{where}", on=row.completed_on, open=left)
        name = cells.text(milestone_name(kit, row), Source("milestone", (row.id,)))
        done = cells.share(counts.actions_completed, "action", label("reports.no_actions"))
        own = [one for one in read.milestone_changes if one.milestone_id == row.id]
        changes = "; ".join(change_words(kit, one) for one in own)
        source = Source("milestone_adjustment", tuple(one.id for one in own))
        rows.append((name, cells.day(row.due_on), cells.text(said), done, cells.text(changes, source)))
    return Table(
        "milestones",
        label("reports.caption.milestones"),
        columns(
            kit,
            "milestone",
            "due",
            "standing",
            "completed",
            "change",
            numbers=("completed",),
            wide=("milestone", "change"),
        ),
        tuple(rows),
    )


def _picture(kit: Kit, read: TermReading) -> Picture:
    label = kit.words.label
    rows = []
    for strategy in read.strategies:
        found = [standing(read, row.id) for row in read.living if row.strategy_id == strategy.id]
        parts = tuple(
            Share(
                found.count(where),
                label(f"reports.picture.{_NAMES.get(where, where)}", count=found.count(where)),
                look,
            )
            for where, look in _LOOKS
        )
        rows.append(Bar(_strategy(kit, strategy).text, parts))
    done = read.halves.milestones_completed
    figure = label("reports.picture.semester_figure", done=done.numerator, all=done.denominator)
    title = label("reports.picture.semester", school=read.organization.name, label=read.span.label)
    alt = label("reports.picture.semester_alt", figure=figure, rows=[row_words(kit, row) for row in rows])
    return Picture(bars(rows, title, figure), alt, title)
