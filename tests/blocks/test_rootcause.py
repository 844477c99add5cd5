"""The message of a root-cause session, without Slack."""

from __future__ import annotations

import pytest

from bot.blocks.rootcause import SessionFacts, session_blocks
from bot.words import Words
from storage.vocabulary_rootcause import Method, SessionState


@pytest.mark.parametrize(
    ("voices", "unheard", "said"),
    [
        (0, ("Dana",), "Not heard from yet: Dana. What do you see? Please name no student."),
        (2, (), "2 people have added something. Please name no student."),
        (0, (), "Please name no student."),
    ],
)
def test_the_small_line_says_who_was_heard(voices: int, unheard: tuple[str, ...], said: str) -> None:
    facts = SessionFacts(
        1, Method.FIVE_WHYS, SessionState.OPEN, "Nobody reads it", (), unheard=unheard, voices=voices
    )
    _, blocks = session_blocks(Words.load(), facts)
    assert blocks[-1]["elements"][0]["text"] == said
