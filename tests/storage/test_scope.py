"""The guard itself: it sees what it is there to see."""

from __future__ import annotations

import pytest

from tests.scope import crosses


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT plan.id FROM plan",
        "SELECT delivery.id FROM delivery WHERE delivery.key = ?",
        "UPDATE delivery SET state = ? WHERE delivery.key = ?",
        "DELETE FROM flag WHERE flag.id = ?",
        "SELECT goal.id FROM workspace JOIN plan ON plan.id = 1 WHERE workspace.id = 1",
    ],
)
def test_a_statement_without_a_workspace_is_seen(statement: str) -> None:
    assert crosses(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT plan.id FROM plan WHERE plan.workspace_id = ? AND plan.title = ?",
        "SELECT workspace.id FROM workspace",
        "INSERT INTO plan (workspace_id) VALUES (?)",
        "UPDATE person SET name = ? WHERE person.id = ?",
        "PRAGMA journal_mode",
    ],
)
def test_a_statement_within_a_workspace_passes(statement: str) -> None:
    assert not crosses(statement)
