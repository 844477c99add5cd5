"""The report of a check-in, as a person sent it: read, checked, and said in plain words what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.ids import Field, of_action
from storage.vocabulary import Cause, Status

MOST_WORDS = 2000
MOST_CENTS = 10_000_000_000
MOST_YEARS = 5
_MONEY = re.compile(r"^\$?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?$")

Values = Mapping[str, Mapping[str, Any]]
"""`view.state.values`: block id, action id, what was put in."""


class Said(BaseModel):
    """What is said of one action."""

    model_config = ConfigDict(frozen=True)

    action_id: int
    status: Status
    cause: Cause | None = None
    adjustment: str | None = None
    new_due_on: date | None = None
    support_needed: str | None = None
    outputs: tuple[int, ...] = ()
    outputs_words: str | None = None


class Report(BaseModel):
    """What is said of a milestone's actions, and of the milestone as a whole."""

    model_config = ConfigDict(frozen=True)

    actions: tuple[Said, ...]
    successes: str | None = None
    resources_used: str | None = None
    budget_used_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one block: the label of the words that say so, and what fills them in."""

    block_id: str
    label: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def action_id(self) -> int | None:
        """The action that it is about; None for what goes for all of them."""
        _, _, key = self.block_id.partition(":")
        return int(key) if key else None


class Typed(BaseModel):
    """One page of the form as it stands, right or wrong: plain values by block id.

    It is what a draft keeps when the page is turned, and what the form is filled with again.
    """

    values: dict[str, Any] = {}

    @classmethod
    def read(cls, state: Values) -> Typed:
        """Take what was put in from a view's state, whatever element it was put in."""
        return cls(
            values={
                block_id: _value(next(iter(inputs.values()))) for block_id, inputs in state.items() if inputs
            }
        )

    def over(self, known: Mapping[str, Any]) -> Typed:
        """What was put in, over what was known before."""
        return Typed(values={**known, **self.values})

    def text(self, block_id: str) -> str | None:
        """Words without the space around them; None for none."""
        value = self.values.get(block_id)
        return value.strip() or None if isinstance(value, str) else None


def read_report(typed: Typed, actions: Mapping[int, bool], today: date) -> tuple[Report | None, list[Fault]]:
    """Give the report, or what is wrong with it.

    `actions` are those that are asked about; True for one with anticipated outputs to tick.
    """
    faults: list[Fault] = []
    said = [_said(typed, action_id, has_outputs, today, faults) for action_id, has_outputs in actions.items()]
    cents = _cents(typed, faults)
    for block_id in (Field.SUCCESSES, Field.RESOURCES):
        _check_length(typed, block_id, faults)
    if faults:
        return None, faults
    return (
        Report(
            actions=tuple(one for one in said if one is not None),
            successes=typed.text(Field.SUCCESSES),
            resources_used=typed.text(Field.RESOURCES),
            budget_used_cents=cents,
        ),
        [],
    )


def _said(typed: Typed, action_id: int, has_outputs: bool, today: date, faults: list[Fault]) -> Said | None:
    status_id = of_action(Field.STATUS, action_id)
    status = _member(Status, typed.text(status_id))
    if status is None:
        faults.append(Fault(status_id, "checkin.fault.status"))
        return None
    if status is Status.BEHIND:
        return _behind(typed, action_id, today, faults)
    if status is Status.COMPLETED:
        return _completed(typed, action_id, has_outputs, faults)
    return Said(action_id=action_id, status=status)


def _behind(typed: Typed, action_id: int, today: date, faults: list[Fault]) -> Said:
    cause = _member(Cause, typed.text(of_action(Field.CAUSE, action_id)))
    if cause is None:
        faults.append(Fault(of_action(Field.CAUSE, action_id), "checkin.fault.cause"))
    for name in (Field.ADJUSTMENT, Field.SUPPORT):
        _check_length(typed, of_action(name, action_id), faults)
    return Said(
        action_id=action_id,
        status=Status.BEHIND,
        cause=cause,
        adjustment=typed.text(of_action(Field.ADJUSTMENT, action_id)),
        new_due_on=_new_date(typed, of_action(Field.NEW_DATE, action_id), today, faults),
        support_needed=typed.text(of_action(Field.SUPPORT, action_id)),
    )


def _completed(typed: Typed, action_id: int, has_outputs: bool, faults: list[Fault]) -> Said:
    ticked = typed.values.get(of_action(Field.OUTPUTS, action_id)) or []
    words_id = of_action(Field.EVIDENCE, action_id)
    words = typed.text(words_id)
    _check_length(typed, words_id, faults)
    if has_outputs and not ticked and words is None:
        faults.append(Fault(words_id, "checkin.fault.evidence"))
    return Said(
        action_id=action_id,
        status=Status.COMPLETED,
        outputs=tuple(int(one) for one in ticked),
        outputs_words=words,
    )


def _new_date(typed: Typed, block_id: str, today: date, faults: list[Fault]) -> date | None:
    text = typed.text(block_id)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        faults.append(Fault(block_id, "checkin.fault.date"))
        return None
    if day <= today:
        faults.append(Fault(block_id, "checkin.fault.date_past"))
    elif day.year > today.year + MOST_YEARS:
        faults.append(Fault(block_id, "checkin.fault.date_far", {"years": MOST_YEARS}))
    return day


def _cents(typed: Typed, faults: list[Fault]) -> int | None:
    text = typed.text(Field.BUDGET)
    if text is None:
        return None
    match = _MONEY.match(text)
    if match is None:
        faults.append(Fault(Field.BUDGET, "checkin.fault.money"))
        return None
    dollars, cents = match.groups()
    amount = int(dollars.replace(",", "")) * 100 + int((cents or "0").ljust(2, "0"))
    if amount > MOST_CENTS:
        faults.append(Fault(Field.BUDGET, "checkin.fault.money_large"))
        return None
    return amount


def _check_length(typed: Typed, block_id: str, faults: list[Fault]) -> None:
    words = typed.text(block_id)
    if words is not None and len(words) > MOST_WORDS:
        faults.append(
            Fault(block_id, "checkin.fault.long", {"most": MOST_WORDS, "over": len(words) - MOST_WORDS})
        )


def _member(kind: Any, text: str | None) -> Any:
    """The member of this value, or None for anything else."""
    return next((one for one in kind if one.value == text), None)


def _value(given: Mapping[str, Any]) -> Any:
    """What was put into one element, as plain text or a list of values."""
    if "selected_options" in given:
        return [one["value"] for one in given["selected_options"] or []]
    chosen = given.get("selected_option")
    if chosen:
        return chosen["value"]
    return given.get("value") or given.get("selected_date") or given.get("selected_date_time")
