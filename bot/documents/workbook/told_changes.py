"""The changes of a plan in the words of its workbook, before and after side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.documents.plan_diff import Change, ChangeKind
from bot.documents.workbook.words import WorkbookWords, fill

MOST_LINES = 60
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def told_changes(school: str, is_first: bool, changes: Sequence[Change], words: WorkbookWords) -> list[str]:
    """Give the lines that say what an import changes; a long list is cut and says how much is left."""
    if not changes:
        return [fill(words.changes["nothing"], {"school": school})]
    heading = fill(words.changes["first" if is_first else "heading"], {"school": school, **_counts(changes)})
    return [heading, *_cut(changes, words)]


def told_difference(names: tuple[str, str], changes: Sequence[Change], words: WorkbookWords) -> list[str]:
    """Give the lines that say what is different between two plans of these names, from first to second."""
    facts = {"before": names[0], "after": names[1]}
    if not changes:
        return [fill(words.changes["same"], facts)]
    return [fill(words.changes["compared"], facts | _counts(changes)), *_cut(changes, words)]


def _counts(changes: Sequence[Change]) -> dict[str, object]:
    return {kind.value: sum(change.kind is kind for change in changes) for kind in ChangeKind}


def _cut(changes: Sequence[Change], words: WorkbookWords) -> list[str]:
    lines = [line for change in changes for line in _lines(change, words)]
    if len(lines) > MOST_LINES:
        return [*lines[:MOST_LINES], fill(words.changes["more"], {"count": len(lines) - MOST_LINES})]
    return lines


def _lines(change: Change, words: WorkbookWords) -> Iterator[str]:
    part = words.parts.get(change.part, words.changes["plan"])
    facts = {"part": part, "key": change.key, "text": _short(change.text)}
    if change.kind is not ChangeKind.CHANGED:
        yield _tidy(fill(words.changes[change.kind.value], facts))
        return
    for field in change.fields:
        both = {"before": _said(field.before, words), "after": _said(field.after, words)}
        label = {"field": _field(change.part, field.field, words)}
        yield _tidy(fill(words.changes["changed"], facts | both | label))


def _field(part: str, field: str, words: WorkbookWords) -> str:
    headings = words.columns.get(part) or (words.columns["milestones"] if part == "actions" else words.glance)
    heading = headings.get("text" if field == "statement" else field)
    return heading.label if heading else words.changes.get(field, field)


def _said(value: object, words: WorkbookWords) -> str:
    if value is None or value in ("", []):
        return words.changes["empty"]
    if isinstance(value, list):
        return "; ".join(_short(str(item)) for item in value)
    day = _DAY.fullmatch(str(value))
    return f"{int(day[2])}/{int(day[3])}/{day[1]}" if day else _short(str(value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"


def _tidy(line: str) -> str:
    """Take out the blank that a part without a key leaves before the punctuation."""
    return re.sub(r" +([:,])", r"\1", line)
