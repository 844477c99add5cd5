"""The small forms of a check-in: later, hand over, add a success."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.parts import Block, Element, View, field, modal, option, plain, text_input
from bot.ids import Act, Field, Modal
from bot.words import Words

MOST_CHOICES = 100
MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Whom a check-in could be handed to, as (person, name)."""

    team: tuple[tuple[int, str], ...]
    school: tuple[tuple[int, str], ...]


def later_modal(words: Words, check_in_id: int, suggested: datetime, closes: datetime) -> View:
    """When to be asked again; `closes` is local."""
    picker: Element = {
        "type": "datetimepicker",
        "action_id": Act.INPUT,
        "initial_date_time": int(suggested.timestamp()),
    }
    when = field(
        words.label("checkin.later.when"),
        picker,
        Field.WHEN,
        hint=words.label("checkin.later.hint", closes=closes),
    )
    return _small(words, Modal.CHECKIN_LATER, "later", check_in_id, [when])


def hand_over_modal(words: Words, check_in_id: int, colleagues: Colleagues) -> View:
    """Whom to ask instead: the team first, then the school, a hundred of each at the most."""
    groups = [
        _group(words.label(f"checkin.hand_over.{name}"), people)
        for name, people in (("team", colleagues.team), ("school", colleagues.school))
        if people
    ]
    chooser: Element = {"type": "static_select", "action_id": Act.INPUT, "option_groups": groups}
    who = field(
        words.label("checkin.hand_over.who"),
        chooser,
        Field.COLLEAGUE,
        hint=words.label("checkin.hand_over.hint"),
    )
    return _small(words, Modal.CHECKIN_HAND_OVER, "hand_over", check_in_id, [who])


def success_modal(words: Words, check_in_id: int) -> View:
    """What went well."""
    success = field(
        words.label("checkin.success.words"),
        text_input(Act.INPUT, most=MOST_WORDS),
        Field.SUCCESSES,
        hint=words.label("checkin.report.successes_hint"),
    )
    return _small(words, Modal.CHECKIN_SUCCESS, "success", check_in_id, [success])


def _group(label: str, people: Sequence[tuple[int, str]]) -> Element:
    options = [option(name, str(key)) for key, name in people[:MOST_CHOICES]]
    return {"label": plain(label), "options": options}


def _small(words: Words, callback: Modal, name: str, check_in_id: int, blocks: Sequence[Block]) -> View:
    return modal(
        callback,
        words.label(f"checkin.{name}.title"),
        blocks,
        submit=words.label(f"checkin.{name}.submit"),
        close=words.label(f"checkin.{name}.close"),
        private_metadata=str(check_in_id),
    )
