"""The plan as a file: asked for in Slack, made by a child process, handed over to those who follow it."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from bot.documents.formats import read_plan_bytes
from bot.documents.plan_kinds import PlanWords
from bot.flows import plan_copy
from bot.flows.kit import Refusal, Who
from bot.flows.plan_import import load
from bot.sandbox.person import Message, Person
from storage.tables import PlanCopy
from storage.vocabulary_plan import CopyState
from tests.town import Town


def files(dana: Person) -> list[Message]:
    """The messages to Dana that bring a file."""
    return [one for one in dana.messages(dana.dm()) if one.files]


async def ask(town: Town, act: str) -> Person:
    """Have Dana ask for the plan as a file, and the beat make it."""
    dana = town.person("dana")
    (answer,) = await dana.command("/milepost plan")
    await dana.click(answer, act)
    await town.quiet()
    await town.milepost.beat()
    await town.quiet()
    return dana


@pytest.mark.parametrize(("act", "suffix"), [("plan.excel", ".xlsx"), ("plan.word", ".docx")])
async def test_who_follows_a_plan_gets_it_as_a_file_that_says_the_same(
    town: Town, act: str, suffix: str
) -> None:
    dana = await ask(town, act)
    await town.milepost.beat()
    (message,) = files(dana)
    assert "Here is the plan of Cedar Grove Elementary" in message.text
    (file,) = message.files
    assert file["name"] == f"cedar-plan{suffix}"
    result = read_plan_bytes(file["name"], dana.actor.space.files[file["id"]].content, PlanWords.load())
    with town.database.reading() as session:
        assert result.document == load(session, town.cast.workspace_id, "cedar")
        assert session.exec(select(PlanCopy.state)).all() == [CopyState.HANDED]


@pytest.mark.thorough
async def test_in_bad_weather_it_comes_once_or_its_absence_is_said(town: Town) -> None:
    town.server.faults.add("files.completeUploadExternal", "cut_after", times=1)
    dana = await ask(town, "plan.excel")
    await town.milepost.beat()
    assert len(files(dana)) == 1, "the answer was lost, and the file was not brought again"
    town.server.faults.add("files.getUploadURLExternal", "5xx")
    await ask(town, "plan.word")
    for _ in range(plan_copy.ATTEMPTS):
        await town.milepost.beat()
    await town.quiet()
    assert len(files(dana)) == 1
    assert "as a Word document could not be brought to you" in dana.messages(dana.dm())[-1].text


async def test_a_click_counts_once_and_strangers_get_nothing(town: Town) -> None:
    workspace, cedar = town.cast.workspace_id, town.cast.organizations["cedar"]

    def wanted(key: str) -> None:
        with town.database.begin() as session:
            who = Who(workspace, town.cast.slack(key))
            plan_copy.ask(session, town.milepost.kit, who, cedar, ".xlsx", "click:1", town.now)

    wanted("dana")
    wanted("dana")
    with pytest.raises(Refusal, match="not_yours"):
        wanted("ray")
    with town.database.reading() as session:
        rows = session.exec(select(PlanCopy).where(col(PlanCopy.workspace_id) == workspace)).all()
    assert len(rows) == 1
