"""The check-in as a team sees it: the question with its four controls, and the reminder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.blocks.parts import MOST_TEXT, Block, actions, button, context, header, section
from bot.ids import Act
from bot.words import Words
from bot.words.filters import plain
from storage.vocabulary import Status

MOST_ACTIONS = 12
"""Actions that a prompt names; a longer list is not read on a telephone."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as the prompt shows it; `is_past` when its due date has gone by."""

    text: str
    status: Status
    due: date | None
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; moments are local. `seen` is the number of the newest revision, 0 for none.

    `mention` is the Slack id of the person who is asked in a channel, `note` a line of escaped mrkdwn.
    """

    check_in_id: int
    seen: int
    period: str
    number: str
    statement: str
    team: str
    closes: datetime
    is_closed: bool
    lines: tuple[ActionLine, ...]
    mention: str | None = None
    note: str | None = None


def prompt(words: Words, asked: Question) -> tuple[str, list[Block]]:
    """The text and the blocks of a question that waits for its answer."""
    title = words.label("checkin.prompt.title", period=asked.period)
    texts = [words.line("checkin.prompt.hello", statement=asked.statement), *paragraphs(_lines(words, asked))]
    notes = [note for note in (_for_person(words, asked), asked.note) if note]
    small = _small_print(words, asked)
    blocks = [header(title), section(texts[0])]
    blocks += [section(note) for note in notes]
    blocks += [section(text) for text in texts[1:]]
    blocks += [controls(words, asked), context(small)]
    return "\n".join([f"*{title}*", texts[0], *notes, *texts[1:], small]), blocks


def controls(words: Words, asked: Question) -> Block:
    """The four controls; a screen reader hears which milestone each one is for."""
    value = f"{asked.check_in_id}:{asked.seen}"
    wanted = (
        ("all_on_track", Act.CHECKIN_ALL_ON_TRACK, "primary"),
        ("report", Act.CHECKIN_REPORT, None),
        ("later", Act.CHECKIN_LATER, None),
        ("hand_over", Act.CHECKIN_HAND_OVER, None),
    )
    return actions(
        [
            button(
                words.label(f"checkin.button.{name}"),
                act,
                value,
                style,
                words.label(f"checkin.spoken.{name}", number=asked.number),
            )
            for name, act, style in wanted
            if not (asked.is_closed and name == "later")
        ]
    )


def reminder(words: Words, occasion: str, closes: datetime, mention: str | None) -> tuple[str, list[Block]]:
    """The text and the blocks of a reminder: "first", "last" or "put_off"; it stands under its prompt."""
    text = words.line(f"checkin.reminder.{occasion}", closes=closes, mention=mention)
    return text, [section(text)]


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines put together into as few texts as Slack's limit allows."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) < MOST_TEXT:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts


def _lines(words: Words, asked: Question) -> list[str]:
    lines = [_line(words, one) for one in asked.lines[:MOST_ACTIONS]]
    if len(asked.lines) > MOST_ACTIONS:
        lines.append(words.line("checkin.prompt.more", count=len(asked.lines) - MOST_ACTIONS))
    return lines


def _line(words: Words, one: ActionLine) -> str:
    if one.due is None:
        return words.line("checkin.prompt.action", text=one.text, status=one.status)
    name = "action_past" if one.is_past else "action_due"
    return words.line(f"checkin.prompt.{name}", text=one.text, status=one.status, due=one.due)


def _for_person(words: Words, asked: Question) -> str | None:
    return words.line("checkin.prompt.for_person", person=asked.mention) if asked.mention else None


def _small_print(words: Words, asked: Question) -> str:
    name = "asked_of_channel" if asked.mention else "asked_of"
    if asked.is_closed:
        name = "late"
    return words.line(
        f"checkin.prompt.{name}", team=plain(asked.team), number=asked.number, closes=asked.closes
    )
