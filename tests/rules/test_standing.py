"""A check-in's standing, as a principal would tell the cases apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.absence import MemberFacts, Stretch
from bot.rules.standing import AskFacts, standing
from storage.vocabulary import Standing

OPENS = datetime(2026, 9, 24, 14, tzinfo=UTC)
CLOSES = datetime(2026, 9, 30, 21, tzinfo=UTC)
HOUR = timedelta(hours=1)
HALF = (CLOSES - OPENS) / 2
ASKED = AskFacts(OPENS, CLOSES, reached_at=OPENS, asked=(MemberFacts(1), MemberFacts(2, 1)))


def test_answered_at_the_last_second_is_on_time_and_a_second_later_is_late() -> None:
    assert standing(replace(ASKED, answered_at=CLOSES), CLOSES) is Standing.ON_TIME
    late = replace(ASKED, answered_at=CLOSES + timedelta(seconds=1))
    assert standing(late, CLOSES + HOUR) is Standing.LATE


def test_an_unanswered_check_in_is_open_until_the_close_and_silent_from_then_on() -> None:
    assert standing(ASKED, CLOSES - timedelta(seconds=1)) is Standing.OPEN
    assert standing(ASKED, CLOSES) is Standing.SILENT


def test_a_team_with_nobody_in_slack_was_not_asked() -> None:
    assert standing(replace(ASKED, is_asked=False, reached_at=None), CLOSES) is Standing.NOT_ASKED


def test_everybody_away_the_whole_time_is_away_but_one_hour_back_is_silent() -> None:
    gone = Stretch(OPENS - HOUR, CLOSES + HOUR)
    all_gone = (MemberFacts(1, away=(gone,)), MemberFacts(2, 1, away=(gone,)))
    back_early = (all_gone[0], MemberFacts(2, 1, away=(Stretch(OPENS, CLOSES - HOUR),)))
    assert standing(replace(ASKED, asked=all_gone), CLOSES) is Standing.AWAY
    assert standing(replace(ASKED, asked=back_early), CLOSES) is Standing.SILENT


def test_a_prompt_that_never_went_out_is_the_bots_fault() -> None:
    assert standing(replace(ASKED, reached_at=None), CLOSES) is Standing.BOT_WAS_DOWN
    assert standing(replace(ASKED, reached_at=CLOSES), CLOSES) is Standing.BOT_WAS_DOWN


def test_down_for_the_first_hours_only_leaves_time_enough() -> None:
    short = replace(ASKED, reached_at=OPENS + 3 * HOUR, downtimes=(Stretch(OPENS, OPENS + 3 * HOUR),))
    assert standing(short, CLOSES) is Standing.SILENT


def test_down_for_more_than_half_of_the_window_is_the_bots_fault() -> None:
    back = OPENS + HALF + HOUR
    down = replace(ASKED, reached_at=back, downtimes=(Stretch(OPENS - HOUR, back),))
    assert standing(down, CLOSES) is Standing.BOT_WAS_DOWN


def test_down_after_the_prompt_counts_as_well_because_nobody_could_answer() -> None:
    down = replace(ASKED, downtimes=(Stretch(OPENS + HOUR, CLOSES - HOUR),))
    assert standing(down, CLOSES) is Standing.BOT_WAS_DOWN


def test_a_team_that_was_added_late_is_judged_by_the_time_it_had() -> None:
    late_start = replace(ASKED, reached_at=CLOSES - 10 * HOUR)
    assert standing(late_start, CLOSES) is Standing.SILENT
    blinked = replace(late_start, downtimes=(Stretch(CLOSES - 5 * HOUR, CLOSES - 4 * HOUR),))
    assert standing(blinked, CLOSES) is Standing.SILENT


hours = st.integers(-10, 170)


@given(
    st.none() | hours,
    st.none() | hours,
    st.booleans(),
    st.lists(st.tuples(hours, st.integers(0, 100)), max_size=3),
    st.lists(st.tuples(hours, st.integers(0, 200)), max_size=2),
)
def test_silence_is_only_said_of_a_team_that_was_asked_was_there_and_had_time(
    answered: int | None,
    reached: int | None,
    is_asked: bool,
    downs: list[tuple[int, int]],
    aways: list[tuple[int, int]],
) -> None:
    def stretches(pairs: list[tuple[int, int]]) -> tuple[Stretch, ...]:
        return tuple(Stretch(OPENS + at * HOUR, OPENS + (at + long) * HOUR) for at, long in pairs)

    ask = AskFacts(
        OPENS,
        CLOSES,
        answered_at=None if answered is None else OPENS + answered * HOUR,
        is_asked=is_asked,
        reached_at=None if reached is None else OPENS + max(0, reached) * HOUR,
        asked=(MemberFacts(1, away=stretches(aways)),),
        downtimes=stretches(downs),
    )
    found = standing(ask, CLOSES + 200 * HOUR)
    assert (found in (Standing.ON_TIME, Standing.LATE)) is (answered is not None)
    assert found is not Standing.OPEN
    if found is Standing.SILENT:
        assert is_asked
        assert ask.reached_at is not None
        assert ask.reached_at < CLOSES
    if not downs and found is Standing.BOT_WAS_DOWN:
        assert ask.reached_at is None or ask.reached_at >= CLOSES
    # More downtime never turns into silence what was not silence before.
    worse = replace(ask, downtimes=(*ask.downtimes, Stretch(OPENS, CLOSES)))
    assert standing(worse, CLOSES + 200 * HOUR) is not Standing.SILENT
