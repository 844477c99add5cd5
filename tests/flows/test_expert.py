"""Who knows a practice, and who works on it: each person sees their own network, and no school beyond."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.flows import expert
from bot.flows.kit import Refusal
from storage.tables import Organization, Person, PracticeExpert, Role
from storage.vocabulary import OrganizationKind, RoleKind
from tests.flows.month import Month
from tests.flows.test_digest import who

NOW = "2026-10-05 11:00"


def declare(month: Month, key: str, *codes: str) -> str:
    """Somebody says which practices they know."""
    with month.database.begin() as session:
        return expert.declare(session, month.kit, who(month, key), codes, month.at(NOW))


def found(month: Month, key: str, typed: str = "3a") -> str:
    """What somebody is shown of a practice."""
    with month.database.reading() as session:
        return expert.find(session, month.kit, who(month, key), typed)[0]


def test_experts_of_the_district_are_found_and_schools_by_who_may_see_them(month: Month) -> None:
    declare(month, "carla", "3a", "4c")
    declare(month, "joy", "3a")
    said = found(month, "lena")
    assert "<@U0CARL>, Improvement coach · Cedar Grove Elementary and Harbor Middle School" in said
    assert "<@U0JOYA>" in said
    assert "*Cedar Grove Elementary*: 1.1.1 All K-2 classrooms" in said
    sister = found(month, "joy", "Diagnose and respond to student learning needs")
    assert "<@U0CARL>" in sister, "an expert of the district is there for every school"
    assert "Cedar Grove Elementary*:" not in sister, "another school's work is not hers to see"


def test_what_one_knows_can_be_changed_and_what_is_no_practice_is_left_out(month: Month) -> None:
    assert "3a and 4c" in declare(month, "carla", "4c", "3a", "9z")
    assert "3b" in declare(month, "carla", "3b", "4c")
    with month.database.reading() as session:
        assert {one.practice for one in session.exec(select(PracticeExpert))} == {"3b", "4c"}
    assert "nobody is pointed to you" in declare(month, "carla")
    assert "nobody near you has said so yet" in found(month, "lena", "4c")
    with pytest.raises(Refusal, match="no_such"):
        found(month, "lena", "9z")


def test_other_districts_stay_out_and_listed_experts_come_in(month: Month) -> None:
    cast = month.cast
    with month.database.begin() as session:
        other = Organization(
            workspace_id=cast.workspace_id, kind=OrganizationKind.LEA, code="adams", name="Adams Schools"
        )
        stranger, listed = (
            Person(workspace_id=cast.workspace_id, email=f"{name}@x.example", name=name, slack_user_id=name)
            for name in ("U0STRANGE", "U0LISTED")
        )
        session.add_all([other, stranger, listed])
        session.flush()
        for person, place in ((stranger, other.id), (listed, cast.organizations["lincoln"])):
            session.add(
                Role(
                    workspace_id=cast.workspace_id,
                    person_id=person.id,
                    organization_id=place,
                    kind=RoleKind.EXPERT,
                )
            )
    declare(month, "lena", "3a")
    with month.database.begin() as session:
        session.add(
            PracticeExpert(
                workspace_id=cast.workspace_id,
                person_id=stranger.id,
                practice="3a",
                declared_on=month.at(NOW).date(),
            )
        )
    said = found(month, "omar")
    assert "U0STRANGE" not in said
    assert "*Practice experts who can point you further*\n• <@U0LISTED>" in said
    declare(month, "dana", "3a")
    assert "<@U0DANA>" in found(month, "omar")
