"""Published calendars: fetched from a real server, kept whole or not at all, followed by the routine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from aiohttp import web
from sqlmodel import col, select, update

from bot.clock import Clock
from bot.feeds.errand import Errand
from bot.feeds.fetch import FetchFault, fetch
from bot.feeds.reader import Reader
from bot.flows import cycle
from bot.flows.kit import Kit
from storage import feeds
from storage.database import Database
from storage.tables import AuditEvent, CalendarSpan, Cycle, SchoolCalendar
from tests.people import Cast, local

DAY_OFF = """BEGIN:VEVENT
UID:{uid}@district
DTSTART;VALUE=DATE:{first}
DTEND;VALUE=DATE:{after}
SUMMARY:{title}
END:VEVENT
"""


def ics(*events: tuple[str, str, str]) -> str:
    """A feed with these days off: first day, day after the last, title."""
    parts = [
        DAY_OFF.format(uid=number, first=first.replace("-", ""), after=after.replace("-", ""), title=title)
        for number, (first, after, title) in enumerate(events)
    ]
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//district//EN\n" + "".join(parts) + "END:VCALENDAR\n"


FALL = ics(("2026-09-28", "2026-10-01", "No school: fall break"), ("2026-10-12", "2026-10-13", "No school"))


@dataclass
class Host:
    """The district's web server: what it gives, and what it was asked."""

    url: str = ""
    text: str = FALL
    status: int = 200
    etag: str | None = None
    asked: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """Give the feed, or what a test wants instead."""
        self.asked.append(dict(request.headers))
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        headers = {"ETag": self.etag} if self.etag else {}
        return web.Response(status=self.status, text=self.text, content_type="text/calendar", headers=headers)


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    """A running web server."""
    served = Host()

    async def around(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"/around?{len(request.query_string)}")

    async def away(request: web.Request) -> web.Response:
        raise web.HTTPFound("file:///etc/passwd")

    async def moved(request: web.Request) -> web.Response:
        raise web.HTTPFound("/feed.ics")

    app = web.Application()
    app.router.add_get("/feed.ics", served.answer)
    app.router.add_get("/around", around)
    app.router.add_get("/away", away)
    app.router.add_get("/moved", moved)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    await runner.cleanup()


@dataclass
class Stopped:
    """A clock that stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """What it shows."""
        return self.at


@dataclass
class District:
    """The cast with a published calendar, and what is read of it."""

    database: Database
    kit: Kit
    cast: Cast
    clock: Stopped

    async def read(self, at: str) -> None:
        """Read what is due at a moment."""
        self.clock.at = local(at)
        clock: Clock = self.clock
        await Reader(self.database, self.kit, clock, self.cast.workspace_id).round()

    def calendar(self) -> SchoolCalendar:
        """What is stored of the calendar."""
        with self.database.begin() as session:
            return session.exec(select(SchoolCalendar)).one()

    def spans(self) -> list[tuple[date, date, bool, str]]:
        """What the feed gave."""
        with self.database.begin() as session:
            return feeds.spans(session, self.cast.workspace_id, self.calendar_id)

    @property
    def calendar_id(self) -> int:
        """The key of the district's calendar."""
        with self.database.begin() as session:
            return session.exec(select(SchoolCalendar.id)).one()

    def opening(self, school: str) -> datetime:
        """When a school's check-in opens next."""
        with self.database.begin() as session:
            return session.exec(
                select(Cycle.opens_at).where(
                    Cycle.organization_id == self.cast.organizations[school], col(Cycle.opened_at).is_(None)
                )
            ).one()


@pytest.fixture
async def lincoln(database: Database, kit: Kit, district: Cast, host: Host) -> District:
    """The district, whose calendar is published by the host and due at once."""
    with database.begin() as session:
        session.execute(
            update(SchoolCalendar).values(
                feed_url=f"{host.url}/feed.ics", feed_due_at=local("2026-09-01 06:00")
            )
        )
        cycle.plan_cycles(session, kit, district.workspace_id, local("2026-09-01 06:00"))
    return District(database, kit, district, Stopped(local("2026-09-01 06:00")))


async def test_days_off_come_from_the_feed_and_the_routine_follows(lincoln: District) -> None:
    assert lincoln.opening("cedar") == local("2026-09-24 09:00")
    await lincoln.read("2026-09-01 07:00")
    assert lincoln.spans() == [
        (date(2026, 9, 28), date(2026, 9, 30), False, "No school: fall break"),
        (date(2026, 10, 12), date(2026, 10, 12), False, "No school"),
    ]
    assert lincoln.opening("cedar") == local("2026-09-21 09:00")  # the 25th is the last school day now
    with lincoln.database.begin() as session:
        assert session.exec(select(AuditEvent.what)).all() == ["feed_changed"]
        by_hand = session.exec(select(CalendarSpan).where(CalendarSpan.source == "set")).all()
    assert len(by_hand) == 4


