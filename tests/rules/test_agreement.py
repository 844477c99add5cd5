"""What answers say together, and what stands of answers that several wrote at once."""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.agreement import tallied, together
from bot.rules.revisions import merged, standing
from bot.rules.school_year import period_in_year


@dataclass(frozen=True)
class Revision:
    id: int
    base_id: int | None


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_the_median_is_that_of_the_answers(answers: list[int]) -> None:
    found = together(tallied(answers), 4)
    assert found is not None
    assert found.median == statistics.median(answers)
    assert found.number == len(answers)
    assert min(answers) <= found.low <= found.median <= found.high <= max(answers)
    assert 0 <= found.agreement <= 1


@pytest.mark.parametrize(
    ("answers", "median", "spread", "agreement"),
    [
        ([3] * 7, 3, 0, 1.0),
        ([1, 1, 4, 4], 2.5, 3, 0.0),
        ([1, 2, 3, 4], 2.5, 2, 1 / 3),
        ([2, 2, 2, 3], 2, 0.5, 5 / 6),
    ],
)
def test_agreement_runs_from_split_to_one_voice(
    answers: list[int], median: float, spread: float, agreement: float
) -> None:
    found = together(tallied(answers), 4)
    assert found is not None
    assert (found.median, found.spread) == (median, spread)
    assert found.agreement == pytest.approx(agreement)


def test_a_group_that_is_too_small_gives_nothing() -> None:
    assert together({2: 4}, 4, least=5) is None
    assert together({2: 4, 3: 1}, 4, least=5) is not None
    assert together({}, 4) is None
    with pytest.raises(ValueError, match="no such level"):
        together({5: 9}, 4)


def test_37_elements_of_500_people_take_less_than_a_tenth_of_a_second() -> None:
    answers = [[random.Random(element).randint(1, 4) for _ in range(500)] for element in range(37)]
    begun = time.perf_counter()
    found = [together(tallied(one), 4, least=5) for one in answers]
    assert time.perf_counter() - begun < 0.1
    assert [one.number for one in found if one] == [500] * 37


def test_views_of_those_who_had_not_seen_each_other_both_stand() -> None:
    first, mine, yours = Revision(1, None), Revision(2, 1), Revision(3, 1)
    assert standing([first]) == (first,)
    assert standing([first, mine, yours]) == (mine, yours)
    assert standing([first, mine, yours, Revision(4, 3)]) == (Revision(4, 3),)


@pytest.mark.parametrize(
    ("base", "now", "mine", "value", "differ"),
    [
        (None, None, {"level": 2}, {"level": 2}, False),
        ({"level": 1}, {"level": 1, "evidence": "x"}, {"level": 2}, {"level": 2, "evidence": "x"}, False),
        ({"level": 1}, {"level": 3}, {"level": 2}, {"level": 2}, True),
        (None, {"level": 3}, {"level": 2}, {"level": 2}, True),
        (None, {"level": 3}, {"level": 3}, {"level": 3}, False),
        ({"level": 1}, None, {"level": 2}, {"level": 2}, True),
        ({"level": 1}, {"level": 3}, None, None, True),
    ],
)
def test_changes_of_different_parts_go_together(
    base: dict[str, object] | None,
    now: dict[str, object] | None,
    mine: dict[str, object] | None,
    value: dict[str, object] | None,
    differ: bool,
) -> None:
    assert merged(base, now, mine) == (value, differ)


@pytest.mark.parametrize(
    ("day", "times", "period"),
    [
        (date(2026, 9, 1), 1, "2026-27"),
        (date(2027, 6, 30), 1, "2026-27"),
        (date(2027, 7, 1), 1, "2027-28"),
        (date(2099, 9, 1), 1, "2099-00"),
        (date(2026, 12, 31), 2, "2026-27 fall"),
        (date(2027, 1, 1), 2, "2026-27 spring"),
        (date(2027, 4, 1), 4, "2026-27 Q4"),
    ],
)
def test_a_day_lies_in_a_school_year(day: date, times: int, period: str) -> None:
    assert period_in_year(day, times) == period
