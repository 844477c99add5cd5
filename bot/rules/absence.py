"""Who is away, from absences that were set and from what a Slack status says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.calendar import local_moment

AWAY_EMOJI = frozenset(
    {
        ":palm_tree:",
        ":beach_with_umbrella:",
        ":desert_island:",
        ":airplane:",
        ":face_with_thermometer:",
        ":sneezing_face:",
        ":hospital:",
        ":baby:",
    }
)
"""Status emoji that say a person is not at work; a bus, a headset or a house does not."""

AWAY_WORDS = (
    "out of office",
    "out of the office",
    "ooo",
    "out sick",
    "sick day",
    "sick leave",
    "vacation",
    "vacationing",
    "on leave",
    "maternity leave",
    "paternity leave",
    "family leave",
    "away until",
    "jury duty",
)


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
    slack_status: SlackStatus | None = None


def absence(first: date, last: date, timezone: str) -> Stretch:
    """The stretch of whole days from `first` to `last`, both included, in `timezone`."""
    return Stretch(
        local_moment(first, time(), timezone), local_moment(last + timedelta(days=1), time(), timezone)
    )


def says_away(status: SlackStatus) -> bool:
    """Whether a status says that its person is not at work, by its emoji or by its words."""
    letters = "".join(c if c.isalnum() else " " for c in status.text.lower())
    text = f" {' '.join(letters.split())} "
    if " back from " in text:
        return False
    return status.emoji in AWAY_EMOJI or any(f" {words} " in text for words in AWAY_WORDS)


def stretches(member: MemberFacts) -> tuple[Stretch, ...]:
    """When a member is away: absences that were set, and the status from when it was seen."""
    status = member.slack_status
    if status is None or not says_away(status):
        return member.away
    return (*member.away, Stretch(status.seen_at, status.expires_at))


def is_away(member: MemberFacts, now: datetime) -> bool:
    """Whether a member is away at `now`; a status that has expired says nothing."""
    return any(stretch.covers(now) for stretch in stretches(member))


def away_throughout(member: MemberFacts, start: datetime, end: datetime) -> bool:
    """Whether a member was away for the whole time from `start` to `end`."""
    return covered(stretches(member), start, end) >= end - start


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
