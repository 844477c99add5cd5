"""The database as a whole: migrations, transactions, group commit, workers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, SQLModel, col, func, select

from storage.database import Database
from storage.tables import Workspace
from storage.upgrade import alembic_config, versions


def add(session: Session, name: str) -> int:
    """Store a workspace; give its key."""
    workspace = Workspace(slack_team_id=name, name=name)
    session.add(workspace)
    session.flush()
    return workspace.id


def count(session: Session) -> int:
    """Give the number of workspaces."""
    return session.exec(select(func.count(col(Workspace.id)))).one()


def add_and_fail(session: Session, name: str) -> None:
    """Store a workspace, then find that something is wrong."""
    add(session, name)
    raise RuntimeError(name)


def test_the_sum_of_the_migrations_is_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_there_is_one_newest_migration(database: Database) -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1
    has, newest = versions(database.engine)
    assert has == newest


async def test_a_flow_is_committed_when_its_result_is_given(database: Database) -> None:
    await database.run(add, "T1")
    with database.reading() as session:
        assert count(session) == 1


async def test_a_flow_that_fails_stores_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="T1"):
        await database.run(add_and_fail, "T1")
    assert await database.read(count) == 0


async def test_flows_that_share_a_commit_fail_alone(database: Database) -> None:
    flows = [database.run(add_and_fail if number % 3 == 0 else add, f"T{number}") for number in range(30)]
    outcomes = await asyncio.gather(*flows, return_exceptions=True)
    failed = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, RuntimeError)]
    assert failed == list(range(0, 30, 3))
    assert await database.read(count) == 20


async def test_a_broken_constraint_reaches_only_its_own_caller(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(database.run(add, "T1" if number in (3, 7) else f"T-{number}") for number in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 1
    assert await database.read(count) == 9


def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = datetime(2026, 9, 1, 9, 0)  # noqa: DTZ001  # naive on purpose
    workspace = Workspace(slack_team_id="T1", name="T1", stopped_at=naive)
    with pytest.raises(StatementError, match="no time zone"), database.begin() as session:
        session.add(workspace)


def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    moment = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
    with database.begin() as session:
        session.add(Workspace(slack_team_id="T1", name="T1", stopped_at=moment))
    with database.reading() as session:
        stored = session.exec(select(Workspace)).one().stopped_at
    assert stored == moment
    assert stored is not None
    assert stored.tzinfo is UTC
