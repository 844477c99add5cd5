"""`/milepost plan` as people meet it: versions in words, two of them compared, and one restored."""

from __future__ import annotations

import json

import pytest

from bot.catalogue import Catalogue
from bot.documents.plan_document import PlanDocument
from bot.flows import plan_versions
from bot.flows.plan_import import apply, load
from storage.tables import Action
from storage.vocabulary_plan import PlanCause
from tests.blockkit import words_of
from tests.people import local
from tests.town import Town

FIRST = "1.1.1.1"


def worded(plan: PlanDocument, text: str) -> PlanDocument:
    """The plan with other words for its first action."""
    actions = (plan.actions[0].model_copy(update={"text": text}), *plan.actions[1:])
    return plan.model_copy(update={"actions": actions})


def with_versions(town: Town) -> None:
    """Cedar Grove's plan as found, then imported by Ada with other words, then with a date that moved."""
    workspace, cedar = town.cast.workspace_id, town.cast.organizations["cedar"]
    practices = Catalogue.load().practices
    with town.database.begin() as session:
        plan = load(session, workspace, "cedar")
        assert plan is not None
        changed = worded(plan, "Train *all* teachers")
        now, ada = local("2026-09-02 10:00"), town.cast.people["ada"]
        apply(session, workspace, changed, now, practices, person_id=ada)
        action = session.get_one(Action, town.cast.actions[f"cedar {FIRST}"])
        action.due_on = local("2026-11-13 12:00").date()
        adjusted = (PlanCause.ADJUSTED, town.cast.people["paula"], local("2026-09-03 11:30"))
        assert plan_versions.note(session, workspace, cedar, *adjusted) == 3


@pytest.fixture
def versions(town: Town) -> Town:
    with_versions(town)
    return town


async def test_the_plan_and_its_versions_are_said_in_words(versions: Town) -> None:
    (answer,) = await versions.person("dana").command("/milepost plan")
    words = words_of(answer.blocks)
    assert answer.ephemeral
    assert "Cedar Grove Elementary" in words
    assert "1 goal, 1 priority area, 1 strategy" in words
    assert "*Version 3* · Thursday, September 3, 2026, 11:30 AM · change of course by Paula Reyes" in words
    assert f"• Action {FIRST}, due date: Friday, October 30, 2026 → Friday, November 13, 2026" in words
    assert (
        "*Version 2* · Wednesday, September 2, 2026, 10:00 AM · imported from a file by Ada Moreau" in words
    )
    assert "→ Train *all* teachers" not in words, "what people typed is no formatting"
    assert "*Version 1*" in words


async def test_two_versions_are_compared_and_others_chosen(versions: Town) -> None:
    marcus = versions.person("marcus")
    (answer,) = await marcus.command("/milepost plan cedar")
    await marcus.click(answer, "plan.compare", block_id="versions:3")
    await marcus.until(lambda: marcus.modal is not None)
    assert "from version 2 to version 3: 0 added, 1 changed" in words_of((marcus.modal or {})["blocks"])
    await marcus.click_view("plan.from", "1")
    await marcus.until(lambda: "from version 1 to version 3" in words_of((marcus.modal or {})["blocks"]))
    words = words_of((marcus.modal or {})["blocks"])
    assert "wording: Train K-2 teachers in running records →" in words
    assert "Go back to version" not in words, "a member of a team may look, not restore"


async def test_leadership_goes_back_after_seeing_what_that_changes(versions: Town) -> None:
    paula = versions.person("paula")
    (answer,) = await paula.command("/milepost plan")
    await paula.click(answer, "plan.compare", block_id="versions:3")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("plan.from", "1")
    await paula.until(lambda: "Go back to version 1" in words_of((paula.modal or {})["blocks"]))
    await paula.click_view("plan.restore")
    await paula.until(lambda: (paula.modal or {}).get("callback_id") == "modal.plan_restore")
    assert "0 added, 1 changed, 0 taken out" in words_of((paula.modal or {})["blocks"])
    done = await paula.submit({})
    assert done.view is not None
    assert "this is now version 4" in words_of(done.view["blocks"])
    workspace, cedar = versions.cast.workspace_id, versions.cast.organizations["cedar"]
    with versions.database.reading() as session:
        newest, *_ = plan_versions.listed(session, workspace, cedar)
        assert (newest.cause, newest.restored_from, newest.made_by) == (PlanCause.RESTORED, 1, "Paula Reyes")
        assert load(session, workspace, "cedar") == plan_versions.read(session, workspace, cedar, 1)


async def test_a_plan_that_changes_under_the_preview_is_left_alone(versions: Town) -> None:
    paula = versions.person("paula")
    (answer,) = await paula.command("/milepost plan")
    await paula.click(answer, "plan.compare", block_id="versions:3")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("plan.restore")
    await paula.until(lambda: (paula.modal or {}).get("callback_id") == "modal.plan_restore")
    held = json.loads((paula.modal or {})["private_metadata"])
    assert held["number"] == 2
    with versions.database.begin() as session:
        action = session.get_one(Action, versions.cast.actions[f"cedar {FIRST}"])
        action.text = "Something else again"
    await paula.submit({})
    await versions.quiet()
    with versions.database.reading() as session:
        plan = load(session, versions.cast.workspace_id, "cedar")
        assert plan is not None
        assert plan.actions[0].text == "Something else again"
