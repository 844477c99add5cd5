"""What is said in the thread of a plan that was sent as a file: faults, or what it would change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.documents.plan_diff import Change, ChangeKind
from bot.ids import Act
from bot.words import Words

MOST_LINES = 25
MOST_ADVICE = 5
_ROOM = 2_800


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file and what is said of it: a key of the words, their facts, and lines below them."""

    key: str
    facts: dict[str, object]
    lines: Sequence[str] = ()
    advice: Sequence[str] = ()
    left: int = 0
    file_id: int = 0
    may_import: bool = field(default=False)


def file_blocks(words: Words, said: FileFacts) -> list[Block]:
    """The message; with a button where the plan can be imported."""
    blocks = [kit.section(words.line(f"plan_file.{said.key}", **said.facts))]
    lines = [words.line("plan_file.line", text=line) for line in said.lines]
    if said.left:
        lines.append(words.line("plan_file.more", count=said.left))
    blocks += [kit.section(text) for text in _packed(lines)]
    if said.may_import:
        button = kit.button(
            words.label("plan_file.import"),
            Act.PLAN_FILE_IMPORT,
            json.dumps({"file": said.file_id}),
            style="primary",
        )
        blocks += [kit.actions([button]), kit.context(words.line("plan_file.who_may"))]
    if said.advice:
        told = [words.line("plan_file.line", text=line) for line in said.advice[:MOST_ADVICE]]
        blocks.append(kit.section(kit.fitting("\n".join([words.line("plan_file.advice"), *told]))))
    return blocks


def change_lines(words: Words, changes: Sequence[Change]) -> list[str]:
    """Give the changes as plain lines of text, before and after side by side."""
    return [line for change in changes for line in _lines(words, change)]


def _lines(words: Words, change: Change) -> Iterator[str]:
    key = f"plan_file.parts.{change.part}"
    part = words.label(key if words.has(key) else "plan_file.parts.plan")
    facts: dict[str, object] = {"part": part, "key": change.key, "text": change.text}
    if change.kind is not ChangeKind.CHANGED:
        yield words.label(f"plan_file.{change.kind.value}", **facts)
        return
    for one in change.fields:
        both = {"before": _said(words, one.before), "after": _said(words, one.after)}
        named = {"field": one.field.replace("_", " ")}
        yield words.label("plan_file.changed", **facts, **both, **named).replace(" ,", ",")


def _said(words: Words, value: object) -> str:
    if value is None or value in ("", []):
        return words.label("plan_file.nothing")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _packed(lines: Sequence[str]) -> Iterator[str]:
    """Put lines together into as few paragraphs as Slack allows."""
    text = ""
    for line in (kit.fitting(one, _ROOM) for one in lines):
        if text and len(text) + len(line) > _ROOM:
            yield text
            text = ""
        text = f"{text}\n{line}" if text else line
    if text:
        yield text
