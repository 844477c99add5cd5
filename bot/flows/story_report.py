"""The year's story (J-30, J-32): adult work and student results side by side, for a board or for families.

Each section is drafted from the record. Where a person wrote one, their words stand there instead; the
draft is made anew each time and is never stored, so that it cannot replace what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from bot.documents.report import cells
from bot.documents.report.model import Bullets, Heading, Paragraph, Part, Table
from bot.flows import measure_tables
from bot.flows.kit import Kit
from bot.flows.measure_tables import Outcome, outcomes
from bot.flows.term_cells import columns
from bot.flows.term_reading import TermReading
from bot.rules.facts import PlanFacts
from bot.rules.quantities import adjustment_effect, followed, support_effect
from storage.vocabulary import Effect, Helped
from storage.vocabulary_measures import DecisionKind

SECTIONS = ("aims", "work", "side", "changed", "led", "celebrate", "next")
"""The sections in reading order; what people write is kept under these names."""

MOST_LINES = 12
"""Lines of one kind in a draft; people cut further."""


def story_parts(kit: Kit, read: TermReading, written: Mapping[str, Row[Any]]) -> list[Part]:
    """Give the parts in reading order; `written` holds what people wrote, by section."""
    parts: list[Part] = []
    for section in SECTIONS:
        parts.append(Heading(kit.words.label(f"reports.story.{section}")))
        mine = written.get(section)
        if mine is not None and mine.words:
            by = kit.words.label(
                "reports.story.by_hand",
                name=mine.name or kit.words.label("reports.nobody"),
                on=read.calendar.day_of(mine.written_at),
            )
            parts += [Paragraph(mine.words), Paragraph(by, soft=True)]
        else:
            parts += _DRAFTS[section](kit, read)
        if section == "side":
            drawn = measure_tables.picture(kit, read)
            parts += [drawn] if drawn else []
    return parts


def draft(kit: Kit, read: TermReading, section: str) -> str:
    """Give a section's draft as text to begin with, one line a paragraph or item."""
    lines: list[str] = []
    for part in _DRAFTS[section](kit, read):
        if isinstance(part, Paragraph):
            lines.append(part.text)
        elif isinstance(part, Bullets):
            lines += [f"• {item}" for item in part.items]
        elif isinstance(part, Table):
            lines += [": ".join(cell.text for cell in row) for row in part.rows]
    return "\n\n".join(lines)


def _aims(kit: Kit, read: TermReading) -> list[Part]:
    label = kit.words.label
    said: list[Part] = [Paragraph(read.plan.vision)] if read.plan.vision else []
    goals = tuple(label("reports.story.aims_goal", text=row.text) for row in read.goals)
    strategies = tuple(
        label(
            "reports.story.aims_strategy",
            if_text=_clause(row.if_text, "if"),
            then_text=_clause(row.then_text, "then"),
            and_text=_clause(row.and_text, "and"),
        )
        for row in read.strategies
    )
    return [*said, Bullets(goals), Bullets(strategies)]


def _clause(text: str, word: str) -> str:
    """A part of a strategy without the word that it begins with, and without its last comma or period."""
    bare = text.strip().rstrip(" .,")
    return bare[len(word) :].lstrip(" ,") if bare.lower().startswith(f"{word} ") else bare


def _work(kit: Kit, read: TermReading) -> list[Part]:
    label, done = kit.words.label, read.completion
    line = label(
        "reports.story.work_line",
        done=done.actions.numerator,
        all=done.actions.denominator,
        outputs=done.outputs.numerator,
    )
    return [Paragraph(line), Bullets(tuple(_worked(kit, read, row) for row in read.living))]


def _worked(kit: Kit, read: TermReading, row: Row[Any]) -> str:
    counts = read.of([row.id]).counts()
    there = [
        one.text
        for one in read.outputs.values()
        if read.actions[one.action_id].milestone_id == row.id
        and one.produced_on is not None
        and one.produced_on <= read.day
    ]
    return kit.words.label(
        "reports.story.work_milestone",
        statement=row.statement.rstrip(" ."),
        done=len(counts.completed),
        all=len(counts.everything),
        shown=there[:4],
    )


