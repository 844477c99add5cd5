"""District feeds as calendar programs write them, and as they break."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.documents.feed import MAX_BYTES, FeedDays, FeedWords, read_feed
from bot.documents.occurrences import FeedFault

FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)
ZONE = "America/Chicago"
SOURCE = "https://example.org/school.ics"


def feed(*events: str) -> bytes:
    """A feed with these events, each given by its lines."""
    bodies = "".join(f"BEGIN:VEVENT\r\n{_lines(event)}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//District//EN\r\n{bodies}END:VCALENDAR\r\n".encode()


def _lines(event: str) -> str:
    return "".join(f"{line.strip()}\r\n" for line in event.strip().splitlines())


def read(*events: str, words: FeedWords | None = None) -> FeedDays:
    return read_feed(feed(*events), FIRST, LAST, ZONE, source=SOURCE, words=words)


def fault(data: bytes) -> FeedFault:
    with pytest.raises(FeedFault) as caught:
        read_feed(data, FIRST, LAST, ZONE, source=SOURCE)
    assert str(caught.value).startswith(SOURCE)
    return caught.value


def days(*numbers: int, month: int = 11) -> list[date]:
    return [date(2026, month, number) for number in numbers]


def test_a_break_of_several_days_ends_the_day_before_its_dtend() -> None:
    found = read(
        """SUMMARY:Thanksgiving Break
        DTSTART;VALUE=DATE:20261125
        DTEND;VALUE=DATE:20261128"""
    )
    assert found.days_off == dict.fromkeys(days(25, 26, 27), "Thanksgiving Break")
    assert found.extra_days == {}


@pytest.mark.parametrize("end", ["", "DTEND;VALUE=DATE:20261103", "DURATION:P1D"])
def test_one_day_is_one_day_however_its_end_is_written(end: str) -> None:
    assert list(read(f"SUMMARY:No School\nDTSTART;VALUE=DATE:20261103\n{end}").days_off) == days(3)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("NO SCHOOL - Election Day", "off"),
        ("No students (teacher workday)", "off"),
        ("Schools closed for weather", "off"),
        ("Winter Break Holiday", "off"),
        ("Snow Make-up Day", "extra"),
        ("School in session", "extra"),
        ("School not in session", "off"),
        ("Return from Winter Break, no school Monday", None),
        ("Holiday concert", None),
        ("Early release - no school in the afternoon", None),
        ("Breakfast with the principal", None),
        ("Board of Education", None),
    ],
)
def test_which_titles_say_something_of_school_days(title: str, kind: str | None) -> None:
    found = read(f"SUMMARY:{title}\nDTSTART;VALUE=DATE:20261103")
    assert (list(found.days_off), list(found.extra_days)) == (
        days(3) if kind == "off" else [],
        days(3) if kind == "extra" else [],
    )
    assert found.passed_over == (0 if kind else 1)


def test_a_category_may_say_what_the_title_does_not() -> None:
    found = read("SUMMARY:Founders' Day\nCATEGORIES:District,No School\nDTSTART;VALUE=DATE:20261103")
    assert found.days_off == {date(2026, 11, 3): "Founders' Day"}


def test_a_district_may_bring_its_own_words() -> None:
    spanish = FeedWords(off=r"sin clases", extra=r"día de clases", neither=r"reunión")
    found = read("SUMMARY:Sin clases\nDTSTART;VALUE=DATE:20261103", words=spanish)
    assert list(found.days_off) == days(3)


def test_every_first_friday_except_when_it_was_moved_or_called_off() -> None:
    monthly = """UID:pd
        SUMMARY:No school
        DTSTART;VALUE=DATE:20250904
        RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20261231
        EXDATE;VALUE=DATE:20261002"""
    moved = """UID:pd
        SUMMARY:No school (moved)
        RECURRENCE-ID;VALUE=DATE:20261106
        DTSTART;VALUE=DATE:20261109"""
    off = """UID:pd
        SUMMARY:No school
        STATUS:CANCELLED
        RECURRENCE-ID;VALUE=DATE:20261204
        DTSTART;VALUE=DATE:20261204"""
    for order in ((monthly, moved, off), (off, moved, monthly)):
        assert list(read(*order).days_off) == [date(2026, 8, 7), date(2026, 9, 4), date(2026, 11, 9)]


def test_an_extra_date_of_a_repeating_break_has_the_same_length() -> None:
    found = read(
        """SUMMARY:No school
        DTSTART;VALUE=DATE:20260805
        DTEND;VALUE=DATE:20260807
        RDATE;VALUE=DATE:20261110"""
    )
    assert list(found.days_off) == [*days(5, 6, month=8), *days(10, 11)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("DTSTART:20261103T140000Z", "DTEND:20261103T220000Z", [3]),  # 08:00 to 16:00 in Chicago
        ("DTSTART;TZID=America/New_York:20261103T090000", "DTEND:20261103T220000Z", [3]),
        ("DTSTART:20261103T000000", "DTEND:20261105T000000", [3, 4]),
        ("DTSTART:20261103T180000Z", "DTEND:20261103T220000Z", []),  # the afternoon only
        ("DTSTART:20261103T140000Z", "", []),  # no length at all
    ],
)
def test_a_timed_event_counts_when_it_covers_the_school_day(
    start: str, end: str, expected: list[int]
) -> None:
    assert list(read(f"SUMMARY:No school\n{start}\n{end}").days_off) == days(*expected)


def test_rules_that_end_at_a_moment_or_never_are_followed_through_a_change_of_clocks() -> None:
    weekly = (
        "SUMMARY:No school\nDTSTART;TZID=America/Chicago:20261023T070000\nDURATION:PT10H\nRRULE:FREQ=WEEKLY"
    )
    bounded = read(f"{weekly};UNTIL=20261106T130000Z")
    assert list(bounded.days_off) == [*days(23, 30, month=10), *days(6)]
    assert len(read(f"{weekly};UNTIL=99991231T235959Z").days_off) == len(read(weekly).days_off) == 41


def test_days_outside_the_stretch_are_left_out() -> None:
    long = "SUMMARY:Summer vacation\nDTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260803"
    assert list(read(long).days_off) == days(1, 2, month=8)


def test_leap_day_every_year_comes_when_it_is_there() -> None:
    data = feed("SUMMARY:No school\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY")
    found = read_feed(data, date(2024, 1, 1), date(2029, 1, 1), ZONE, source=SOURCE)
    assert list(found.days_off) == [date(2024, 2, 29), date(2028, 2, 29)]


def test_two_calendars_in_one_feed_and_a_byte_order_mark_are_read() -> None:
    both = (
        b"\xef\xbb\xbf"
        + feed("SUMMARY:No school\nDTSTART;VALUE=DATE:20261103")
        + feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261104")
    )
    found = read_feed(both, FIRST, LAST, ZONE, source=SOURCE)
    assert list(found.days_off) == days(3, 4)


def test_a_long_title_is_shortened() -> None:
    found = read(f"SUMMARY:No school {'because ' * 40}\nDTSTART;VALUE=DATE:20261103")
    assert len(found.days_off[date(2026, 11, 3)]) == 120


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "not_a_calendar", "BEGIN:VCALENDAR"),
        (b"<!DOCTYPE html><html>Sign in</html>", "web_page", "use the iCal or .ics link"),
        (b"date,name\n2026-11-03,No school", "not_a_calendar", "use the iCal or .ics link"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:No sch", "cut_off", "breaks off at line 3"),
        (b"BEGIN:VCALENDAR\nX:1\nSUMMARY:\xe9t\xe9\nEND:VCALENDAR", "not_utf8", "line 3 is not UTF-8"),
        (b"BEGIN:VCALENDAR\nX:1\nnonsense\nEND:VCALENDAR", "not_readable", "line 3 is not a calendar line"),
        (b"x" * (MAX_BYTES + 1), "too_big", "larger than 2 MB"),
        (feed("SUMMARY:No school"), "no_start", "it has no DTSTART"),
        (feed("SUMMARY:No school\nDTSTART;VALUE=DATE:20260230"), "not_a_date", "its DTSTART is not a date"),
        (feed("SUMMARY:No school\nDTSTART;VALUE=DATE:00010101"), "no_such_year", "the year 1"),
        (
            feed("SUMMARY:No school\nDTSTART;VALUE=DATE:20261103\nDTEND;VALUE=DATE:20261101"),
            "ends_before_it_begins",
            "correct its dates",
        ),
        (
            feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nDTEND;VALUE=DATE:20991103"),
            "too_long",
            "more than 400 days",
        ),
        (
            feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nDURATION:soon"),
            "not_a_duration",
            "not a length of time",
        ),
        (
            feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nRRULE:FREQ=SECONDLY"),
            "not_a_rule",
            "event “Recess”",
        ),
        (feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nRRULE:often"), "not_a_rule", "correct it"),
        (
            feed("SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nEXDATE;VALUE=DATE:tomorrow"),
            "not_a_date",
            "its EXDATE",
        ),
        (
            feed(*["SUMMARY:Recess\nDTSTART;VALUE=DATE:20261103\nRRULE:FREQ=YEARLY"] * 101),
            "too_many_rules",
            "more than 100",
        ),
    ],
)
def test_a_broken_feed_says_what_is_wrong_where_and_what_to_do(data: bytes, code: str, says: str) -> None:
    found = fault(data)
    assert found.code == code
    assert says in str(found)


def test_a_broken_event_that_says_nothing_of_school_days_does_no_harm() -> None:
    assert read("SUMMARY:Board meeting\nDTSTART:whenever").passed_over == 1


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"BEGIN:VCALENDAR\n{text}".encode()))
def test_whatever_comes_is_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        read_feed(data, FIRST, LAST, ZONE, source=SOURCE)
    except FeedFault as error:
        assert str(error).startswith(SOURCE)  # noqa: PT017


@settings(deadline=None, max_examples=60)
@given(st.dates(FIRST, LAST), st.integers(1, 30))
def test_a_feed_written_by_a_calendar_program_gives_back_its_days(first: date, length: int) -> None:
    event = Event()
    event.add("summary", "Spring Break, no school")
    event.add("dtstart", first)
    last = date.fromordinal(first.toordinal() + length)
    event.add("dtend", last)
    calendar = Calendar()
    calendar.add_component(event)
    found = read_feed(calendar.to_ical(), FIRST, LAST, ZONE, source=SOURCE)
    expected = [date.fromordinal(one) for one in range(first.toordinal(), last.toordinal())]
    assert list(found.days_off) == [day for day in expected if day <= LAST]
