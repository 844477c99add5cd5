"""What people call a period of the routine: "September", "week of Monday, September 7"."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.words import Words


def first_day(period: str) -> date:
    """The first day of a period by its key: "2026-09", "2026-W37" or "2026-W37-W38"."""
    year, rest = period.split("-")[:2]
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 1)
    return date(int(year), int(rest), 1)


@lru_cache(maxsize=256)
def period_name(words: Words, period: str) -> str:
    """What people call the period of this key, in plain text; everybody is asked about the same few."""
    kind = "weeks" if "W" in period else "month"
    return words.label(f"checkin.period.{kind}", first=first_day(period))
