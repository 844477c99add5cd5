"""A month and a feed as text for a terminal, and as data for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.cli.spoken import moment
from bot.documents.feed import FeedDays
from bot.flows.month_view import DayView, MonthView
from bot.rules.calendar import zone_of
from bot.words import Words
from storage.vocabulary import Step

MARKS = {
    Step.OPEN: "o",
    Step.REMIND_FIRST: "r",
    Step.REMIND_LAST: "r",
    Step.CLOSE: "c",
    Step.TELL: "d",
}
CELL = 6


def page(words: Words, view: MonthView) -> str:
    """Give a month as a small page: weeks in rows, a mark for what happens, and why there is no school."""
    first = view.days[0].day
    facts = {"month": f"{first:%B %Y}", "name": view.organization, "timezone": view.timezone}
    lines = [words.label("setup.calendar.title", **facts), "", words.label("setup.calendar.week")]
    row = " " * (CELL * first.weekday())
    for one in view.days:
        row += _cell(one)
        if one.day.weekday() == 6:
            lines.append(row.rstrip())
            row = ""
    lines += [row.rstrip()] if row.strip() else []
    lines += ["", words.label("setup.calendar.legend")]
    lines += [
        words.label("setup.calendar.day", day=_day(one.day), name=one.why) for one in view.days if one.why
    ]
    return "\n".join([*lines, "", _next(words, view)])


def _cell(one: DayView) -> str:
    marks = "".join(dict.fromkeys(MARKS[step] for step in one.steps)) or ("" if one.school else "-")
    return f"{one.day.day:>4}{marks:<{CELL - 4}}"


def _next(words: Words, view: MonthView) -> str:
    if view.paused:
        return words.label("setup.calendar.paused")
    if view.opens_at is None:
        return words.label("setup.calendar.no_next")
    return words.label("setup.calendar.next", opens=moment(view.opens_at, zone_of(view.timezone)))


def _day(day: date) -> str:
    return f"{day:%a %b} {day.day}, {day.year}"


def as_data(view: MonthView) -> dict[str, Any]:
    """Give a month as `calendar show --json` prints it."""
    return {
        "version": 1,
        "organization": view.organization,
        "timezone": view.timezone,
        "paused": view.paused,
        "next_opening": view.opens_at.isoformat() if view.opens_at else None,
        "days": [
            {
                "date": one.day.isoformat(),
                "school": one.school,
                "why": one.why or None,
                "steps": [step.value for step in one.steps],
            }
            for one in view.days
        ],
    }


def feed_page(words: Words, source: str, found: FeedDays) -> str:
    """Give what a feed says, day by day."""
    facts = {"off": len(found.days_off), "extra": len(found.extra_days), "passed": found.passed_over}
    lines = [words.label("setup.calendar.fine", source=source, **facts)]
    for days, label in ((found.days_off, "day"), (found.extra_days, "extra")):
        lines += [
            words.label(f"setup.calendar.{label}", day=_day(day), name=name) for day, name in days.items()
        ]
    return "\n".join(lines)


def feed_data(found: FeedDays) -> dict[str, Any]:
    """Give what a feed says as `calendar check --json` prints it."""
    return {
        "version": 1,
        "ok": True,
        "days_off": [{"date": day.isoformat(), "name": name} for day, name in found.days_off.items()],
        "extra_days": [{"date": day.isoformat(), "name": name} for day, name in found.extra_days.items()],
        "passed_over": found.passed_over,
    }