async def test_the_serving_process_sends_another_one_to_read(lincoln: District, host: Host) -> None:
    lincoln.clock.at = local("2026-09-01 07:00")
    errand = Errand(lincoln.database, lincoln.clock, lincoln.cast.workspace_id, None)
    await errand.round()
    assert len(lincoln.spans()) == 2
    assert lincoln.calendar().feed_read_at == local("2026-09-01 07:00")
    await errand.round()
    assert len(host.asked) == 1


async def test_a_feed_is_read_once_a_day_and_says_when_nothing_changed(lincoln: District, host: Host) -> None:
    host.etag = '"v1"'
    await lincoln.read("2026-09-01 07:00")
    await lincoln.read("2026-09-01 12:00")
    assert len(host.asked) == 1
    await lincoln.read("2026-09-02 07:00")
    assert host.asked[-1]["If-None-Match"] == '"v1"'
    assert lincoln.calendar().feed_read_at == local("2026-09-02 07:00")
    assert len(lincoln.spans()) == 2


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        (FALL[:120], 200, "breaks off"),
        ("<!doctype html><p>Sign in", 200, "a web page, not a calendar"),
        (FALL, 403, "answers with 403"),
        (ics(("2026-10-01", "2026-10-02", "Bake sale")), 200, "none of its 1 events"),
        ("BEGIN:VCALENDAR\n" + "X" * 2_100_000, 200, "larger than 2 MB"),
    ],
)
async def test_a_broken_feed_keeps_the_last_good_one(
    lincoln: District, host: Host, text: str, status: int, says: str
) -> None:
    await lincoln.read("2026-09-01 07:00")
    good = lincoln.spans()
    host.text, host.status = text, status
    await lincoln.read("2026-09-02 07:00")
    assert lincoln.spans() == good
    assert says in (lincoln.calendar().feed_fault or "")
    assert (lincoln.calendar().feed_fault or "").startswith("Lincoln County Schools: ")
    host.text, host.status = FALL, 200
    await lincoln.read("2026-09-02 08:00")
    assert lincoln.calendar().feed_fault is None


async def test_what_was_read_of_the_past_stays_when_the_district_takes_it_away(
    lincoln: District, host: Host
) -> None:
    host.text = ics(
        ("2026-02-16", "2026-02-21", "Mid-winter break"), ("2026-10-12", "2026-10-13", "No school")
    )
    await lincoln.read("2026-09-01 07:00")
    host.text = ics(("2026-11-11", "2026-11-12", "No school"))
    await lincoln.read("2026-09-02 07:00")
    assert [span[0] for span in lincoln.spans()] == [date(2026, 2, 16), date(2026, 11, 11)]


async def test_a_break_that_is_announced_late_does_not_cost_a_school_its_month(
    lincoln: District, host: Host
) -> None:
    with lincoln.database.begin() as session:
        session.execute(update(SchoolCalendar).values(feed_due_at=local("2026-09-23 07:00")))
    await lincoln.read("2026-09-23 10:00")
    assert lincoln.opening("cedar") == local("2026-09-21 09:00")  # due already: it opens now
    assert lincoln.opening("harbor") == local("2026-09-21 09:00")


async def test_a_check_in_that_is_due_already_is_not_planned_away(lincoln: District) -> None:
    with lincoln.database.begin() as session:
        session.execute(update(SchoolCalendar).values(feed_due_at=local("2026-09-24 07:00")))
    await lincoln.read("2026-09-24 09:00")
    assert lincoln.opening("cedar") == local("2026-09-24 09:00")


async def test_a_host_that_is_gone_is_told_kindly(lincoln: District) -> None:
    with lincoln.database.begin() as session:
        session.execute(update(SchoolCalendar).values(feed_url="http://127.0.0.1:9/feed.ics"))
    await lincoln.read("2026-09-01 07:00")
    assert "cannot be reached" in (lincoln.calendar().feed_fault or "")
    due = lincoln.calendar().feed_due_at
    assert due == local("2026-09-01 07:00") + timedelta(hours=1)


async def test_a_moved_feed_is_followed(host: Host) -> None:
    assert (await fetch(f"{host.url}/moved")).content == FALL.encode()


@pytest.mark.parametrize(
    ("path", "code"),
    [("/around", "too_many_redirects"), ("/away", "not_an_address"), ("/nothing", "refused")],
)
async def test_where_a_feed_must_not_lead(host: Host, path: str, code: str) -> None:
    with pytest.raises(FetchFault) as refused:
        await fetch(host.url + path)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "ftp://example.org/a.ics", "lincoln.example", "", "https://"]
)
async def test_only_web_addresses_are_fetched(text: str) -> None:
    with pytest.raises(FetchFault) as refused:
        await fetch(text)
    assert refused.value.code == "not_an_address"
