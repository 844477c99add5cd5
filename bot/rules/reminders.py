"""Whom to ask, and whether a reminder still makes sense (design section 2, steps 1 and 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.absence import MemberFacts, is_away

JUST_ASKED = timedelta(hours=4)
"""A reminder sooner than this after the prompt, or after another reminder, would only be noise."""


class SkipReason(StrEnum):
    """Why a reminder is not sent; recorded with the step."""

    ANSWERED = "answered"
    CLOSED = "closed"
    NOT_ASKED = "not_asked"
    NOTHING_LEFT = "nothing_left"
    SUPERSEDED = "superseded"
    JUST_ASKED = "just_asked"
    ALL_AWAY = "all_away"


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What is known of a check-in when one of its reminders comes due.

    `prompted_at` is when somebody of the team was last written to; `next_reminder_at` when the next
    reminder is planned; `asked_person_id` who was asked last (somebody it was handed to stays asked);
    `wished_for` the moment that the person asked chose themselves. `has_work` is False when nothing is
    left to ask about: the work is finished, or has left the plan meanwhile.
    """

    closes_at: datetime
    members: tuple[MemberFacts, ...]
    answered_at: datetime | None = None
    prompted_at: datetime | None = None
    next_reminder_at: datetime | None = None
    asked_person_id: int | None = None
    wished_for: datetime | None = None
    has_work: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Either the person to remind, or the reason why nobody is."""

    person_id: int | None = None
    skipped: SkipReason | None = None


def whom_to_ask(
    members: Sequence[MemberFacts], now: datetime, preferred_id: int | None = None
) -> MemberFacts | None:
    """The person to ask: the preferred one, then the lead, then the team in order, whoever is not away.

    None when the team is empty or everybody is away.
    """
    ordered = sorted(members, key=lambda one: (one.person_id != preferred_id, one.position, one.person_id))
    return next((member for member in ordered if not is_away(member, now)), None)


def remind(facts: ReminderFacts, now: datetime) -> Decision:
    """Whether to remind at `now`, and whom; a reminder that came due while the process was down is
    skipped when the check-in has moved on or the next reminder is due as well."""
    reason = _no_longer_makes_sense(facts, now)
    if reason is not None:
        return Decision(skipped=reason)
    member = whom_to_ask(facts.members, now, facts.asked_person_id)
    return Decision(skipped=SkipReason.ALL_AWAY) if member is None else Decision(member.person_id)


def _no_longer_makes_sense(facts: ReminderFacts, now: datetime) -> SkipReason | None:
    if facts.answered_at is not None:
        return SkipReason.ANSWERED
    if now >= facts.closes_at:
        return SkipReason.CLOSED
    if not facts.has_work:
        return SkipReason.NOTHING_LEFT
    if facts.prompted_at is None or not facts.members:
        return SkipReason.NOT_ASKED
    if facts.next_reminder_at is not None and now >= facts.next_reminder_at:
        return SkipReason.SUPERSEDED
    if _is_noise(facts.prompted_at, facts.wished_for, now):
        return SkipReason.JUST_ASKED
    return None


def _is_noise(prompted_at: datetime, wished_for: datetime | None, now: datetime) -> bool:
    """Whether they were written to so lately; who chose the moment is reminded, if not reminded since."""
    return now - prompted_at < JUST_ASKED if wished_for is None else prompted_at >= wished_for
