"""Coaching questions as they are read: each on lines of its own, with the reason for the choice."""

from __future__ import annotations

from bot.blocks.coach import Chosen, question_blocks
from bot.forms.coach import Context
from bot.words import Words
from storage.vocabulary import Audience

WORDS = Words.load()
CONTEXT = Context(Audience.COACH)


def sections(questions: list[Chosen], about: list[str]) -> list[str]:
    """The texts of the sections: the intro first."""
    blocks = question_blocks(WORDS, questions, CONTEXT, about)
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


def test_questions_that_differ_each_say_why_and_stand_on_a_line_of_their_own() -> None:
    asked = [
        Chosen("A", "Who could help?", ("How soon?",), "Because *a*."),
        Chosen("B", "What changed?", (), "Because b."),
    ]
    _, first, second = sections(asked, [])
    assert first == "*Who could help?* How soon?\n_Because *a*._"
    assert second == "*What changed?*\n_Because b._"


def test_a_reason_that_all_questions_share_is_said_once() -> None:
    asked = [
        Chosen("A", "Who could help?", (), "Because b."),
        Chosen("B", "What changed?", (), "Because b."),
    ]
    intro, first, second = sections(asked, ["time"])
    assert intro == "*Questions worth asking* about time\n_Because b._"
    assert [first, second] == ["*Who could help?*", "*What changed?*"]


def test_what_was_asked_for_travels_in_the_buttons_and_never_grows_too_long() -> None:
    seen = tuple(f"B.5-{number:02d}" for number in range(200))
    context = Context(Audience.TEAM, words="\u2603\U0001f600" * 200, item="m7", school=3, seen=seen)
    value = context.value(question="B.5-01")
    assert len(value) <= 2000
    back = Context.read(value)
    assert (back.audience, back.item, back.school) == (Audience.TEAM, "m7", 3)
    assert back.seen == seen[-len(back.seen) :]
