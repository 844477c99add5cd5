"""How a plan's text is tidied, and the annotated types that tidy it when a value is made.

Two people who type the same thing with other blanks, line ends or bullets mean the same thing; after
tidying, so do their plans. Nothing here changes a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"^(?:[•·▪◦*-]\s+|•)+")


def clean(value: Any) -> Any:
    """Give text without outer blanks, line-end differences and characters that no file can hold."""
    if not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():
        return value.strip()  # most texts of most plans: nothing else can be the matter with them
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = _UNWRITABLE.sub("", text).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def clean_or_none(value: Any) -> Any:
    """Give cleaned text, or None where nothing is left of it."""
    text = clean(value)
    return None if text == "" else text


def clean_line(value: Any) -> Any:
    """Give text on one line, with single blanks."""
    return " ".join(clean(value).split()) if isinstance(value, str) else value


def clean_lines(values: Any) -> Any:
    """Give the items of a list as single lines without bullets, leaving out the empty ones."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        return values
    lines = (_BULLET.sub("", clean_line(value)) for value in values)
    return tuple(line for line in (clean_line(line) for line in lines) if line)


def number_key(number: str | int) -> tuple[tuple[int, ...], str]:
    """Give what plan numbers sort by: "1.2.10" after "1.2.9"; what is no number comes last."""
    text = str(number)
    parts = text.split(".")
    if all(part.isascii() and part.isdigit() for part in parts):
        return tuple(int(part) for part in parts), ""
    return (10**9,), text


def parent_number(number: str) -> str:
    """Give the number of the part above: "1.2.3" for "1.2.3.4"."""
    return number.rpartition(".")[0]


def ascending(values: tuple[Any, ...], field: str) -> tuple[Any, ...]:
    """Give the values in the order of a field that holds a number or a code."""
    return tuple(sorted(values, key=lambda value: number_key(getattr(value, field))))


def by_number(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the values in the order of their plan numbers."""
    return ascending(values, "number")


def by_term(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the terms of a glossary as a dictionary has them."""
    return tuple(sorted(values, key=lambda value: (value.term.casefold(), value.term)))


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def _lower(value: str | None) -> str | None:
    return value.lower() if value and "@" in value else value


def clean_line_or_none(value: Any) -> Any:
    """Give text on one line, or None where nothing is left of it."""
    return clean_line(value) or None


Text = Annotated[str, BeforeValidator(clean)]
Line = Annotated[str, BeforeValidator(clean_line)]
OptionalText = Annotated[str | None, BeforeValidator(clean_or_none)]
OptionalLine = Annotated[str | None, BeforeValidator(clean_line_or_none)]
Address = Annotated[str, BeforeValidator(clean_line), AfterValidator(_lower)]
OptionalAddress = Annotated[str | None, BeforeValidator(clean_line_or_none), AfterValidator(_lower)]
Addresses = Annotated[tuple[Address, ...], AfterValidator(_unique)]
AnyOrder = Annotated[tuple[Address, ...], AfterValidator(lambda found: tuple(sorted(set(found))))]
Lines = Annotated[tuple[str, ...], BeforeValidator(clean_lines)]
Codes = Annotated[tuple[Line, ...], AfterValidator(lambda codes: tuple(sorted(set(codes))))]
Numbers = Annotated[tuple[Line, ...], AfterValidator(lambda found: tuple(sorted(set(found), key=number_key)))]
