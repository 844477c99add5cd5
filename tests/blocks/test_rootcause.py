"""The message of a root-cause session, without Slack."""

from __future__ import annotations

import pytest

from bot.blocks.rootcause import CauseLine, SessionFacts, session_blocks, step_blocks
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


def test_a_screen_reader_tells_the_steps_of_a_thread_apart_and_says_what_was_chosen() -> None:
    words = Words.load()
    said = "Planning ends before they are in"
    _, blocks = step_blocks(words, 1, CauseLine(2, said), 0)
    for button in blocks[-1]["elements"]:
        assert said in button["accessibility_label"]
        assert len(button["accessibility_label"]) <= 75
    facts = SessionFacts(
        1, Method.FIVE_WHYS, SessionState.OPEN, "Late work", (CauseLine(2, said, is_chosen=True),)
    )
    text, _ = session_blocks(words, facts)
    assert f"*{said}* · we start here" in text
