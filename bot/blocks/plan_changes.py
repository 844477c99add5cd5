"""The changes of a plan in words, for Slack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bot.documents.plan_diff import Change, ChangeKind
from bot.words import Words
from bot.words.filters import shorten

LONGEST = 160
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def change_lines(words: Words, changes: Sequence[Change]) -> list[str]:
    """Give a line of mrkdwn for each part that came, went or came back, and for each field that changed."""
    return [line for change in changes for line in _lines(words, change)]


def change_summary(words: Words, changes: Sequence[Change], most: int = 3) -> str:
    """Give the first few changes and how many more there are, in mrkdwn."""
    lines = change_lines(words, changes)
    if not lines:
        return words.line("plan.no_changes")
    shown = lines[:most]
    if len(lines) > most:
        shown.append(words.line("plan.more_changes", count=len(lines) - most))
    return "\n".join(shown)


def counted(changes: Sequence[Change]) -> dict[str, int]:
    """Give how many parts were added, changed, removed and revived, by these names."""
    counts = Counter(change.kind.value for change in changes)
    return {kind.value: counts[kind.value] for kind in ChangeKind}


def _lines(words: Words, change: Change) -> Iterator[str]:
    name = words.label(f"plan.part.{change.part}") if change.part != "plan" else ""
    part = f"{name} {change.key}".strip()
    if change.kind is not ChangeKind.CHANGED:
        yield words.line(f"plan.change.{change.kind}", part=part, text=shorten(change.text, LONGEST))
        return
    for field in change.fields:
        yield words.line(
            "plan.change.changed",
            part=part,
            field=field_name(words, field.field),
            before=_said(words, field.before),
            after=_said(words, field.after),
        )


def field_name(words: Words, field: str) -> str:
    """Give what people call a field of a plan: "due date" for `due_on`."""
    key = f"plan.field.{field}"
    return words.label(key) if words.has(key) else field.replace("_", " ")


def _said(words: Words, value: object) -> str:
    if value is None or value in ("", []):
        return words.label("plan.nothing")
    if isinstance(value, list):
        return shorten("; ".join(_said(words, one) for one in value), LONGEST)
    text = str(value)
    if _DAY.fullmatch(text):
        return words.label("plan.day", day=date.fromisoformat(text))
    return shorten(text, LONGEST)
