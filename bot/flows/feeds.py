"""A district's published calendar: read once a day, kept whole or not at all.

What a feed says of days long past is kept as it was read: many districts take last year's days away.
A feed that breaks keeps its last good days, and says in a sentence what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.documents.feed import FeedDays, read_feed
from bot.documents.occurrences import FeedFault
from bot.flows import cycle
from bot.flows.kit import Kit
from bot.rules.calendar import days as days_between
from bot.rules.calendar import zone_of
from storage import audit, feeds
from storage.feeds import Span

DAILY = timedelta(hours=24)
AFTER_FAULT = timedelta(hours=1)
FIRST_LOOK_BACK = timedelta(days=400)
LOOK_BACK = timedelta(days=30)
LOOK_AHEAD = timedelta(days=800)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A published calendar to read: where it is, and what is known of it."""

    calendar_id: int
    url: str
    etag: str | None
    read_at: datetime | None
    timezone: str
    source: str

    def window(self, now: datetime) -> tuple[date, date]:
        """The first and last day that reading it is about."""
        today = now.astimezone(zone_of(self.timezone)).date()
        return today - (LOOK_BACK if self.read_at else FIRST_LOOK_BACK), today + LOOK_AHEAD


def due(session: Session, workspace_id: int, now: datetime) -> list[Feed]:
    """Give the calendars to read now."""
    return [feed_of(row) for row in feeds.due(session, workspace_id, now)]


def feed_of(row: Row[Any]) -> Feed:
    """Give a feed from its row in storage."""
    return Feed(row.id, row.feed_url, row.feed_etag, row.feed_read_at, row.timezone, row.name)


def understand(feed: Feed, content: bytes, now: datetime) -> FeedDays:
    """Give what a feed's bytes say of school days. Raises `FeedFault`."""
    first, last = feed.window(now)
    found = read_feed(content, first, last, feed.timezone, source=feed.source)
    if not found.days_off and not found.extra_days:
        raise FeedFault(
            "says_nothing",
            feed.source,
            f"none of its {found.passed_over} events says that there is no school; "
            "is this the calendar of school days? What was known before stays",
        )
    return found


def keep(
    session: Session,
    kit: Kit,
    workspace_id: int,
    feed: Feed,
    days: FeedDays | None,
    etag: str | None,
    now: datetime,
) -> None:
    """Keep what a feed says, None for "as before"; cycles that have not opened yet follow it."""
    marks: dict[str, Any] = {"feed_read_at": now, "feed_due_at": now + DAILY, "feed_fault": None}
    if days is not None:
        before = feeds.spans(session, workspace_id, feed.calendar_id)
        wanted = _together(before, days, feed.window(now)[0])
        if wanted != before:
            feeds.replace(session, workspace_id, feed.calendar_id, wanted)
            facts = {"spans": len(wanted)}
            audit.note(
                session, workspace_id, "feed_changed", now, about=f"calendar:{feed.calendar_id}", facts=facts
            )
            cycle.replan(session, kit, workspace_id, now)
        marks["feed_etag"] = etag
    feeds.mark(session, workspace_id, feed.calendar_id, **marks)


def fail(session: Session, workspace_id: int, feed: Feed, words: str, now: datetime) -> None:
    """Keep what is wrong with a feed, in words; its last good days stay."""
    feeds.mark(session, workspace_id, feed.calendar_id, feed_fault=words, feed_due_at=now + AFTER_FAULT)


def _together(before: Sequence[Span], days: FeedDays, since: date) -> list[Span]:
    """What was read earlier of the time before `since`, and what the feed says from then on."""
    past: dict[bool, dict[date, str]] = {False: {}, True: {}}
    for first, last, school, label in before:
        past[school] |= {day: label for day in days_between(first, min(last, since - _DAY))}
    off = _spans(past[False] | dict(days.days_off), False)
    extra = _spans(past[True] | dict(days.extra_days), True)
    return sorted([*off, *extra], key=lambda span: (span[0], span[2]))


def _spans(days: Mapping[date, str], school: bool) -> list[Span]:
    """Days in a row with the same name as one span."""
    found: list[Span] = []
    for day, label in sorted(days.items()):
        if found and found[-1][1] + _DAY == day and found[-1][3] == label:
            found[-1] = (found[-1][0], day, school, label)
        else:
            found.append((day, day, school, label))
    return found
