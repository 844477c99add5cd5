"""Numbers, amounts and plan numbers of single cells, typed or formatted in any of the usual ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from bot.documents.checks import FaultCode
from bot.documents.plan_text import clean, clean_line

_MONEY = re.compile(
    r"(?P<minus>-)?\s*(?:\$|usd)?\s*(?P<amount>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d{1,2})?\s*(?:usd|dollars)?"
)
_WHOLE = re.compile(r"(?:goal|priority(?: area)?)?\s*(?:no\.?|#)?\s*(\d{1,4})\s*[.:]?")
_NUMBER_WORDS = re.compile(r"^(?:strategy|milestone|action|no\.?|#)\s*", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")
_SEPARATORS = re.compile(r"[\s,;]+|\band\b")


class CellFault(Exception):
    """A cell that cannot be read, with the code of its sentence and what it says."""

    def __init__(self, code: FaultCode, **facts: object) -> None:
        self.code = code
        self.facts: Mapping[str, object] = facts
        super().__init__(code.value)


def is_number(value: object) -> bool:
    """True for a number, which True and False are not."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def exact(value: object) -> Decimal:
    """Give a cell's number as people see it: without what floating point added at the end."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
    rounded = round(number, 9) if abs(number) < 10**15 else number
    return rounded.normalize() if rounded else Decimal(0)


def plain(value: object) -> str:
    """Give a number as text without exponent or needless zeros: "68", "0.5"."""
    return format(exact(value), "f")


def is_percent(number_format: str) -> bool:
    """True when a cell shows its number as a percentage, so that 0.68 is read as 68."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def read_text(value: object, number_format: str = "General") -> str:
    """Give a cell's content as text, the way it is shown."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if is_number(value):
        return f"{plain(exact(value) * 100)}%" if is_percent(number_format) else plain(value)
    if isinstance(value, datetime | date):
        return f"{value.month}/{value.day}/{value.year}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    text: str = clean(str(value))
    return text


def read_number(value: object, number_format: str) -> str:
    """Give a plan number ("1.2.3") without words before and periods after it. Raises `CellFault`."""
    if isinstance(value, datetime | date):
        raise CellFault(FaultCode.NUMBER_BECAME_DATE, value=read_text(value))
    if is_number(value):
        decimals = _DECIMALS.fullmatch(number_format)
        return f"{exact(value):.{len(decimals[1])}f}" if decimals else plain(value)
    text = _NUMBER_WORDS.sub("", clean_line(str(value)))
    return re.sub(r"\s*\.\s*", ".", text).rstrip(".:")


def read_numbers(value: object, number_format: str) -> tuple[str, ...]:
    """Give several plan numbers with commas, blanks or line breaks between them. Raises `CellFault`."""
    if isinstance(value, str):
        return tuple(read_number(part, "General") for part in _SEPARATORS.split(value) if part.strip())
    return (read_number(value, number_format),)


def read_whole(value: object) -> int:
    """Give a whole number, also from words such as "Goal 1". Raises `CellFault`."""
    if is_number(value) and exact(value) == exact(value).to_integral_value():
        return int(exact(value))
    match = _WHOLE.fullmatch(clean_line(str(value)).lower())
    if match is None or isinstance(value, bool):
        raise CellFault(FaultCode.NOT_A_NUMBER, value=read_text(value))
    return int(match[1])


def read_money(value: object) -> Decimal:
    """Give an amount in dollars, exact to the cent. Raises `CellFault`."""
    try:
        if is_number(value):
            amount = exact(value)
            if amount == round(amount, 2):
                return round(amount, 2)
        match = _MONEY.fullmatch(clean_line(str(value)).lower())
        if match is not None:
            amount = Decimal(match["amount"].replace(",", "") + (match["cents"] or ""))
            return round(-amount if match["minus"] else amount, 2)
    except InvalidOperation:
        pass  # a number too large to be money gets the same sentence as words do
    raise CellFault(FaultCode.NOT_MONEY, value=read_text(value))
