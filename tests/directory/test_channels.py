"""Channels are found by their names, joined where that is allowed, and waited for where it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.sandbox.model import Channel
from storage import channels
from storage.tables import AuditEvent, Organization, Team
from tests.town import Town


def name_team_channel(town: Town, name: str) -> None:
    with town.database.begin() as session:
        session.execute(
            update(Team)
            .where(col(Team.id) == town.cast.teams["reading"])
            .values(channel=None, channel_name=name)
        )


def team_channel(town: Town) -> str | None:
    with town.database.reading() as session:
        return session.exec(select(Team.channel).where(Team.id == town.cast.teams["reading"])).one()


def add_channel(town: Town, which: str, name: str, *, private: bool = False, archived: bool = False) -> None:
    town.server.space.channels[which] = Channel(
        id=which, name=name, private=private, archived=archived, members={"U0PAUL": None}
    )


def faults(town: Town) -> list[tuple[str, str]]:
    with town.database.reading() as session:
        return [(one.name, one.fault) for one in channels.unreachable(session, town.cast.workspace_id)]


@pytest.mark.parametrize("written", ["#cedar-reading", "cedar-reading", " #Cedar-Reading", "C0READING"])
async def test_a_public_channel_is_found_and_joined(town: Town, written: str) -> None:
    add_channel(town, "C0READING", "cedar-reading")
    name_team_channel(town, written)
    await town.beat()
    assert team_channel(town) == "C0READING"
    assert town.server.space.bot_user_id in town.server.space.channels["C0READING"].members
    assert faults(town) == []


async def test_a_leadership_channel_is_found_among_many(town: Town) -> None:
    for number in range(1200):
        add_channel(town, f"C1{number:04}", f"other-{number}")
    add_channel(town, "C0LAST", "lincoln-leadership")
    with town.database.begin() as session:
        session.execute(
            update(Organization)
            .where(col(Organization.code) == "lincoln")
            .values(leadership_channel_name="#lincoln-leadership")
        )
    await town.beat()
    with town.database.reading() as session:
        found = session.exec(
            select(Organization.leadership_channel).where(Organization.code == "lincoln")
        ).one()
    assert found == "C0LAST"


async def test_a_private_channel_waits_until_milepost_is_invited(town: Town) -> None:
    add_channel(town, "C0SECRET", "cedar-private", private=True)
    name_team_channel(town, "#cedar-private")
    await town.beat()
    await town.beat()
    assert faults(town) == [("#cedar-private", "channel_not_found")]
    assert len(town.bodies("conversations.list")) == 1
    town.server.add_member("C0SECRET", town.server.space.bot_user_id)
    await town.go_to(town.now + timedelta(minutes=16))
    assert team_channel(town) == "C0SECRET"
    assert faults(town) == []


async def test_an_archived_channel_is_told_and_the_team_is_asked_in_person(town: Town) -> None:
    add_channel(town, "C0OLD", "cedar-old", archived=True)
    name_team_channel(town, "#cedar-old")
    await town.go_to("2026-09-24 09:00")
    assert faults(town) == [("#cedar-old", "is_archived")]
    assert town.person("dana").messages(town.person("dana").dm())
    with town.database.reading() as session:
        told = session.exec(select(AuditEvent.facts).where(AuditEvent.what == "channel_refused")).all()
    assert told == [{"channel": "C0OLD", "why": "is_archived"}]