def _side(kit: Kit, read: TermReading) -> list[Part]:
    """A row a strategy: its work beside what its own measures and those of its goal show."""
    label = kit.words.label
    found = outcomes(read)
    rows = []
    for strategy in read.strategies:
        ids = [row.id for row in read.living if row.strategy_id == strategy.id]
        near = [
            one
            for one in found
            if one.measure.parent_id == (strategy.goal_id if one.measure.is_of_goal else strategy.id)
        ]
        results = "; ".join(_result(kit, one) for one in near) or label("reports.story.results_none")
        rows.append(
            (
                cells.text(label("reports.strategy_name", number=strategy.number, text=strategy.then_text)),
                cells.share(read.of(ids).counts().actions_completed, "action", label("reports.no_actions")),
                cells.text(results),
            )
        )
    caption = label("reports.caption.side")
    wide = columns(kit, "strategy", "work", "results", wide=("strategy", "results"))
    return [Table("side", caption, wide, tuple(rows))]


def _result(kit: Kit, one: Outcome) -> str:
    result = one.result

    def said(value: Any) -> str | None:
        return None if value is None else cells.digits(value)

    return kit.words.label(
        "reports.story.result",
        indicator=one.measure.facts.indicator,
        group=result.group,
        baseline=said(result.baseline) or kit.words.label("reports.nobody_measured"),
        value=said(result.value.value) if result.value else None,
        target=said(result.target),
    )


def _changed(kit: Kit, read: TermReading) -> list[Part]:
    rows = [row for row in read.adjustments.values() if row.recorded_on >= read.year.first]
    if not rows:
        return [Paragraph(kit.words.label("reports.story.changed_none"))]
    lines = [
        kit.words.label(
            "reports.story.changed_line",
            on=row.recorded_on,
            text=read.actions[row.action_id].text.rstrip(" ."),
            what=row.what.rstrip(" .") if row.what else None,
            course=kit.words.term(row.course),
            why=row.why.rstrip(" .") if row.why else None,
        )
        for row in rows
    ]
    return [Bullets(tuple(lines[:MOST_LINES]))]


def _led(kit: Kit, read: TermReading) -> list[Part]:
    """What followed changes and help: said as what came after, never as a cause."""
    plan, label = PlanFacts(read.snapshot.milestones), kit.words.label
    help_given = support_effect(plan, read.history, read.day)
    seen = [
        followed(plan, read.history, row.action_id, row.recorded_on, read.day)
        for row in read.adjustments.values()
        if row.recorded_on >= read.year.first
    ]
    looked_at = [one for one in seen if one.was_behind and one.effect is not Effect.TOO_EARLY]
    behind = len(looked_at) + help_given.back_on_track.denominator
    back = sum(one.effect is Effect.BACK_ON_TRACK for one in looked_at) + help_given.back_on_track.numerator
    if not behind:
        return [Paragraph(label("reports.story.led_none"))]
    said: list[Part] = [Paragraph(label("reports.story.led_line", behind=behind, back=back))]
    kept = adjustment_effect(plan, read.history, read.day)
    if kept.denominator:
        line = label("reports.story.led_dates", kept=kept.numerator, all=kept.denominator)
        said.append(Paragraph(line))
    if rated := len(help_given.by_rating[Helped.A_LOT]):
        said.append(Paragraph(label("reports.story.led_rated", count=rated)))
    return said


def _celebrate(kit: Kit, read: TermReading) -> list[Part]:
    said = [
        row.successes
        for row in read.spoken
        if row.successes and read.calendar.day_of(row.submitted_at) >= read.year.first
    ]
    if not said:
        return [Paragraph(kit.words.label("reports.story.celebrate_none"))]
    return [Bullets(tuple(f"“{words}”" for words in said[-MOST_LINES:]))]


def _next(kit: Kit, read: TermReading) -> list[Part]:
    open_ones = [row for row in read.living if row.id not in read.completion.milestones.ids]
    recommended = [
        row.words
        for row in read.decisions
        if row.kind is DecisionKind.RECOMMENDATION and row.decided_on >= read.year.first
    ]
    lines = recommended + [
        kit.words.label(
            "reports.story.next_milestone", number=row.number, statement=row.statement, due_on=row.due_on
        )
        for row in open_ones
    ]
    if not lines:
        return [Paragraph(kit.words.label("reports.story.next_none"))]
    return [Bullets(tuple(lines[:MOST_LINES]))]


_DRAFTS = {
    "aims": _aims,
    "work": _work,
    "side": _side,
    "changed": _changed,
    "led": _led,
    "celebrate": _celebrate,
    "next": _next,
}
