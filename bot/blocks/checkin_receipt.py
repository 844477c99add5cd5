"""What a prompt turns into once it is answered: thanks, what was said, and what can still be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.blocks.checkin import paragraphs
from bot.blocks.parts import Block, actions, button, context, fitting, section
from bot.ids import Act
from bot.words import Words
from storage.vocabulary import Cause, Status

MOST_LINES = 10
MOST_TOLD = 3_900
"""Characters of the text beside the blocks: Slack advises fewer than 4,000."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said of one action."""

    text: str
    status: Status
    cause: Cause | None = None
    support: str | None = None
    adjustment: str | None = None
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer that counts; moments and days are local.

    `for_another` is true where the reader was asked as well and `name` was quicker.
    """

    check_in_id: int
    seen: int
    statement: str
    name: str
    reported: tuple[Reported, ...]
    successes: str | None
    is_late: bool
    is_closed: bool
    closes: datetime
    next_opens: date | None
    for_another: bool = False
    budget_used_cents: int | None = None


def receipt(words: Words, answer: Receipt) -> tuple[str, list[Block]]:
    """The text and the blocks of an answered check-in."""
    texts = [thanks(words, answer), *paragraphs(_said(words, answer))]
    small = "\n".join(_small_print(words, answer))
    blocks = [section(text) for text in texts]
    blocks += [receipt_controls(words, answer), *([context(small)] if small else [])]
    return fitting("\n".join([*texts, small]), MOST_TOLD), blocks


def thanks(words: Words, answer: Receipt) -> str:
    """Thanks to who answered; somebody else who was asked reads that nothing is left to do."""
    kind = "answered_for_you" if answer.for_another else "thanks"
    return words.line(f"checkin.receipt.{kind}", name=answer.name, statement=answer.statement)


def _said(words: Words, answer: Receipt) -> list[str]:
    counts = Counter(one.status for one in answer.reported)
    if set(counts) == {Status.ON_TRACK}:
        lines = [words.line("checkin.receipt.all_on_track")]
    else:
        parts = [
            words.label(f"checkin.receipt.count.{status}", count=counts[status])
            for status in Status
            if counts[status]
        ]
        lines = [words.line("checkin.receipt.counts", parts=parts)] if parts else []
    for one in [one for one in answer.reported if one.status in (Status.BEHIND, Status.COMPLETED)][
        :MOST_LINES
    ]:
        lines.append(words.line(f"checkin.receipt.{one.status}", text=one.text, cause=one.cause))
        if one.adjustment:
            lines.append(words.line("checkin.receipt.adjustment", words=one.adjustment))
        if one.new_due_on:
            lines.append(words.line("checkin.receipt.new_date", day=one.new_due_on))
        if one.support:
            lines.append(words.line("checkin.receipt.support", words=one.support))
    if answer.budget_used_cents is not None:
        lines.append(words.line("checkin.receipt.budget", cents=answer.budget_used_cents))
    if answer.successes:
        lines.append(words.line("checkin.receipt.success", words=apart(answer.successes)))
    return lines


def apart(successes: str) -> str:
    """Several successes in one line, told apart."""
    return " · ".join(line.strip() for line in successes.splitlines() if line.strip())


def _small_print(words: Words, answer: Receipt) -> list[str]:
    lines = []
    if answer.is_late:
        lines.append(words.line("checkin.receipt.late", closes=answer.closes))
    elif not answer.is_closed:
        lines.append(words.line("checkin.receipt.open_until", closes=answer.closes))
    if answer.next_opens is not None:
        lines.append(words.line("checkin.receipt.next", opens=answer.next_opens))
    return lines


def receipt_controls(words: Words, answer: Receipt) -> Block:
    """Undo, add a success, change, and what was said before."""
    value = f"{answer.check_in_id}:{answer.seen}"
    wanted = (
        ("undo", Act.CHECKIN_UNDO),
        ("add_success", Act.CHECKIN_ADD_SUCCESS),
        ("change", Act.CHECKIN_EDIT),
        ("history", Act.CHECKIN_HISTORY),
    )
    return actions([button(words.label(f"checkin.button.{name}"), act, value) for name, act in wanted])
