"""A school's routine as an iCalendar feed, for calendars that live elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

LENGTH = timedelta(minutes=30)
REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class RoutineEvent:
    """One thing that happens: `key` stays the same when its moment moves, so that calendars move it."""

    key: str
    starts_at: datetime
    title: str
    description: str


def routine_feed(name: str, timezone: str, events: Sequence[RoutineEvent], made_at: datetime) -> bytes:
    """Give the calendar's bytes; moments are in UTC, which every calendar shows in its own time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Milepost//Routine//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", timezone)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for one in events:
        event = Event()
        event.add("uid", f"{one.key}@milepost")
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("dtstart", one.starts_at.astimezone(UTC))
        event.add("dtend", (one.starts_at + LENGTH).astimezone(UTC))
        event.add("summary", one.title)
        event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
