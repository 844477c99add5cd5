"""Organizations, calendars and schedules, as an administrator sets them up at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from sqlmodel import col, select
from typer.testing import CliRunner, Result

from bot.cli import app
from storage.database import Database
from storage.tables import CalendarSpan, Organization, Schedule, SchoolCalendar

Run = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/milepost.sqlite"


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `milepost ...` on a database of this test's own, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", url)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def cedar(run: Run) -> Run:
    """A district with one school."""
    added = run(
        *("organization", "add", "--code", "CVSD", "--kind", "lea", "--name", "Cedar Valley"),
        *("--timezone", "America/Chicago"),
    )
    assert added.exit_code == 0, added.output
    school = ("--code", "CED", "--kind", "school", "--name", "Cedar Grove", "--parent", "CVSD")
    assert run("organization", "add", *school, "--channel", "#cedar").exit_code == 0
    return run


def month(run: Run, which: str, code: str = "CED") -> dict[str, tuple[bool, str | None, list[str]]]:
    """What `calendar show --json` says of each day."""
    shown = json.loads(run("calendar", "show", "--organization", code, "--month", which, "--json").output)
    return {one["date"]: (one["school"], one["why"], one["steps"]) for one in shown["days"]}


def test_a_school_lives_in_its_districts_time_zone(cedar: Run) -> None:
    shown = json.loads(cedar("organization", "list", "--json").output)["organizations"]
    assert [(one["code"], one["parent"], one["timezone"]) for one in shown] == [
        ("CED", "CVSD", "America/Chicago"),
        ("CVSD", None, "America/Chicago"),
    ]
    assert "  CED  Cedar Grove" in cedar("organization", "list").output


def test_adding_it_again_changes_it(cedar: Run, url: str) -> None:
    again = cedar("organization", "add", "--code", "CED", "--channel", "#cedar-leaders")
    assert "was changed" in again.output
    database = Database(url)
    with database.reading() as session:
        school = session.exec(select(Organization).where(Organization.code == "CED")).one()
    database.close()
    assert (school.name, school.leadership_channel_name) == ("Cedar Grove", "#cedar-leaders")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("organization", "add", "--code", "NEW"), "Give it a --name and a --kind"),
        (("organization", "add", "--code", "CVSD", "--parent", "CED"), "cannot stand above it"),
        (("organization", "add", "--code", "CED", "--parent", "CVDS"), "Did you mean CVSD?"),
        (("organization", "add", "--code", "CED", "--timezone", "Central"), "no time zone called Central"),
        (("calendar", "set", "--organization", "CED", "--subdivision", "ZZ"), "write one of AK, AL"),
        (("calendar", "set", "--organization", "CED", "--feed", "file:///etc/passwd"), "not a web address"),
        (("calendar", "show", "--organization", "CED", "--month", "October"), "Write it like 2026-10"),
        (
            ("calendar", "break", "--organization", "CED", "--first", "2026-12-23", "--last", "2026-12-01"),
            "comes before the first",
        ),
        (
            ("calendar", "break", "--organization", "CED", "--first", "2026-12-23", "--remove"),
            "Nothing was set",
        ),
        (("schedule", "set", "--organization", "CED", "--open-time", "9 am"), "Write it like 09:00"),
        (("schedule", "set", "--organization", "CED", "--open-time", "18:00"), "earlier in the day"),
        (("schedule", "set", "--organization", "CED", "--open-days-before", "99"), "--open-days-before"),
        (("schedule", "set", "--organization", "CED", "--months-off", "13"), "are not months"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(
    cedar: Run, url: str, words: tuple[str, ...], says: str
) -> None:
    refused = cedar(*words)
    assert refused.exit_code == 1
    assert says in refused.output
    database = Database(url)
    with database.reading() as session:
        assert len(session.exec(select(Organization)).all()) == 2
        assert not session.exec(select(SchoolCalendar)).all()
        assert not session.exec(select(Schedule)).all()
    database.close()


def test_a_month_shows_breaks_and_what_the_routine_does(cedar: Run) -> None:
    winter = ("--first", "2026-12-23", "--last", "2027-01-01", "--name", "Winter break")
    assert cedar("calendar", "break", "--organization", "CVSD", *winter).exit_code == 0
    days = month(cedar, "2026-12")
    assert days["2026-12-23"] == (False, "Winter break", [])
    assert days["2026-12-16"][2] == ["open"]
    assert days["2026-12-22"] == (True, None, ["remind_last", "close"])
    page = cedar("calendar", "show", "--organization", "CED", "--month", "2026-12").output
    assert "December 2026, Cedar Grove (America/Chicago)" in page
    assert "16o   17    18r" in page


def test_a_schools_own_calendar_begins_as_a_copy_of_its_districts(cedar: Run, url: str) -> None:
    winter = ("--first", "2026-12-23", "--last", "2027-01-01", "--name", "Winter break")
    cedar("calendar", "set", "--organization", "CVSD", "--subdivision", "PA")
    cedar("calendar", "break", "--organization", "CVSD", *winter)
    cedar(
        "calendar", "break", "--organization", "CED", "--first", "2026-12-29", "--school", "--name", "Make-up"
    )
    assert month(cedar, "2026-12")["2026-12-29"][:2] == (True, "Make-up")
    assert month(cedar, "2026-12")["2026-12-28"][:2] == (False, "Winter break")
    assert month(cedar, "2026-12", "CVSD")["2026-12-29"][0] is False
    cedar("calendar", "break", "--organization", "CED", "--first", "2026-12-29", "--remove")
    assert month(cedar, "2026-12")["2026-12-29"][0] is False
    database = Database(url)
    with database.reading() as session:
        assert session.exec(select(col(SchoolCalendar.subdivision))).all() == ["PA", "PA"]
        assert session.exec(select(col(CalendarSpan.first_on))).all() == [date(2026, 12, 23)] * 2
    database.close()


def test_a_schools_own_schedule_begins_as_a_copy_of_its_districts(cedar: Run, url: str) -> None:
    cedar("schedule", "set", "--organization", "CVSD", "--tell-time", "07:15", "--months-off", "6,7")
    assert cedar("schedule", "set", "--organization", "CED", "--rhythm", "weekly").exit_code == 0
    database = Database(url)
    with database.reading() as session:
        own = session.exec(select(Schedule).order_by(col(Schedule.id))).all()[-1]
    database.close()
    assert (own.rhythm.value, own.tell_time, own.months_off) == ("weekly", time(7, 15), [6, 7])
    opened = [day for day, (_, _, steps) in month(cedar, "2026-10").items() if "open" in steps]
    assert len(opened) == 4
    cedar("schedule", "set", "--organization", "CED", "--pause")
    assert "nobody is asked" in cedar("calendar", "show", "--organization", "CED").output


def test_a_feed_is_checked_without_changing_anything(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    first = f"{date.today():%Y}1231"  # noqa: DTZ011  # any day of this year will do
    file.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//d//EN\nBEGIN:VEVENT\nUID:1\n"
        f"DTSTART;VALUE=DATE:{first}\nSUMMARY:No school\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    checked = json.loads(run("calendar", "check", file, "--json").output)
    assert (checked["ok"], checked["passed_over"]) == (True, 0)
    assert [day["name"] for day in checked["days_off"]] == ["No school"]
    assert "1 days without school" in run("calendar", "check", file).output
    file.write_text("hello")
    broken = run("calendar", "check", file, "--json")
    assert (broken.exit_code, json.loads(broken.output)["fault"]["code"]) == (1, "not_a_calendar")
    assert "cannot be read" in run("calendar", "check", tmp_path / "none.ics").output
