"""After an import, the principal hears what would make the plan better: once, and about this version."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from bot.flows import drain, plan_import
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.plan_advice import ADVICE, tell_owner
from storage.database import Database
from storage.tables import Delivery, Person, Workspace
from tests.documents.larkspur import MAYA, larkspur
from tests.documents.plans import FORM, read, workbook

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def workspace_id(database: Database) -> int:
    """A workspace that knows the principal from Slack."""
    with database.begin() as session:
        workspace = Workspace(slack_team_id="T0LARK", name="Juniper Valley")
        session.add(workspace)
        session.flush()
        session.add(Person(workspace_id=workspace.id, email=MAYA, name="Maya Ellis", slack_user_id="U0MAYA"))
        return workspace.id


def put(database: Database, workspace_id: int, title: str = "Plan", owners: bool = True) -> bool:
    """Take Larkspur's plan in, without the people who are responsible unless `owners`."""
    plan = larkspur()
    plan = plan.model_copy(update={"header": plan.header.model_copy(update={"title": title})})
    if not owners:
        actions = tuple(action.model_copy(update={"responsible": None}) for action in plan.actions)
        plan = plan.model_copy(update={"actions": actions})
    result = read(workbook(plan))
    assert result.document is not None
    with database.begin() as session:
        plan_import.apply(session, workspace_id, result.document, NOW, FORM.practices)
        return tell_owner(session, workspace_id, "0417", result.advice, NOW)


def told(database: Database, kit: Kit, workspace_id: int) -> list[Message | Skip]:
    """What the wishes of this kind would say now."""
    with database.begin() as session:
        ours = col(Delivery.workspace_id) == workspace_id
        ids = session.exec(select(Delivery.id).where(ours, Delivery.kind == ADVICE)).all()
        said = drain.compose(session, kit, workspace_id, list(ids), NOW)
        return [said[one] for one in sorted(ids)]


def test_the_principal_reads_the_advice_with_reason_and_source(
    database: Database, kit: Kit, workspace_id: int
) -> None:
    assert put(database, workspace_id, owners=False)
    (message,) = told(database, kit, workspace_id)
    assert isinstance(message, Message)
    assert "nothing below stops it" in message.text
    assert "Action 1.1.1.1 has no person responsible. The same goes for 6 more." in message.text
    assert FORM.words.sources[
        next(code for code in FORM.words.sources if code == "action_without_owner")
    ] in (message.text)
    with database.begin() as session:
        (delivery,) = session.exec(select(Delivery).where(Delivery.kind == ADVICE))
        owner = session.get(Person, delivery.person_id)
        assert owner is not None
        assert owner.email == MAYA


def test_advice_on_a_version_that_is_old_is_left_out(database: Database, kit: Kit, workspace_id: int) -> None:
    put(database, workspace_id, owners=False)
    put(database, workspace_id, title="Plan, second")
    first, second = told(database, kit, workspace_id)
    assert isinstance(first, Skip)
    assert isinstance(second, Message)
    assert "no person responsible" not in second.text


def test_the_same_import_again_wishes_nothing_more(database: Database, kit: Kit, workspace_id: int) -> None:
    put(database, workspace_id)
    put(database, workspace_id)
    assert len(told(database, kit, workspace_id)) == 1
