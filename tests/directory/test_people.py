"""People are found by address, asked for again in good time, and gone when their account is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select, update

from storage.tables import AuditEvent, CheckIn, Organization, Person
from tests.town import Town

OPENS = "2026-09-24 09:00"


def change(town: Town, who: str, **values: Any) -> None:
    """Change what is stored of somebody of the cast."""
    with town.database.begin() as session:
        session.execute(update(Person).where(col(Person.id) == town.cast.people[who]).values(**values))


def person(town: Town, who: str) -> Person:
    """What is stored of somebody of the cast."""
    with town.database.reading() as session:
        return session.exec(select(Person).where(Person.id == town.cast.people[who])).one()


def asked(town: Town, milestone: str) -> int | None:
    """Whom a milestone's check-in waits for."""
    with town.database.reading() as session:
        return session.exec(
            select(CheckIn.asked_person_id).where(CheckIn.milestone_id == town.cast.milestones[milestone])
        ).one()


def calls(town: Town, method: str) -> list[dict[str, Any]]:
    """The arguments of the calls of a method, oldest first."""
    return [call.args for call in town.server.calls if call.name == method]


async def test_people_are_found_by_their_addresses(town: Town) -> None:
    for who in ("dana", "marcus"):
        change(town, who, slack_user_id=None)
    change(town, "dana", email="Dana@Lincoln.example")
    await town.beat()
    assert person(town, "dana").slack_user_id == "U0DANA"
    assert person(town, "marcus").slack_user_id == "U0MARC"
    assert person(town, "marcus").timezone == "America/New_York"


async def test_whom_slack_does_not_know_is_asked_for_again_tomorrow(town: Town) -> None:
    change(town, "tess", slack_user_id=None, email="typo@lincoln.example")
    for _ in range(3):
        await town.beat()
    assert len(calls(town, "users.lookupByEmail")) == 1
    town.server.set_profile("U0TESS", email="typo@lincoln.example")
    await town.go_to(town.now + timedelta(hours=25))
    assert person(town, "tess").slack_user_id == "U0TESS"


async def test_somebody_whose_account_was_closed_is_not_asked_but_the_next_of_the_team(town: Town) -> None:
    await town.beat()
    town.server.deactivate("U0DANA")
    await town.go_to(OPENS)
    assert person(town, "dana").left_at == town.now
    assert asked(town, "cedar 1.1.1") == town.cast.people["marcus"]
    assert not town.person("dana").messages(town.person("dana").dm())


async def test_somebody_who_comes_back_is_here_again(town: Town) -> None:
    change(town, "ines", left_at=town.now)
    await town.beat()
    assert person(town, "ines").left_at is None
    with town.database.reading() as session:
        assert "person_back" in session.exec(select(AuditEvent.what)).all()


async def test_two_entries_for_one_account_do_not_fight_over_it(town: Town) -> None:
    with town.database.begin() as session:
        twin = Person(workspace_id=town.cast.workspace_id, email="dw@lincoln.example", name="Dana W.")
        session.add(twin)
        session.flush()
        key = twin.id
    change(town, "dana", look_up_at=town.now + timedelta(days=3))
    town.server.set_profile("U0DANA", email="dw@lincoln.example")
    await town.beat()
    with town.database.reading() as session:
        assert session.exec(select(Person.slack_user_id).where(Person.id == key)).one() is None
    assert person(town, "dana").slack_user_id == "U0DANA"


async def test_an_id_that_slack_does_not_know_any_more_is_found_anew(town: Town) -> None:
    change(town, "joy", slack_user_id="U0OLDJOY", dm_channel="D0OLD")
    await town.beat()
    await town.beat()
    assert (person(town, "joy").slack_user_id, person(town, "joy").dm_channel) == ("U0JOYA", None)


async def test_a_slack_that_is_away_stops_nothing_and_is_asked_again_later(town: Town) -> None:
    change(town, "dana", slack_user_id=None)
    town.server.faults.add("users.*", "5xx")
    await town.go_to("2026-09-24 08:50")
    await town.go_to(OPENS)
    assert asked(town, "cedar 1.1.1") == town.cast.people["marcus"]
    town.server.faults.clear()
    await town.go_to(town.now + timedelta(hours=1))
    assert person(town, "dana").slack_user_id == "U0DANA"


async def test_a_school_lives_where_its_people_do_unless_somebody_said_otherwise(town: Town) -> None:
    with town.database.begin() as session:
        session.execute(
            update(Organization).where(col(Organization.code) == "harbor").values(timezone_source="set")
        )
    for user in town.server.space.users.values():
        user.timezone = "America/Chicago"
    await town.beat()
    with town.database.reading() as session:
        zones = dict(session.exec(select(Organization.code, Organization.timezone)).all())
    assert zones["cedar"] == "America/Chicago"
    assert zones["harbor"] == "America/New_York"
    await town.go_to(OPENS)
    with town.database.reading() as session:
        schools = session.exec(select(CheckIn.organization_id)).all()
    assert set(schools) == {town.cast.organizations["harbor"]}
