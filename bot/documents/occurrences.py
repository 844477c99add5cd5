"""When a calendar event takes place: its span, and its repetitions within a stretch of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from icalendar import Event
from icalendar.prop import vBroken, vRecur

from bot.rules.calendar import zone_of

LONGEST_TITLE = 120
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST = timedelta(days=400)

_DAY = timedelta(days=1)
_REPEATS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class FeedFault(ValueError):
    """A feed that cannot be used: `code` for programs, the message for people."""

    def __init__(self, code: str, where: str, what: str) -> None:
        """Say what is wrong and what to do (`what`), and in which feed or event (`where`)."""
        super().__init__(f"{where}: {what}.")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Span:
    """One taking place, in the district's own wall clock; the end is not included."""

    start: datetime
    end: datetime


def summary_of(event: Event) -> str:
    """The event's title on one line, shortened when it is long."""
    title = " ".join(str(event.get("SUMMARY", "")).split())
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def start_of(event: Event, timezone: str, source: str, name: str = "DTSTART") -> datetime:
    """When an event begins, or what another of its date properties says, by the district's clocks."""
    return _required(event, name, timezone, source).moment


def span_of(event: Event, timezone: str, source: str) -> Span:
    """The first span of an event; one without an end lasts a day if it names a day, else no time."""
    start = _required(event, "DTSTART", timezone, source)
    until = _read(event, "DTEND", timezone, source)
    length = _DAY if start.is_day else timedelta()
    if until is not None:
        length = until.moment - start.moment
    elif "DURATION" in event:
        length = _length(event, source)
    if length < timedelta():
        raise _fault("ends_before_it_begins", event, source, "it ends before it begins; correct its dates")
    if length > LONGEST:
        raise _fault("too_long", event, source, f"it lasts more than {LONGEST.days} days; correct its dates")
    if start.is_day:
        length = max(length, _DAY)  # programs write a day that ends on itself and mean the day
    return Span(start.moment, start.moment + length)


def occurrences(event: Event, first: date, last: date, timezone: str, source: str) -> Iterator[Span]:
    """Every span of an event that touches the days from `first` to `last`: RRULE, RDATE and EXDATE."""
    span = span_of(event, timezone, source)
    length = span.end - span.start
    since, until = datetime.combine(first, time()) - length, datetime.combine(last + _DAY, time())
    starts = {span.start} | _listed(event, "RDATE", timezone, source)
    if "RRULE" in event:
        starts |= set(_repeated(event, span.start, since, until, timezone, source))
    starts -= _listed(event, "EXDATE", timezone, source)
    return (Span(start, start + length) for start in sorted(starts) if since <= start <= until)


@dataclass(frozen=True, slots=True)
class _Read:
    moment: datetime
    is_day: bool


def _read(event: Event, name: str, timezone: str, source: str) -> _Read | None:
    """A date or time property as the district's wall clock shows it."""
    if name not in event:
        return None
    value = _dt(event[name])
    if isinstance(value, datetime):
        return _Read(_local(value, timezone), False)
    if isinstance(value, date):
        return _Read(datetime.combine(value, time()), True)
    raise _fault("not_a_date", event, source, f"its {name} is not a date; correct it there")


def _required(event: Event, name: str, timezone: str, source: str) -> _Read:
    found = _read(event, name, timezone, source)
    if found is None:
        raise _fault("no_start", event, source, f"it has no {name}; give the event a date")
    if not FIRST_YEAR <= found.moment.year <= LAST_YEAR:
        raise _fault(
            "no_such_year", event, source, f"the year {found.moment.year} cannot be meant; correct it"
        )
    return found


def _length(event: Event, source: str) -> timedelta:
    value = _dt(event["DURATION"])
    if not isinstance(value, timedelta):
        raise _fault(
            "not_a_duration", event, source, "its DURATION is not a length of time; correct it there"
        )
    return value


def _listed(event: Event, name: str, timezone: str, source: str) -> set[datetime]:
    """The dates of an RDATE or EXDATE, which may come once or several times."""
    entries = event.get(name, [])
    values = [one for entry in (entries if isinstance(entries, list) else [entries]) for one in _dts(entry)]
    found: set[datetime] = set()
    for value in values:
        start = value[0] if isinstance(value, tuple) else value  # an RDATE may be a period
        if isinstance(start, datetime):
            found.add(_local(start, timezone))
        elif isinstance(start, date):
            found.add(datetime.combine(start, time()))
        else:
            raise _fault("not_a_date", event, source, f"its {name} is not a date; correct it there")
    return found


def _dts(entry: object) -> list[object]:
    return [None] if isinstance(entry, vBroken) else [_dt(one) for one in getattr(entry, "dts", [])]


def _dt(value: object) -> object:
    """The value of a property, or None when what was written there could not be read."""
    return None if isinstance(value, vBroken) else getattr(value, "dt", None)


def _repeated(
    event: Event, start: datetime, since: datetime, until: datetime, timezone: str, source: str
) -> list[datetime]:
    rule = event["RRULE"]
    if not isinstance(rule, vRecur) or str(rule.get("FREQ", [""])[0]).upper() not in _REPEATS:
        raise _fault(
            "not_a_rule",
            event,
            source,
            "its RRULE does not repeat by days, weeks, months or years; correct it",
        )
    local = vRecur(rule)
    if "UNTIL" in rule:
        local["UNTIL"] = [_naive(value, timezone) for value in rule["UNTIL"]]
    written = local.to_ical().decode()  # type: ignore[no-untyped-call]
    try:
        found: list[datetime] = rrulestr(written, dtstart=start).between(since, until, inc=True)
    except (ValueError, TypeError) as error:
        raise _fault("not_a_rule", event, source, "its RRULE cannot be followed; correct it") from error
    return found


def _naive(value: object, timezone: str) -> object:
    return _local(value, timezone) if isinstance(value, datetime) else value


def _local(moment: datetime, timezone: str) -> datetime:
    """What the district's clocks show at a moment; a time without a zone is theirs already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone_of(timezone)).replace(tzinfo=None)
    except OverflowError:  # "until the year 9999" is how some programs write "for ever"
        return moment.replace(tzinfo=None)


def _fault(code: str, event: Event, source: str, what: str) -> FeedFault:
    return FeedFault(code, f"{source}, event “{summary_of(event) or 'without a title'}”", what)
