"""The forms of a root-cause session: a cause, dots, a closer look, headings, and where one begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.forms.course import lines
from bot.forms.state import chosen, several, typed
from bot.ids import ANY, Field
from storage.vocabulary import Cause
from storage.vocabulary_rootcause import WithinPower

TESTS = ("D-T1", "D-T3", "D-T7", "D-T4", "D-T9", "D-T10")
"""The stopping tests that a closer look asks with yes and no; evidence, power and practice have fields."""

WITHDRAW = "withdraw"
"""The tick of whoever takes their own words back."""

Faults = dict[str, str]


@dataclass(frozen=True, slots=True)
class NewCause:
    """What somebody thinks lies behind it, and where it belongs."""

    words: str
    evidence: str | None = None
    within_power: WithinPower | None = None
    parent_id: int | None = None
    bone_id: int | None = None


@dataclass(frozen=True, slots=True)
class Closer:
    """A closer look at a cause: the tests it passed or not, what it is, and whether to start with it."""

    passed: Mapping[str, bool]
    evidence: str | None = None
    within_power: WithinPower | None = None
    cause: Cause | None = None
    practice: str | None = None
    is_chosen: bool = False
    words: str | None = None
    """The cause said better, by whoever said it."""
    is_withdrawn: bool = False


def read_cause(view: dict[str, Any]) -> NewCause | Faults:
    """Give the cause that was typed, or what is wrong."""
    words = typed(view, Field.WORDS)
    if words is None:
        return {Field.WORDS: "rootcause.fault.no_words"}
    return NewCause(
        words, typed(view, Field.EVIDENCE), _power(view), _key(view, Field.PARENT), _key(view, Field.BONE)
    )


def read_dots(view: dict[str, Any]) -> list[int]:
    """Give the causes that a person put dots on."""
    return [int(one) for one in several(view, Field.CAUSES)]


def read_closer(view: dict[str, Any]) -> Closer:
    """Give what was said to the tests; a test that was left open is not among them."""
    answers = {test: chosen(view, f"{Field.TEST}:{test}") for test in TESTS}
    evidence = typed(view, Field.EVIDENCE)
    cause, practice = chosen(view, Field.CAUSE), chosen(view, Field.PRACTICE)
    passed = {test: answer == "yes" for test, answer in answers.items() if answer in ("yes", "no")}
    return Closer(
        {**passed, "D-T2": evidence is not None, "D-T5": _power(view) is WithinPower.OURS},
        evidence,
        _power(view),
        Cause(cause) if cause and cause != ANY else None,
        practice if practice != ANY else None,
        "yes" in several(view, Field.CHOICE),
        typed(view, Field.WORDS),
        WITHDRAW in several(view, Field.CHOICE),
    )


def read_headings(view: dict[str, Any]) -> tuple[str, ...]:
    """Give the headings, one from each line, each once."""
    return lines(typed(view, Field.BONES))


def _power(view: dict[str, Any]) -> WithinPower | None:
    found = chosen(view, Field.POWER)
    return WithinPower(found) if found else None


def _key(view: dict[str, Any], field: Field) -> int | None:
    found = chosen(view, field)
    return int(found) if found and found.isdigit() else None
