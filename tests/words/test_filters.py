"""How figures, dates, money and lists read."""

from datetime import date, datetime, time
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.filters import day, hour, link, listing, money, month, percent, plain, plural, shorten


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (3, 8, "3 of 8 (38%)"),
        (0, 8, "0 of 8 (0%)"),
        (8, 8, "8 of 8 (100%)"),
        (1, 8, "1 of 8 (13%)"),
        (0, 0, "no actions"),
    ],
)
def test_a_share_names_its_numbers(part: int, whole: int, text: str) -> None:
    assert percent(SimpleNamespace(numerator=part, denominator=whole)) == text


def test_a_share_of_nothing_can_name_its_thing() -> None:
    assert percent(SimpleNamespace(numerator=0, denominator=0), "no check-ins") == "no check-ins"
    assert percent(Fraction(1, 2)) == "1 of 2 (50%)"


@pytest.mark.parametrize(
    ("cents", "text"), [(125000, "$1,250"), (1250, "$12.50"), (-300, "-$3"), (0, "$0"), (-5, "-$0.05")]
)
def test_money(cents: int, text: str) -> None:
    assert money(cents) == text


def test_dates_read_as_people_say_them() -> None:
    assert day(date(2026, 10, 30)) == "Friday, October 30"
    assert day(date(2026, 10, 30), year=True) == "Friday, October 30, 2026"
    assert month(date(2026, 10, 1)) == "October 2026"
    assert hour(time(9, 0)) == "9:00 AM"
    assert hour(datetime(2026, 10, 30, 0, 5)) == "12:05 AM"  # noqa: DTZ001
    assert hour(time(16, 30)) == "4:30 PM"


def test_counts_and_lists() -> None:
    assert [plural(n, "action") for n in (0, 1, 2)] == ["no actions", "1 action", "2 actions"]
    assert plural(2, "is", "are") == "2 are"
    assert listing([]) == ""
    assert listing(["Ana"]) == "Ana"
    assert listing(["Ana", "Ben"]) == "Ana and Ben"
    assert listing(["Ana", "Ben", "Cy"], "or") == "Ana, Ben, or Cy"


@given(st.text(max_size=200), st.integers(min_value=5, max_value=80))
def test_shortened_text_never_exceeds_its_length(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert len(plain(text)) > length or short == plain(text)


def test_shortening_cuts_between_words() -> None:
    assert shorten("the second teacher has not been hired", 20) == "the second teacher…"
    assert shorten("Donaudampfschifffahrt", 8) == "Donauda…"


def test_links_cannot_be_forged() -> None:
    assert (
        link("https://x.example/a_b?c=1&d=2", "the <plan>|x")
        == "<https://x.example/a_b?c=1&amp;d=2|the &lt;plan&gt;¦x>"
    )
    assert link("https://x.example/a|b>c", "t") == "<https://x.example/a%7Cb%3Ec|t>"
    assert link("javascript:alert(1)", "click") == "click"
