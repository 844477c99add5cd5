"""The table of stories names functions that are there."""

import inspect
from pkgutil import resolve_name

import pytest

from bot.ids import Act
from bot.listeners.router import Router
from bot.listeners.stories import STORIES
from bot.listeners.story import Story


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story.module))
def test_every_name_is_a_function_of_its_story(story: Story) -> None:
    kinds = (story.commands, story.shortcuts, story.actions, story.options, story.submissions, story.events)
    names = {name for kind in kinds for name in kind.values()} | ({story.hearer} if story.hearer else set())
    assert names
    for name in names:
        assert inspect.iscoroutinefunction(resolve_name(f"{story.module}:{name}")), name


def test_two_stories_cannot_answer_the_same() -> None:
    twice = Story("tests.slack.notes", commands={"note": "_open"})
    with pytest.raises(ValueError, match="note has a listener already"):
        Router((twice, twice))


def test_every_button_is_answered() -> None:
    answered = {act for story in STORIES for act in (*story.actions, *story.options)}
    assert set(Act) - answered == {Act.INPUT, Act.OPEN_LINK}, "what is typed is read when a form is sent off"
