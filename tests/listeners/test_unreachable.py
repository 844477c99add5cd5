"""Places that cannot be written to, and people who have left: somebody who is there hears instead."""

from __future__ import annotations

from sqlmodel import col, select

from storage.tables import Delivery, Person, Subscription
from storage.vocabulary import Cadence, Severity
from tests.listeners.months import TOLD, settle
from tests.town import Town

FIRST = "2026-09-28 08:31"


async def test_a_team_whose_channel_is_gone_is_asked_by_direct_message(town: Town) -> None:
    town.server.archive("C0FAMILY")
    await town.go_to(FIRST)
    await settle(town)
    omar = town.person("omar")
    (question,) = omar.messages()
    assert "read with their children" in question.text
    assert "is away" not in question.text
    await omar.click(question, "checkin.all_on_track")
    await settle(town)
    (receipt,) = omar.messages()
    assert receipt.text.startswith("*Thank you, Omar Haddad.*")


async def test_somebody_who_has_left_is_told_no_more_news(town: Town) -> None:
    with town.database.begin() as session:
        for key in ("lena", "carla"):
            session.add(
                Subscription(
                    workspace_id=town.cast.workspace_id,
                    person_id=town.cast.people[key],
                    organization_id=town.cast.organizations["lincoln" if key == "lena" else "cedar"],
                    severity=Severity.WATCH,
                    cadence=Cadence.NOW,
                    created_at=town.now,
                )
            )
        lena = session.exec(select(Person).where(col(Person.id) == town.cast.people["lena"])).one()
        lena.left_at = town.now
    town.server.deactivate("U0LENA")
    await town.go_to(TOLD)
    await settle(town)
    assert len(town.person("carla").messages()) == 1
    with town.database.reading() as session:
        assert session.exec(select(Delivery).where(col(Delivery.person_id) == lena.id)).all() == []
