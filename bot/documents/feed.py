"""A district's published iCalendar feed, read into days off and extra school days (design section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from bot.documents.occurrences import FeedFault, Span, occurrences, start_of, summary_of

MAX_BYTES = 2_000_000
MAX_RECURRING = 100

SCHOOL_HOURS = (time(9), time(15))
"""An event takes a day off school when it covers these hours of it, in the district's own time."""

_WEB_PAGE = re.compile(r"\s*<(!doctype|html|\?xml|head|body)", re.IGNORECASE)
_CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]")


@dataclass(frozen=True, slots=True)
class FeedWords:
    """How a district's event titles and categories are told apart; each is a regular expression.

    A title that matches `neither` is passed over whatever else it says ("Return from winter break").
    """

    off: str = (
        r"\b(no (school|class(es)?|students?)|not (in session|a school day)|schools? closed|closed|holiday"
        r"|(winter|spring|fall|autumn|summer|thanksgiving|christmas|mid-?winter|february|april) break"
        r"|recess|vacation|snow day|day off)\b"
    )
    extra: str = r"\b(make-?\s?up day|in session|(instructional|school) day|schools? open|classes held)\b"
    neither: str = (
        r"\b(before|after|resumes?|returns?|back (to|from)|concert|party|parade|fair|sale|shop|meeting"
        r"|early|half[- ]day|delayed?|dismissal|last day|first day|assembly|program|registration)\b"
    )

    def kind(self, title: str) -> str | None:
        """Whether a title means "off" or "extra", or None when it says nothing of school days."""
        if re.search(self.neither, title, re.IGNORECASE):
            return None
        if re.search(self.off, title, re.IGNORECASE):
            return "off"
        return "extra" if re.search(self.extra, title, re.IGNORECASE) else None


@dataclass(frozen=True, slots=True)
class FeedDays:
    """What a feed says of school days, each day with the title that says so.

    `passed_over` counts the events that say nothing of them, so that an administrator can tell an
    empty feed from one whose titles are not understood.
    """

    days_off: dict[date, str] = field(default_factory=dict)
    extra_days: dict[date, str] = field(default_factory=dict)
    passed_over: int = 0


def read_feed(
    data: bytes, first: date, last: date, timezone: str, *, source: str, words: FeedWords | None = None
) -> FeedDays:
    """Read the days from `first` to `last`, both included, out of a feed's bytes.

    `source` names the feed in what is said about it. Raises `FeedFault` with a sentence that says what
    is wrong, where, and what to do; nothing is read from a feed that is broken in part.
    """
    chosen = words or FeedWords()
    events = list(_events(data, source))
    overridden = {
        (_uid(event), start_of(event, timezone, source, "RECURRENCE-ID"))
        for event in events
        if "RECURRENCE-ID" in event
    }
    told = [(event, kind) for event in events if (kind := chosen.kind(_title(event))) is not None]
    if sum("RRULE" in event for event, _ in told) > MAX_RECURRING:
        what = f"more than {MAX_RECURRING} days off repeat; publish a calendar of school days only"
        raise FeedFault("too_many_rules", source, what)
    found: dict[str, dict[date, str]] = {"off": {}, "extra": {}}
    for event, kind in told:
        if _is_canceled(event):
            continue
        for span in occurrences(event, first, last, timezone, source):
            if "RECURRENCE-ID" not in event and (_uid(event), span.start) in overridden:
                continue
            for day in _school_days(span, first, last):
                found[kind].setdefault(day, summary_of(event))
    return FeedDays(_in_order(found["off"]), _in_order(found["extra"]), len(events) - len(told))


def _events(data: bytes, source: str) -> Iterator[Event]:
    text = _text(data, source)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except ValueError as error:
        raise FeedFault("not_readable", source, _unreadable(text)) from error
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            if isinstance(event, Event):
                yield event


def _text(data: bytes, source: str) -> str:
    """The feed as text, or the fault that shows before it is parsed."""
    if len(data) > MAX_BYTES:
        raise FeedFault(
            "too_big",
            source,
            f"the feed is larger than {MAX_BYTES // 1_000_000} MB; publish a calendar of school days only",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FeedFault(
            "not_utf8", source, f"line {line} is not UTF-8 text; publish the feed as UTF-8"
        ) from error
    if _WEB_PAGE.match(text):
        raise FeedFault(
            "web_page",
            source,
            "the address gives a web page, not a calendar; use the iCal or .ics link of a public calendar",
        )
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise FeedFault(
            "not_a_calendar",
            source,
            "this does not begin with BEGIN:VCALENDAR; use the iCal or .ics link of the calendar",
        )
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise FeedFault(
            "cut_off",
            source,
            f"the feed breaks off at line {text.count(chr(10)) + 1}; read or publish it again",
        )
    return text


def _unreadable(text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith((" ", "\t")) and not _CONTENT_LINE.match(line):
            return f"line {number} is not a calendar line; publish the calendar again from its program"
    return "its parts do not fit together (BEGIN without END); publish the calendar again from its program"


def _uid(event: Event) -> str:
    return str(event.get("UID", ""))


def _title(event: Event) -> str:
    categories = event.get("CATEGORIES", [])
    several: Iterable[object] = categories if isinstance(categories, list) else [categories]
    named = " ".join(str(name) for entry in several for name in getattr(entry, "cats", []))
    return f"{summary_of(event)} {named}"


def _is_canceled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _school_days(span: Span, first: date, last: date) -> Iterator[date]:
    """The days of the stretch whose school hours the span covers."""
    day = max(span.start.date(), first)
    while day <= min(span.end.date(), last):
        begins, ends = (datetime.combine(day, at) for at in SCHOOL_HOURS)
        if span.start <= begins and ends <= span.end:
            yield day
        day += timedelta(days=1)


def _in_order(days: dict[date, str]) -> dict[date, str]:
    return dict(sorted(days.items()))
