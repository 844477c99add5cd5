"""Two flows that wait for each other on PostgreSQL: the one that gives way is run once more."""

from __future__ import annotations

import asyncio
from threading import Barrier

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.database import Database
from storage.tables import Workspace


async def test_two_flows_that_hold_each_other_up_both_come_through(postgres_database: Database) -> None:
    both_hold_one = Barrier(2)
    tries: list[str] = []

    def count(session: Session, first: str, second: str) -> None:
        tries.append(first)
        _mark(session, first)
        if tries.count(first) == 1:
            both_hold_one.wait(10)
        _mark(session, second)

    with postgres_database.begin() as session:
        for team in ("T1", "T2"):
            session.add(Workspace(slack_team_id=team, name=""))
    await asyncio.gather(postgres_database.run(count, "T1", "T2"), postgres_database.run(count, "T2", "T1"))
    with postgres_database.reading() as session:
        assert list(session.exec(select(Workspace.name))) == ["++", "++"]
    assert len(tries) > 2, "one gave way; it may meet the other once more before that one has ended"


def _mark(session: Session, team: str) -> None:
    name = col(Workspace.name)
    session.execute(update(Workspace).where(col(Workspace.slack_team_id) == team).values(name=name + "+"))
