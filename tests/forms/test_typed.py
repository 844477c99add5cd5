"""What somebody typed in a thread, as plain words."""

from __future__ import annotations

import pytest

from bot.forms.typed import plain, reply_of

WRITTEN = {"user": "U0DANA", "channel": "D1", "ts": "2.0", "thread_ts": "1.0", "text": "Yes"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<@U0BOT1> we meet &lt;weekly&gt; &amp; talk", "we meet <weekly> & talk"),
        ("see <https://a.example/x?a=1&amp;b=2|the list>", "see the list"),
        ("see <https://a.example/x?a=1&amp;b=2>", "see https://a.example/x?a=1&b=2"),
        ("in <#C012|reading>", "in reading"),
        ("&amp;lt; stays &amp;lt;", "&lt; stays &lt;"),
    ],
)
def test_words_are_as_their_writer_sees_them(typed: str, said: str) -> None:
    assert plain(typed) == said


@pytest.mark.parametrize(
    "other", [{"subtype": "message_changed"}, {"thread_ts": None}, {"text": "<@U0BOT1> "}, {"user": None}]
)
def test_edits_and_what_stands_in_no_thread_are_no_replies(other: dict[str, str | None]) -> None:
    assert reply_of(WRITTEN) is not None
    assert reply_of({**WRITTEN, **other}) is None
