"""A plan at a glance with its versions, two of them side by side, and a restore before it is made."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.parts import Block, Element, View
from bot.blocks.plan_changes import change_lines, change_summary, counted
from bot.blocks.plan_facts import Comparison, PlanFacts, VersionFacts
from bot.documents.plan_diff import Change
from bot.ids import Act, Field, Modal
from bot.words import Words

MOST_LINES = 60
"""Changes that a window shows; the rest is counted."""

MOST_OPTIONS = 100
MOST_MOVED = 10
"""Milestones of which it is said that their date has moved."""


def plan_blocks(words: Words, plan: PlanFacts) -> list[Block]:
    """The plan at a glance, and a section for each version that is shown, with a button."""
    blocks = [kit.header(plan.name), kit.section(_glance(words, plan)), _copies(words, plan), kit.divider()]
    blocks += [_version(words, plan.organization_id, one) for one in plan.versions]
    more = plan.in_all - len(plan.versions)
    if more > 0:
        blocks.append(kit.context(words.line("plan.more_versions", count=more)))
    return blocks


def plan_text(words: Words, plan: PlanFacts) -> str:
    """The same in one text."""
    return "\n".join([_glance(words, plan), *(_said(words, one) for one in plan.versions)])


def compare_view(words: Words, found: Comparison) -> View:
    """Two versions with what changed; the menus choose others, a button leads to a restore."""
    facts = {"name": found.name, "first": found.first.number, "second": found.second.number}
    blocks = [
        kit.section(words.line("plan.compared", **facts, **counted(found.changes))),
        kit.actions(
            [
                _menu(words, Act.PLAN_FROM, found.numbers, found.first),
                _menu(words, Act.PLAN_TO, found.numbers, found.second),
            ],
            Field.VERSIONS,
        ),
        *_changes(words, found.changes),
    ]
    if found.may_restore and found.first.number != found.newest:
        label = words.label("plan.restore_button", number=found.first.number)
        value = json.dumps({"organization": found.organization_id, "number": found.first.number})
        blocks += [kit.divider(), kit.actions([kit.button(label, Act.PLAN_RESTORE, value)])]
    held = {"organization": found.organization_id, "from": found.first.number, "to": found.second.number}
    return kit.modal(
        Modal.PLAN_COMPARE,
        words.label("plan.compare_title"),
        blocks,
        close=words.label("plan.close"),
        private_metadata=json.dumps(held),
    )


def restore_view(words: Words, name: str, number: int, changes: Sequence[Change], held: str) -> View:
    """What restoring a version would change; sending the form off makes it so. `held` comes back with it."""
    about = {"name": name, "number": number}
    key = "plan.restore_about" if changes else "plan.restore_nothing"
    return kit.modal(
        Modal.PLAN_RESTORE,
        words.label("plan.restore_title", number=number),
        [kit.section(words.line(key, **about, **counted(changes))), *_changes(words, changes)],
        close=words.label("plan.cancel"),
        submit=words.label("plan.restore_submit") if changes else None,
        private_metadata=held,
    )


def _glance(words: Words, plan: PlanFacts) -> str:
    counts = [words.label(f"plan.count.{part}", count=count) for part, count in plan.counts if count]
    said = words.line(
        "plan.glance", title=plan.title, starts_on=plan.starts_on, ends_on=plan.ends_on, counts=counts
    )
    moved = list(plan.moved)[:MOST_MOVED]
    return f"{said}\n{words.line('plan.moved', moved=moved)}" if moved else said


def _copies(words: Words, plan: PlanFacts) -> Block:
    """Buttons that bring the plan as a file."""
    kinds = ((Act.PLAN_EXCEL, "excel", ".xlsx"), (Act.PLAN_WORD, "word", ".docx"))
    return kit.actions(
        [
            kit.button(
                words.label(f"plan.copy.{name}"),
                act,
                json.dumps({"organization": plan.organization_id, "suffix": suffix}),
            )
            for act, name, suffix in kinds
        ]
    )


def _version(words: Words, organization_id: int, one: VersionFacts) -> Block:
    if one.changes is None:
        return kit.section(_said(words, one))
    value = json.dumps({"organization": organization_id, "from": one.number - 1, "to": one.number})
    spoken = words.label("plan.compare_spoken", number=one.number)
    button = kit.button(words.label("plan.compare_button"), Act.PLAN_COMPARE, value, spoken=spoken)
    return kit.section(_said(words, one), button, f"{Field.VERSIONS}:{one.number}")


def _said(words: Words, one: VersionFacts) -> str:
    head = words.line(
        "plan.version",
        number=one.number,
        at=one.made_at,
        who=one.made_by,
        why=words.term(one.cause),
        restored_from=one.restored_from,
    )
    return head if one.changes is None else f"{head}\n{change_summary(words, one.changes)}"


def _changes(words: Words, changes: Sequence[Change]) -> list[Block]:
    """The changes in as many sections as their length asks for."""
    lines = change_lines(words, changes)
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(words.line("plan.more_changes", count=len(lines) - MOST_LINES))
    texts: list[str] = []
    for line in shown:
        if texts and len(texts[-1]) + len(line) < kit.MOST_TEXT:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return [kit.section(text) for text in texts]


def _menu(words: Words, act: Act, numbers: Sequence[VersionFacts], chosen: VersionFacts) -> Element:
    options = [
        kit.option(words.label("plan.version_option", number=one.number, at=one.made_at), str(one.number))
        for one in numbers[:MOST_OPTIONS]
    ]
    placeholder = words.label(f"plan.placeholder.{'from' if act is Act.PLAN_FROM else 'to'}")
    return kit.select(options, act, placeholder, str(chosen.number))
