"""Words and cells that the reports share: names of rows, causes, changes, support, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from bot.documents.report import cells
from bot.documents.report.model import Bullets, Cell, Column, Heading, Paragraph, Part, Source, Table
from bot.flows.kit import Kit
from bot.flows.term_reading import TermReading
from bot.rules.coaching import Situation, choose
from bot.rules.quantities import Departed
from storage.vocabulary import Audience, Phase
from storage.vocabulary_measures import DecisionKind

MOST_QUESTIONS = 3
"""Questions for each of the groups at a meeting."""


def columns(
    kit: Kit, *keys: str, numbers: Iterable[str] = (), wide: Iterable[str] = ()
) -> tuple[Column, ...]:
    """Give the columns of a table by the keys of their headings."""
    number, broad = set(numbers), set(wide)
    return tuple(
        Column(kit.words.label(f"reports.column.{key}"), 1.8 if key in broad else 1.0, key in number)
        for key in keys
    )


def heading(kit: Kit, key: str, level: int = 1) -> Heading:
    """Give a heading by its key."""
    return Heading(kit.words.label(f"reports.heading.{key}"), level)


def milestone_name(kit: Kit, row: Row[Any]) -> str:
    """Give a milestone's number and statement."""
    return kit.words.label("reports.milestone_name", number=row.number, statement=row.statement)


def action_name(kit: Kit, row: Row[Any]) -> str:
    """Give an action's number and text."""
    return kit.words.label("reports.action_name", number=row.number, text=row.text)


def names_of(kit: Kit, read: TermReading) -> Mapping[str, Mapping[int, str]]:
    """Give what people call the rows behind the figures."""
    number = {key: row.number for key, row in read.actions.items()}
    milestones = {row.id: row.number for row in read.milestones}
    return {
        "action": number,
        "milestone": milestones,
        "strategy": {row.id: row.number for row in read.strategies},
        "output": {
            key: f"{number.get(row.action_id, '')} {row.text}".strip() for key, row in read.outputs.items()
        },
        "adjustment": {
            key: f"{number.get(row.action_id, '')} ({row.recorded_on})"
            for key, row in read.adjustments.items()
        },
        "support": {row.id: number.get(row.action_id, "") for row in read.supports},
        "revision": {
            row.id: f"{milestones.get(row.milestone_id, '')} ({read.calendar.day_of(row.submitted_at)})"
            for row in read.spoken
        },
        "measure_value": {
            value.id: f"{one.facts.ref} ({value.on})"
            for one in read.measures.all
            for value in one.facts.values
        },
    }


def departure_row(kit: Kit, read: TermReading, one: Departed) -> tuple[Cell, ...]:
    """Q-05 for one action: how it left its course, cause, what was changed and why, who recorded it."""
    words = kit.words
    changes = [read.adjustments[key] for key in one.adjustment_ids if key in read.adjustments]
    cause_words = next((row.cause_words for row in reversed(changes) if row.cause_words), None)
    cause = (
        words.label("reports.cause", cause=words.term(one.cause), words=cause_words)
        if one.cause
        else words.label("reports.no_cause")
    )
    said = "; ".join(change_words(kit, row) for row in changes) or words.label("reports.no_change")
    way = ", ".join(words.label(f"reports.way.{way}") for way in one.ways)
    return (
        cells.text(action_name(kit, read.actions[one.action_id]), Source("action", (one.action_id,))),
        cells.text(way),
        cells.text(cause),
        cells.text(said, Source("adjustment", one.adjustment_ids)),
        cells.text(", ".join(dict.fromkeys(row.name for row in changes))),
    )


def change_words(kit: Kit, row: Row[Any]) -> str:
    """Say one change of course with its day, its new date and its reason."""
    return kit.words.label(
        "reports.change", on=row.recorded_on, what=row.what, course=kit.words.term(row.course),
        new_due_on=row.new_due_on, why=row.why,
    )  # fmt: skip


def decisions(kit: Kit, read: TermReading) -> list[Part]:
    """What the meeting about this term wrote down, each with who does it by when."""
    label = kit.words.label
    rows = [
        row for row in read.decisions if row.term == read.span.label and row.kind is not DecisionKind.COMMENT
    ]
    if not rows:
        return [
            heading(kit, "decisions"),
            Paragraph(label("reports.none.decisions").replace("*", ""), soft=True),
        ]
    names = names_of(kit, read)["milestone"]
    table = Table(
        "decisions",
        label("reports.caption.decisions"),
        columns(kit, "decided", "kind", "milestone", "words", "owner", "until", wide=("words",)),
        tuple(
            (
                cells.day(row.decided_on),
                cells.text(kit.words.term(row.kind)),
                cells.text(names.get(row.milestone_id, "")),
                cells.text(row.words, Source("decision", (row.id,))),
                cells.text(row.owner or label("reports.nobody")),
                cells.day(row.due_on),
            )
            for row in rows
        ),
    )
    return [heading(kit, "decisions"), table]


def meeting(kit: Kit, read: TermReading, audiences: Mapping[Audience, Phase]) -> list[Part]:
    """An agenda, and for each group at the table the questions that fit what the figures say."""
    label = kit.words.label
    agenda = [key for key in range(12) if kit.words.has(f"reports.agenda.{read.span.kind}.{key}")]
    parts: list[Part] = [
        heading(kit, "meeting"),
        heading(kit, "agenda", 2),
        Bullets(tuple(label(f"reports.agenda.{read.span.kind}.{key}") for key in agenda), numbered=True),
        heading(kit, "questions", 2),
    ]
    asked: set[str] = set()
    for audience, phase in audiences.items():
        causes = [one.cause for one in read.course.departed if one.cause]
        cause = max(causes, key=causes.count) if causes and phase is not Phase.STORY else None
        situation = Situation(audience, phase, cause=cause)
        chosen = choose(kit.catalogue.bank, situation, (), read.day, MOST_QUESTIONS + len(asked))
        fresh = [one.question_id for one in chosen if one.question_id not in asked][:MOST_QUESTIONS]
        asked |= set(fresh)
        known = kit.catalogue.by_id
        said = [" ".join((known[key].text, *known[key].follow_ups)) for key in fresh if key in known]
        parts += [Paragraph(kit.words.term(audience), soft=True), Bullets(tuple(said))]
    return parts
