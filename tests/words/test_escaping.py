"""What a person typed stays text: no mention, no link, no formatting, no extra line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.words.escaping import finish, mrkdwn, paragraphs

NASTY = st.text(alphabet=st.sampled_from("ab1 *_~`<>&@#!|\n\r\u2028\t;:/.'\"(){}%"), max_size=60)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ana & Ben <3", "Ana &amp; Ben &lt;3"),
        ("<!channel> help", "&lt;!channel&gt; help"),
        ("<@U123>", "&lt;@\u2060U123&gt;"),
        ("<https://evil.example|our plan>", "&lt;https://evil.example|our plan&gt;"),
        ("@here now", "@\u2060here now"),
        ("see #general", "see #\u2060general"),
        ("ana@school.org", "ana@school.org"),
        ("*urgent*", "∗urgent∗"),
        ("a 5*3 grid in file_name_x", "a 5*3 grid in file_name_x"),
        ("`code` ~gone~ _so_", "ˋcodeˋ ∼gone∼ ˍsoˍ"),
        ("> quoted", "› quoted"),
        ("one\n\n• *two*\r\nthree", "one • ∗two∗ three"),
        ('It\'s "fine"', 'It\'s "fine"'),
        ("abc\u202egnp.exe", "abcgnp.exe"),
    ],
)
def test_typed_text_is_shown_as_typed(typed: str, shown: str) -> None:
    assert mrkdwn(typed) == shown


@given(NASTY)
def test_nothing_typed_is_left_active(typed: str) -> None:
    shown = str(mrkdwn(typed))
    assert "<" not in shown
    assert ">" not in shown
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"(?<!\w)[@#]\w", shown)
    assert not re.search(r"(?<![^\W_])[*_~`]", shown)
    assert re.sub(r"&(amp|lt|gt);", "", shown).count("&") == 0


@given(NASTY)
def test_safe_text_passes_untouched(typed: str) -> None:
    once = mrkdwn(typed)
    assert mrkdwn(once) is once
    assert finish(once) is once


def test_paragraphs_keep_the_persons_own_lines() -> None:
    assert paragraphs("one\n\n\n\n> two\nthree") == "one\n\n› two\nthree"


def test_a_missing_value_is_never_printed() -> None:
    with pytest.raises(ValueError, match="missing"):
        finish(None)


def test_numbers_and_safe_text_need_no_work() -> None:
    assert finish(3) == 3
    assert finish(Markup("*ours*")) == "*ours*"
