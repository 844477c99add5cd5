"""Whether a piece of news is what a subscriber asked for, and when their quiet hours let it through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.rules.calendar import zone_of
from storage.vocabulary import RuleName, Severity, Times, Topic

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody wants to hear of; `practice` is a practice's code ("3a") or a domain's ("3")."""

    topic: Topic = Topic.ANY
    severity: Severity = Severity.CONCERN
    times: Times = Times.ANY
    practice: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of news: without a rule it is a team that asks for help.

    `is_again` when the same thing was there before, or grew worse.
    """

    rule: RuleName | None
    severity: Severity
    practices: frozenset[str] = frozenset()
    is_again: bool = False


def concerns(interest: Interest, piece: Piece) -> bool:
    """Say whether a piece of news is what somebody asked for; a request for help has no severity."""
    if not _is_about(interest.topic, piece.rule):
        return False
    if interest.practice and not any(code.startswith(interest.practice) for code in piece.practices):
        return False
    if interest.times is not Times.ANY and piece.is_again != (interest.times is Times.AGAIN):
        return False
    return piece.rule is None or piece.severity.rank >= interest.severity.rank


def loud_from(quiet_from: time | None, quiet_until: time | None, timezone: str, now: datetime) -> datetime:
    """Give `now`, or the end of the quiet hours that it falls into; hours are local, over midnight too."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return now
    zone = zone_of(timezone)
    local = now.astimezone(zone)
    clock = local.time().replace(microsecond=0)
    spans_midnight = quiet_from > quiet_until
    if spans_midnight:
        is_quiet = clock >= quiet_from or clock < quiet_until
    else:
        is_quiet = quiet_from <= clock < quiet_until
    if not is_quiet:
        return now
    ends_on = local.date() + (_DAY if spans_midnight and clock >= quiet_from else timedelta())
    ends_at = datetime.combine(ends_on, quiet_until, zone)
    if ends_at.astimezone(UTC) <= now:  # an hour that clocks show twice: its second time is meant
        ends_at = ends_at.replace(fold=1)
    return ends_at.astimezone(UTC)


def _is_about(topic: Topic, rule: RuleName | None) -> bool:
    if topic is Topic.HELP_ASKED:
        return rule is None or rule is RuleName.UNSUPPORTED
    return rule is not None and (topic is Topic.ANY or topic.value == rule.value)
