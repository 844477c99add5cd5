"""Who is away, and whether a Slack status says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.rules.calendar import local_moment, zone_of

LONG_ENOUGH = timedelta(hours=4)
"""A status that ends sooner does not keep anybody from being asked."""

UNENDING = timedelta(days=14)
"""How long a status without an end counts, should nobody look again."""


class Signs(Protocol):
    """How a status says that its person is not at work: emoji, whole words, and words that say otherwise."""

    @property
    def emoji(self) -> Collection[str]:
        """Emoji that say so, with their colons."""
        ...

    @property
    def words(self) -> Collection[str]:
        """Words or phrases that say so, in small letters."""
        ...

    @property
    def unless(self) -> Collection[str]:
        """Words or phrases that say that it is over."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from `start` to `end`, the end not included; an `end` of None has not been set yet."""

    start: datetime
    end: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` lies within this stretch."""
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class SlackStatus:
    """A person's Slack status as it was seen; Slack does not say when it was set."""

    seen_at: datetime
    emoji: str = ""
    text: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member of a milestone team; the lead has position 0."""

    person_id: int
    position: int = 0
    away: tuple[Stretch, ...] = ()


def absence(first: date, last: date, timezone: str) -> Stretch:
    """The stretch of whole days from `first` to `last`, both included, in `timezone`."""
    return Stretch(
        local_moment(first, time(), timezone), local_moment(last + timedelta(days=1), time(), timezone)
    )


def says_away(status: SlackStatus, signs: Signs) -> bool:
    """Whether a status says that its person is not at work, by its emoji or by its words."""
    text = _plain(status.text)
    if any(_plain(words) in text for words in signs.unless):
        return False
    return status.emoji in signs.emoji or any(_plain(words) in text for words in signs.words)


def _plain(text: str) -> str:
    letters = "".join(c if c.isalnum() else " " for c in text.lower())
    return f" {' '.join(letters.split())} "


def away_until(status: SlackStatus, signs: Signs, timezone: str) -> date | None:
    """The last day on which a status says that its person is away; None for somebody who is here.

    A status that ends within a few hours (an appointment) is no absence: the question waits for it. One
    without an end holds for two weeks, unless it is seen to be gone before.
    """
    if not says_away(status, signs):
        return None
    if status.expires_at is None:
        return status.seen_at.astimezone(zone_of(timezone)).date() + UNENDING
    if status.expires_at - status.seen_at < LONG_ENOUGH:
        return None
    return (status.expires_at - timedelta(seconds=1)).astimezone(zone_of(timezone)).date()


def is_away(member: MemberFacts, now: datetime) -> bool:
    """Whether a member is away at `now`."""
    return any(stretch.covers(now) for stretch in member.away)


def away_throughout(member: MemberFacts, start: datetime, end: datetime) -> bool:
    """Whether a member was away for the whole time from `start` to `end`."""
    return covered(member.away, start, end) >= end - start


def all_away(members: Sequence[MemberFacts], start: datetime, end: datetime) -> bool:
    """Whether there are members and every one of them was away for the whole time."""
    return bool(members) and all(away_throughout(member, start, end) for member in members)


def covered(pieces: Iterable[Stretch], start: datetime, end: datetime) -> timedelta:
    """How much of the time from `start` to `end` the pieces cover; overlaps count once."""
    total, reached = timedelta(), start
    for piece in sorted(pieces, key=lambda piece: piece.start):
        until = end if piece.end is None else min(piece.end, end)
        since = max(piece.start, reached)
        if since < until:
            total, reached = total + (until - since), until
    return total
