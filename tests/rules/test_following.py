"""What a subscriber hears of, and when: every filter narrows, and quiet hours only ever put off."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.rules.following import Interest, Piece, concerns, loud_from
from storage.vocabulary import RuleName, Severity, Times, Topic

ZONES = some.sampled_from(["America/New_York", "America/Phoenix", "Pacific/Honolulu", "Europe/Berlin"])
CLOCKS = some.times().map(lambda one: one.replace(second=0, microsecond=0))
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MINUTES = some.integers(0, 2 * 365 * 24 * 60) | some.integers(0, 240).map(lambda one: 437_970 + one)
MOMENTS = MINUTES.map(lambda minutes: BEGIN + timedelta(minutes=minutes))
"""Two years, and often the night in which clocks are turned back."""

PIECES = some.builds(
    Piece,
    some.none() | some.sampled_from(RuleName),
    some.sampled_from(Severity),
    some.frozensets(some.sampled_from(["1a", "3a", "3b", "4c"])),
    some.booleans(),
)
INTERESTS = some.builds(
    Interest,
    some.sampled_from(Topic),
    some.sampled_from(Severity),
    some.sampled_from(Times),
    some.none() | some.sampled_from(["1a", "3a", "3", "4"]),
)


def is_quiet(start: time, end: time, moment: datetime, zone: str) -> bool:
    """Whether the wall clock shows an hour in between, minute by minute as a person would look."""
    minute = moment.astimezone(ZoneInfo(zone)).time()
    return start <= minute < end if start < end else minute >= start or minute < end


@given(CLOCKS, CLOCKS, ZONES, MOMENTS)
def test_quiet_hours_put_off_to_their_end_and_not_longer(
    start: time, end: time, zone: str, now: datetime
) -> None:
    loud = loud_from(start, end, zone, now)
    if start == end or not is_quiet(start, end, now, zone):
        assert loud == now
        return
    assert now < loud <= now + timedelta(hours=25)
    wall = loud.astimezone(ZoneInfo(zone)).time()
    skipped = (datetime.combine(loud, end) + timedelta(hours=1)).time()
    assert wall in (end, skipped), "the hour that clocks skip in spring ends an hour later"


@given(INTERESTS, PIECES)
def test_every_filter_narrows_and_none_widens(interest: Interest, piece: Piece) -> None:
    widest = Interest(Topic.HELP_ASKED if piece.rule is None else Topic.ANY, Severity.WATCH)
    assert concerns(widest, piece)
    if concerns(interest, piece):
        assert piece.rule is None or piece.severity.rank >= interest.severity.rank
        assert interest.times is Times.ANY or piece.is_again is (interest.times is Times.AGAIN)
        assert interest.practice is None or any(one.startswith(interest.practice) for one in piece.practices)
        assert interest.topic in (Topic.ANY, Topic.HELP_ASKED) or interest.topic.value == piece.rule


@given(PIECES)
def test_first_and_again_divide_what_every_time_hears(piece: Piece) -> None:
    topic = Topic.HELP_ASKED if piece.rule is None else Topic.ANY
    heard = [concerns(Interest(topic, Severity.WATCH, times), piece) for times in (Times.FIRST, Times.AGAIN)]
    assert sorted(heard) == [False, True]
