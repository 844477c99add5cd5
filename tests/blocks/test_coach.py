"""Coaching questions as they are read: each on lines of its own, with the reason for the choice."""

from __future__ import annotations

from bot.blocks.coach import question_blocks
from bot.words import Words

WORDS = Words.load()


def test_questions_that_differ_each_say_why_and_stand_on_a_line_of_their_own() -> None:
    asked = [("Who could help?", ("How soon?",), "Because *a*."), ("What changed?", (), "Because b.")]
    _, first, second, _ = question_blocks(WORDS, asked)
    assert first["text"]["text"] == "*Who could help?* How soon?\n_Because *a*._"
    assert second["text"]["text"] == "*What changed?*\n_Because b._"


def test_a_reason_that_all_questions_share_is_said_once() -> None:
    asked = [("Who could help?", (), "Because b."), ("What changed?", (), "Because b.")]
    intro, first, second, _ = question_blocks(WORDS, asked, ["time"])
    assert intro["text"]["text"] == "*Questions worth asking* about time\n_Because b._"
    assert [first["text"]["text"], second["text"]["text"]] == ["*Who could help?*", "*What changed?*"]
