"""Terms that nobody set: a school year evenly cut, without gaps, halves where quarters end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.measures import plan_years
from bot.rules.terms import PARTS, TermSpan, cut, of_year
from storage.vocabulary_measures import TermKind

years = st.tuples(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(56, 365))


@given(years)
def test_a_year_is_cut_without_gaps_and_halves_end_with_quarters(year: tuple[date, int]) -> None:
    first, last = year[0], year[0] + timedelta(days=year[1])
    spans = cut(first, last)
    for kind, parts in PARTS.items():
        own = [one for one in spans if one.kind is kind]
        assert [one.number for one in own] == list(range(1, parts + 1))
        assert (own[0].first, own[-1].last) == (first, last)
        for one, other in pairwise(own):
            assert one.first <= one.last == other.first - timedelta(days=1)
    quarters = {one.last for one in spans if one.kind is TermKind.QUARTER}
    assert {one.last for one in spans} <= quarters
    inner = [one.first for one in spans if one.number > 1]
    assert all(day.weekday() == 0 for day in inner)


def test_terms_that_were_set_replace_the_cut_of_their_kind_alone() -> None:
    first, last = date(2026, 8, 24), date(2027, 6, 16)
    set_one = TermSpan(TermKind.SEMESTER, 0, first, date(2027, 1, 22), "Fall")
    old = TermSpan(TermKind.QUARTER, 0, date(2025, 8, 25), date(2025, 10, 31), "Last year's")
    found = of_year((set_one, old), first, last)
    assert [one.label for one in found if one.kind is TermKind.SEMESTER] == ["Fall"]
    assert len([one for one in found if one.kind is TermKind.QUARTER]) == 4


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(30, 1200))
def test_the_years_of_a_plan_follow_one_another(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = plan_years(first, last)
    assert found[0][0] == first
    assert found[-1][0] <= last <= found[-1][1] + timedelta(days=1)
    assert all(one[1] + timedelta(days=1) == other[0] for one, other in pairwise(found))
