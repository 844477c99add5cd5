"""Short strings that only insert facts say what Jinja2 would say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from bot.overlay import read_prompts
from bot.words import Words
from bot.words.escaping import finish, something
from bot.words.filters import FILTERS
from bot.words.insertions import filled
from bot.words.labels import read_labels

MOMENT = datetime(2026, 9, 30, 16, 5, tzinfo=UTC)
TEXTS = (
    "Check-in: {{ period }}",
    "*{{ period | shorten(12) }}*",
    "{{period}}{{ period|plain }}.",
    "{{ period | mrkdwn }}",
)


@pytest.mark.parametrize("text", TEXTS)
@given(value=st.one_of(st.text(), st.integers(), st.text().map(Markup)))
def test_the_same_comes_out(text: str, value: object) -> None:
    for finalize, escape in ((finish, True), (something, False)):
        environment = Environment(autoescape=escape, finalize=finalize, undefined=StrictUndefined)
        environment.filters |= FILTERS
        quick = filled(text, FILTERS, finalize)
        assert quick is not None
        said = environment.from_string(text).render(period=value)
        assert _plain(quick.render({"period": value})) == _plain(said)


def _plain(text: str) -> str:
    return text.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize(
    "text",
    ["{% if a %}b{% endif %}", "{{ a + 1 }}", "{{ a | join(', ') }}", "{{ a.b }}", "{{ a | plural('x') }}",
     "{# a #}", "{{ a }}\n", "{{ a | upper }}", "{{ a"],
)  # fmt: skip
def test_what_is_more_is_left_to_jinja(text: str) -> None:
    assert filled(text, FILTERS, finish) is None


def test_what_is_missing_is_said() -> None:
    with pytest.raises(UndefinedError, match="period"):
        Words.load().label("checkin.prompt.title")
    with pytest.raises(ValueError, match="missing"):
        Words.load().label("checkin.prompt.title", period=None)


def test_most_labels_are_of_this_kind() -> None:
    words = Words.load()
    small = words.line("checkin.prompt.asked_of", team="A & B", number="1.1", closes=MOMENT)
    assert small == "A &amp; B · milestone 1.1 · open until Wednesday, September 30, 4:05 PM"
    labels = [one.text for one in read_labels(read_prompts(None)).values() if "{" in one.text]
    quick = [text for text in labels if filled(text, FILTERS, finish) is not None]
    assert len(quick) > len(labels) / 2
