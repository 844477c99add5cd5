"""Starting, being reached, stopping."""

from __future__ import annotations

from tests.town import Town


async def test_a_command_is_answered_by_socket(town: Town) -> None:
    replies = await town.person("dana").command("/milepost chekcin")
    assert "I don't know “chekcin”" in replies[0].text
    assert replies[0].ephemeral


async def test_a_command_is_answered_by_http(http_town: Town) -> None:
    replies = await http_town.person("dana").command("/milepost chekcin")
    assert "I don't know “chekcin”" in replies[0].text


async def test_the_workspace_of_the_token_is_served(town: Town) -> None:
    assert town.milepost.workspace_id == town.cast.workspace_id
    assert (await town.milepost.health())["ok"]
