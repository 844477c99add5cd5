"""School years and their parts, as instruments are done once, twice or four times in each."""

from __future__ import annotations

from datetime import date

FIRST_MONTH = 7
"""A school year begins in July."""

_PARTS = {2: ("fall", "spring"), 3: ("fall", "winter", "spring"), 4: ("Q1", "Q2", "Q3", "Q4")}


def period_in_year(day: date, times: int) -> str:
    """Give the period that `day` lies in: "2026-27", with `times` 2 "2026-27 fall", with 4 "2026-27 Q1"."""
    year = day.year if day.month >= FIRST_MONTH else day.year - 1
    name = f"{year}-{(year + 1) % 100:02}"
    if times not in _PARTS:
        return name
    place = (day.month - FIRST_MONTH) % 12 * times // 12
    return f"{name} {_PARTS[times][place]}"
