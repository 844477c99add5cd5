"""What waits for a person, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blocks.checkin import Question, controls, paragraphs
from bot.blocks.checkin_receipt import Receipt, apart, receipt_controls, thanks
from bot.blocks.parts import Block, View, button, context, divider, modal, section
from bot.ids import Act, Modal
from bot.words import Words
from storage.vocabulary import AnswerKind


@dataclass(frozen=True, slots=True)
class Told:
    """One earlier answer; `said` has text, status, cause and words for each action."""

    period: str
    name: str
    at: date
    kind: AnswerKind
    is_late: bool
    successes: str | None
    said: tuple[Any, ...]


def list_blocks(words: Words, found: Sequence[Question | Receipt]) -> tuple[str, list[Block]]:
    """The text and the blocks of a person's check-ins; they stand in a message or in a window."""
    waiting = [one for one in found if isinstance(one, Question)]
    if waiting:
        texts = [words.line("checkin.list.some", count=len(waiting))]
    else:
        texts = [words.line("checkin.list.none")]
    blocks = [section(texts[0])]
    for one in found:
        if isinstance(one, Question):
            text = words.line("checkin.prompt.hello", statement=one.statement)
            small = words.line("checkin.prompt.late" if one.is_closed else "checkin.prompt.asked_of",
                               team=one.team, number=one.number, closes=one.closes)  # fmt: skip
            row = controls(words, one)
            row["elements"].append(
                button(
                    words.label("checkin.button.history"),
                    Act.CHECKIN_HISTORY,
                    f"{one.check_in_id}:{one.seen}",
                )
            )
            blocks += [divider(), section(text), context(small), row]
        else:
            text = thanks(words, one)
            blocks += [divider(), section(text), receipt_controls(words, one)]
        texts.append(text)
    return "\n".join(texts), blocks


def list_modal(words: Words, blocks: Sequence[Block]) -> View:
    """The same in a window, for the shortcut."""
    return modal(
        Modal.CHECKIN_LIST, words.label("checkin.list.title"), blocks, close=words.label("checkin.list.close")
    )


def history_modal(words: Words, told: Sequence[Told], more: bool) -> View:
    """Earlier answers, the newest first."""
    blocks: list[Block] = []
    for one in told:
        blocks += [section(text) for text in paragraphs(_lines(words, one))]
    if not told:
        blocks = [section(words.line("checkin.history.none"))]
    if more:
        blocks.append(context(words.line("checkin.history.more")))
    return modal(
        Modal.CHECKIN_HISTORY,
        words.label("checkin.history.title"),
        blocks[:100],
        close=words.label("checkin.history.close"),
    )


def _lines(words: Words, one: Told) -> list[str]:
    if one.kind is AnswerKind.UNDO:
        return [words.line("checkin.history.undone", period=one.period, name=one.name, at=one.at)]
    lines = [
        words.line("checkin.history.entry", period=one.period, name=one.name, at=one.at, late=one.is_late)
    ]
    for row in one.said:
        lines.append(words.line("checkin.history.line", text=row.text, status=row.status, cause=row.cause))
        for text in (row.adjustment, row.support_needed, row.outputs_words):
            if text:
                lines.append(words.line("checkin.history.words", words=text))
    if one.successes:
        lines.append(words.line("checkin.receipt.success", words=apart(one.successes)))
    return lines
