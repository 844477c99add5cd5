"""The annual review as a document: results against targets (Y-01 to Y-06), and completion (Y-07)."""

from __future__ import annotations

from bot.documents.report import cells
from bot.documents.report.model import Bullets, Paragraph, Part, Source, Table
from bot.flows import measure_tables
from bot.flows.kit import Kit
from bot.flows.semester_report import CONFIRMED, standing
from bot.flows.term_cells import columns, decisions, heading, meeting, milestone_name
from bot.flows.term_reading import TermReading
from storage.vocabulary import Audience, Phase
from storage.vocabulary_measures import Attainment, DecisionKind


def year_parts(kit: Kit, read: TermReading) -> list[Part]:
    """Give the parts in reading order, the finding first."""
    drawn = measure_tables.picture(kit, read)
    return [
        Paragraph(finding(kit, read), key=True),
        *([drawn] if drawn else []),
        heading(kit, "goals"),
        measure_tables.table(kit, read, of_goals=True),
        heading(kit, "measures"),
        measure_tables.table(kit, read, of_goals=False),
        heading(kit, "freshness"),
        measure_tables.freshness(kit, read),
        heading(kit, "completion"),
        completion(kit, read),
        heading(kit, "unfinished"),
        unfinished(kit, read),
        *_recommended(kit, read),
        *meeting(kit, read, {Audience.LEADERSHIP: Phase.STORY, Audience.DISTRICT: Phase.STORY}),
        *decisions(kit, read),
    ]


def finding(kit: Kit, read: TermReading) -> str:
    """Say the year in a line: targets met, values missing, milestones done."""
    aimed = measure_tables.targets(measure_tables.outcomes(read))
    done = read.completion.milestones
    return kit.words.label(
        "reports.key.year",
        measures=len(aimed),
        met=sum(one.result.attainment is Attainment.MET for one in aimed),
        missing=sum(one.result.attainment is Attainment.NO_VALUE for one in aimed),
        done=done.numerator,
        all=done.denominator,
    )


def completion(kit: Kit, read: TermReading) -> Table:
    """Y-07: milestones, actions and outputs done, of all."""
    label, done = kit.words.label, read.completion
    rows = (
        ("milestone", done.milestones, "no_actions"),
        ("action", done.actions, "no_actions"),
        ("output", done.outputs, "no_outputs"),
    )
    return Table(
        "completion",
        label("reports.caption.completion"),
        columns(kit, "what", "done", numbers=("done",)),
        tuple(
            (
                cells.text(label(f"reports.table.{table}").capitalize()),
                cells.share(ratio, table, label(f"reports.{no}")),
            )
            for table, ratio, no in rows
        ),
    )


def unfinished(kit: Kit, read: TermReading) -> Part:
    """J-31: the milestones that are not confirmed done, each with what is open."""
    label = kit.words.label
    rows = []
    for row in read.living:
        where = standing(read, row.id)
        if where == CONFIRMED:
            continue
        counts = read.of([row.id]).counts()
        left = len(counts.everything) - len(counts.completed)
        said = cells.text(label(f"reports.standing.{where}", on=row.completed_on, open=left))
        name = cells.text(milestone_name(kit, row), Source("milestone", (row.id,)))
        rows.append((name, cells.day(row.due_on), said))
    if not rows:
        return Paragraph(label("reports.none.unfinished"))
    caption = label("reports.caption.unfinished")
    return Table(
        "unfinished", caption, columns(kit, "milestone", "due", "standing", wide=("milestone",)), tuple(rows)
    )


def _recommended(kit: Kit, read: TermReading) -> list[Part]:
    """J-29: what meetings of the year recommended for the next plan."""
    said = [
        row.words
        for row in read.decisions
        if row.kind is DecisionKind.RECOMMENDATION and row.decided_on >= read.year.first
    ]
    return [heading(kit, "recommendations"), Bullets(tuple(said))] if said else []
