"""Webhooks on bad days: every event arrives, under one key, and what was taken is not sent again."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.clock import SystemClock
from bot.flows import alerts, elsewhere
from bot.flows.changes import Changes
from bot.flows.kit import Kit
from bot.outbox.errand import Outbox
from bot.outbox.hook import new_secret
from bot.outbox.sender import Sender
from bot.outbox.settings import OutboxSettings
from storage import outgoing
from storage.database import Database
from storage.tables import Flag, Outgoing, Webhook
from storage.vocabulary import DeliveryState, RuleName, Severity
from tests.outbox.mailserver import PEM
from tests.outbox.receiver import Receiver, receiving
from tests.people import Cast, cast

NOW = datetime(2026, 10, 7, 16, 0, tzinfo=UTC)
LOOPBACK = "127.0.0.0/8"


class Office:
    """A district whose flags one receiver hears of."""

    def __init__(self, database: Database, kit: Kit) -> None:
        self.database = database
        self.kit = kit
        with database.begin() as session:
            self.cast: Cast = cast(session)
        self.receiver = Receiver(new_secret())

    def hook(self, url: str, severity: Severity = Severity.WATCH) -> int:
        """Have a webhook at the district."""
        given = (self.cast.workspace_id, "lincoln", url, self.receiver.secret, severity, NOW)
        with self.database.begin() as session:
            return elsewhere.add_webhook(session, *given)

    def raise_flag(self, action: str = "cedar 1.1.1.2", severity: Severity = Severity.CONCERN) -> int:
        """Raise a flag, and tell those who follow."""
        school, number = action.split(" ")
        with self.database.begin() as session:
            row = Flag(
                workspace_id=self.cast.workspace_id,
                organization_id=self.cast.organizations[school],
                milestone_id=self.cast.milestones[f"{school} {number.rpartition('.')[0]}"],
                action_id=self.cast.actions[action],
                rule=RuleName.BEHIND,
                severity=severity,
                facts={"cause": "staffing", "words": "what somebody wrote"},
                raised_on=NOW.date(),
                raised_at=NOW,
            )
            session.add(row)
            session.flush()
            for _ in range(2):  # told twice, written once
                alerts.spread(session, self.kit, self.cast.workspace_id, Changes(raised=(row.id,)), NOW)
            return row.id

    def settings(self, networks: str = LOOPBACK, patience: float = 5.0) -> OutboxSettings:
        """Settings for the process that sends."""
        return OutboxSettings(database_url=self.database.url, networks=networks, patience=patience)

    async def send(self, now: datetime = NOW, networks: str = LOOPBACK, patience: float = 5.0) -> int:
        """Send what is due, as the process does that is sent out."""
        own = self.settings(networks, patience)
        sender = Sender(self.database, self.kit, own, SystemClock(), self.cast.workspace_id)
        return await sender.empty(now)

    def rows(self) -> list[Outgoing]:
        """Everything that was to be sent."""
        with self.database.begin() as session:
            found = list(session.exec(select(Outgoing).order_by(col(Outgoing.id))))
            for one in found:
                session.expunge(one)
            return found


@pytest.fixture
def office(database: Database, kit: Kit) -> Office:
    return Office(database, kit)


@pytest.fixture
def one_office(sqlite_database: Database, kit: Kit) -> Office:
    return Office(sqlite_database, kit)


async def test_an_event_says_where_and_what_and_nothing_that_a_person_wrote(office: Office) -> None:
    async with receiving(office.receiver) as receiver:
        office.hook(receiver.url)
        office.hook(receiver.url, Severity.URGENT)  # this one does not want to know
        flag = office.raise_flag()
        assert await office.send() == 1
        assert await office.send() == 0
    (event,) = receiver.events.values()
    assert event["type"] == "flag.raised"
    assert event["data"]["organization"] == {"code": "cedar", "name": "Cedar Grove Elementary"}
    assert event["data"]["action"]["number"] == "1.1.1.2"
    assert (event["data"]["id"], event["data"]["rule"]) == (f"flag-{flag}", "behind")
    assert "wrote" not in str(event)


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_happens_nothing_is_lost_and_nothing_taken_is_sent_again(
    office: Office, seed: int
) -> None:
    chance = random.Random(seed)
    async with receiving(office.receiver) as receiver:
        office.hook(receiver.url)
        for action in office.cast.actions:
            office.raise_flag(action)
        keys = {one.key for one in office.rows()}
        receiver.faults = [chance.choice(["500", "drop", "slow", "", "500", "drop"]) for _ in range(14)]
        now = NOW
        while any(one.state is not DeliveryState.SENT for one in office.rows()):
            await office.send(now, patience=0.4)
            receiver.settled |= {one.key for one in office.rows() if one.state is DeliveryState.SENT}
            assert now < NOW + timedelta(days=3)
            now += timedelta(minutes=20)
    assert set(receiver.events) == receiver.settled == keys
    assert receiver.repeated == []


async def test_a_receiver_that_is_down_is_tried_later_and_later_and_then_given_up(
    one_office: Office,
) -> None:
    office = one_office
    office.hook("http://127.0.0.1:9/take")
    office.raise_flag()
    now, waits = NOW, []
    while (row := office.rows()[0]).state is DeliveryState.WAITING:
        waits.append(row.due_at - now)
        now = row.due_at
        await office.send(now)
    assert row.state is DeliveryState.STOPPED
    assert waits == sorted(waits)
    assert len(waits) == 10
    assert now - NOW > timedelta(days=2)
    with office.database.begin() as session:
        assert outgoing.troubles(session, office.cast.workspace_id) == {1: (1, "unreachable")}


async def test_one_who_is_killed_in_between_is_followed_by_another_with_the_same_key(
    one_office: Office,
) -> None:
    office = one_office
    async with receiving(office.receiver) as receiver:
        office.hook(receiver.url)
        office.raise_flag()
        receiver.faults = ["slow"]

        class Clock:
            now_is = NOW

            def now(self) -> datetime:
                return self.now_is

        clock = Clock()
        outbox = Outbox(office.database, clock, office.cast.workspace_id, office.settings(patience=60.0))
        await outbox.round()
        await asyncio.wait_for(receiver.came.wait(), 30)
        await outbox.round()  # one is under way: nobody else is sent out
        await outbox.finish(0.0)  # killed while the receiver has the request in its hands
        assert office.rows()[0].state is DeliveryState.SENDING
        await outbox.round()
        assert len(receiver.calls) == 1, "the lease of the one who died has not ended yet"
        clock.now_is = NOW + outgoing.LEASE + timedelta(seconds=1)
        await outbox.round()
        await outbox.finish(30.0)
    assert office.rows()[0].state is DeliveryState.SENT
    assert len(set(receiver.calls)) == 1
    assert len(receiver.events) == 1


async def test_one_that_says_it_is_gone_is_ended(office: Office) -> None:
    async with receiving(office.receiver) as receiver:
        office.hook(receiver.url)
        office.raise_flag()
        office.raise_flag("harbor 1.1.1.1")
        receiver.faults = ["gone", "gone"]
        await office.send()
        office.raise_flag("cedar 1.1.2.1")
    with office.database.begin() as session:
        assert session.exec(select(Webhook.ended_reason)).one() == "gone"
    assert len(office.rows()) == 2, "it hears of nothing more"


async def test_an_encrypted_receiver_is_known_by_its_name_though_its_address_is_asked(
    one_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = one_office
    async with receiving(office.receiver, encrypted=True) as receiver:
        office.hook(receiver.url)
        office.raise_flag()
        assert await office.send(networks=f"{LOOPBACK}, ::1") == 0
        assert office.rows()[0].reason == "unreachable", "nobody vouches for its certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
        assert await office.send(NOW + timedelta(minutes=2), networks=f"{LOOPBACK}, ::1") == 1
    assert len(receiver.events) == 1


async def test_nothing_goes_into_private_networks_even_by_a_detour(one_office: Office) -> None:
    office = one_office
    async with receiving(office.receiver) as receiver:
        office.hook(receiver.url)
        office.raise_flag()
        await office.send(networks="")
        assert receiver.calls == []
        assert (office.rows()[0].state, office.rows()[0].reason) == (DeliveryState.STOPPED, "private_address")
        office.raise_flag("harbor 1.1.1.1")
        receiver.faults = ["to http://127.0.0.2:1/inside"]
        await office.send(networks="127.0.0.1/32")
    assert [one.reason for one in office.rows()] == ["private_address"] * 2
