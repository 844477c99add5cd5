"""The window in which a value of a measure is entered, and asked about where it looks like a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.blocks import parts as kit
from bot.blocks.doubts import number, reasons
from bot.blocks.parts import Block, View
from bot.forms.measure import RIGHT
from bot.ids import Act, Field, Modal
from bot.words import Words
from bot.words.filters import shorten
from storage.vocabulary_measures import Doubt

MOST = 100
"""Choices that Slack takes in one menu."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure to choose: the key that the form sends back, its reference, its words, its school."""

    key: str
    ref: str
    indicator: str
    school: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The measure that is chosen, with its newest value and what it is to reach this year."""

    key: str
    ref: str
    indicator: str
    today: date
    value: Decimal | None = None
    on: date | None = None
    target: Decimal | None = None
    source: str | None = None


def measure_view(
    words: Words,
    choices: Sequence[Choice],
    chosen: Standing,
    doubts: Sequence[Doubt] = (),
    last: Decimal | None = None,
) -> View:
    """The form; with `doubts` it asks about the value, which stays where it was typed."""
    label = words.label
    options = [kit.option(_option(words, one), one.key) for one in choices[:MOST]]
    menu = kit.select(options, Act.MEASURE_PICK, chosen=chosen.key)
    day = kit.datepicker(Act.INPUT, initial=chosen.today.isoformat())
    blocks = [
        kit.field(label("measures.which"), menu, Field.MEASURE, dispatch=True),
        kit.section(_about(words, chosen)),
        kit.field(label("measures.value"), kit.text_input(Act.INPUT, multiline=False, most=20), Field.VALUE,
                  hint=label("measures.value_hint")),
        *(_question(words, doubts, last) if doubts else []),
        kit.field(label("measures.day"), day, Field.WHEN),
        kit.field(label("measures.group"), kit.text_input(Act.INPUT, multiline=False, most=120), Field.GROUP,
                  hint=label("measures.group_hint"), optional=True),
        kit.field(label("measures.source"), kit.text_input(Act.INPUT, initial=chosen.source, multiline=False,
                  most=300), Field.SOURCE, optional=True),
        kit.field(label("measures.note"), kit.text_input(Act.INPUT, most=1500), Field.NOTE, optional=True),
    ]  # fmt: skip
    return kit.modal(
        Modal.MEASURE, label("measures.title"), blocks, close=label("measures.close"),
        submit=label("measures.submit"), private_metadata=",".join(doubts),
    )  # fmt: skip


def _question(words: Words, doubts: Sequence[Doubt], last: Decimal | None) -> list[Block]:
    box = kit.checkboxes([kit.option(words.label("measures.is_right"), RIGHT)], Act.INPUT)
    return [
        kit.section(words.line("measures.question", reasons=reasons(words, doubts, last))),
        kit.field(words.label("measures.is_right"), box, Field.IS_RIGHT, optional=True),
    ]


def _option(words: Words, one: Choice) -> str:
    key = "option_of" if one.school else "option"
    return shorten(
        words.label(f"measures.{key}", ref=one.ref, indicator=one.indicator, school=one.school), 75
    )


def _about(words: Words, one: Standing) -> str:
    return words.line(
        "measures.about", ref=one.ref, indicator=one.indicator, on=one.on,
        value=None if one.value is None else number(one.value),
        target=None if one.target is None else number(one.target),
    )  # fmt: skip
