"""What JSON and YAML readers give: data with the line of each value, or what is broken and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Where = tuple[str | int, ...]
"""The path of a value: keys, and places in lists from 0."""


class FileCode(StrEnum):
    """What can be wrong with a file of data before it is a plan, or with one of its fields."""

    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_JSON = "not_json"
    NOT_YAML = "not_yaml"
    GIVEN_TWICE = "given_twice"
    ALIAS = "alias"
    TOO_DEEP = "too_deep"
    SEVERAL_PLANS = "several_plans"
    NOT_A_PLAN = "not_a_plan"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    NOT_TEXT_FIELD = "not_text_field"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_A_DAY = "not_a_day"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_LIST = "not_a_list"
    NOT_A_PART = "not_a_part"
    NOT_ONE_OF = "not_one_of"
    NOT_VALID = "not_valid"


@dataclass(frozen=True, slots=True)
class Lined:
    """The data of a file, and the line (from 1) of each value by its path."""

    data: Any
    lines: Mapping[Where, int]

    def line_of(self, where: Where) -> int:
        """Give the line of the value at `where`, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class Broken(Exception):
    """A file that cannot be read as data: the code of the sentence, the line where known, and facts."""

    def __init__(self, code: FileCode, line: int | None = None, **facts: object) -> None:
        """Keep what the sentence needs."""
        super().__init__(code.value)
        self.code = code
        self.line = line
        self.facts = facts


def shown_path(where: Where) -> str:
    """Give a path the way programs write it: "actions[3].due_on"."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".")
