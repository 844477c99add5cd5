"""Which figures of a roll-up are shown: no small group, nor what would give one away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.rollup import ALL, Tally, by_code, codes_of, folded, hidden, parent

CODES = [ALL, "1", "2", "1a", "1b", "1c", "2a", "2b"]
SCHOOLS = st.dictionaries(st.sampled_from(CODES), st.integers(1, 9), min_size=1)
LEAST = st.integers(1, 6)


def test_an_action_with_several_practices_counts_once_in_a_domain_and_in_all() -> None:
    found = by_code([('["1a", "1b"]', Tally(4, 1)), ('["1b", "2a"]', Tally(2)), ("[]", Tally(5, 5))])
    assert {code: tally.actions for code, tally in found.items()} == {
        ALL: 11, "1": 6, "2": 2, "1a": 4, "1b": 6, "2a": 2,
    }  # fmt: skip
    assert codes_of("[]") == (ALL,)


def test_with_a_small_practice_the_smallest_of_its_domain_is_hidden_too() -> None:
    schools = {ALL: 9, "1": 8, "1a": 2, "1b": 5, "1c": 7, "2": 6, "2a": 6}
    assert hidden(schools, 3) == {"1a", "1b"}
    assert hidden(schools, 1) == set()


def test_a_domain_that_is_hidden_with_a_small_one_takes_its_practices_along() -> None:
    schools = {ALL: 9, "1": 2, "1a": 2, "2": 6, "2a": 6, "2b": 5, "3": 8, "3a": 8}
    assert hidden(schools, 3) == {"1", "1a", "2", "2a", "2b"}


@given(SCHOOLS, LEAST)
def test_no_small_figure_is_shown_and_none_is_the_only_one_missing(
    schools: dict[str, int], least: int
) -> None:
    unseen = hidden(schools, least)
    assert all(schools[code] >= least for code in schools.keys() - unseen)
    for above in schools.keys() - unseen:
        missing = [code for code in schools if parent(code) == above and code in unseen]
        shown = [code for code in schools if parent(code) == above and code not in unseen]
        assert not (len(missing) == 1 and schools[missing[0]] < least and shown)


@given(st.lists(st.integers(0, 9), max_size=12), LEAST)
def test_folded_districts_have_enough_schools_together_or_nothing_is_left_to_fold(
    sizes: list[int], least: int
) -> None:
    groups = list(enumerate(sizes))
    together = folded(groups, least)
    assert all(size >= least for key, size in groups if key not in together)
    assert not together or sum(sizes[key] for key in together) >= least or len(together) == len(groups)
    assert together or all(size >= least for size in sizes)
