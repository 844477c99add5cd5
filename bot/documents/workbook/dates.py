"""Dates as people type them in the United States: month before day, or written out."""

from __future__ import annotations

import re
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

from bot.documents.checks import FaultCode
from bot.documents.checks.days import YEARS
from bot.documents.workbook.values import CellFault

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_TAIL = r"(?:[T ]+0{1,2}:00(?::00)?(?:\.0+)?)?"
_ISO = re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TAIL}")
_AMERICAN = re.compile(rf"(?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})[-/.](?P<y>\d{{4}}|\d\d){_TAIL}")
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = re.compile(rf"(?:[a-z]+day,?\s+)?(?:{_MONTH}\s*{_DAY})\s*,?\s+(?P<y>\d{{4}})")
_DAY_FIRST = re.compile(rf"(?:[a-z]+day,?\s+)?{_DAY}[\s-]*{_MONTH}[\s,-]*(?P<y>\d{{4}})")
_SERIALS = range(36526, 73416)
"""The numbers by which Excel keeps the days of 2000 to 2100."""


def read_date(value: object, epoch: datetime) -> date:
    """Give the date of a cell. Raises `CellFault`; `epoch` is the workbook's day 0."""
    found = _date(value, epoch)
    if found is None:
        raise CellFault(FaultCode.NOT_A_DATE, value=shown(value))
    if found.year not in YEARS:
        raise CellFault(FaultCode.DATE_OUT_OF_RANGE, value=shown(found))
    return found


def shown(value: object) -> str:
    """Give a value of a cell as a sentence quotes it."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.month}/{value.day}/{value.year}"
    text = " ".join(str(value).split())
    return text if len(text) <= 120 else text[:119] + "…"


def _date(value: object, epoch: datetime) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        day = from_excel(value, epoch)
        return day.date() if isinstance(day, datetime) else None
    return _typed(" ".join(value.lower().split())) if isinstance(value, str) else None


def _typed(text: str) -> date | None:
    for pattern in (_ISO, _AMERICAN, _WRITTEN, _DAY_FIRST):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts["m"]) if "m" in parts else _month(parts["name"])
        year = int(parts["y"]) + (YEARS.start if len(parts["y"]) == 2 else 0)
        try:
            return date(year, month, int(parts["d"]))
        except ValueError:
            return None
    return None


def _month(name: str) -> int:
    short = name[:3] if name == "sept" else name
    for number, month in enumerate(_MONTHS, start=1):
        if short in (month, month[:3]):
            return number
    return 0
