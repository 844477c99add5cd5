"""What several schools found at the root: seen above them once enough did, counted and never named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from bot.blocks.network import network_blocks, network_text
from bot.blocks.network_facts import Found, Network
from bot.blocks.network_report import network_json, network_markdown, network_plain
from bot.flows import network_status
from bot.flows.kit import Who
from bot.flows.network_report import network_report
from storage.tables import Organization, PossibleCause, Role, RootCauseSession
from storage.vocabulary import Cause, OrganizationKind, RoleKind
from storage.vocabulary_rootcause import Method, SessionState
from tests.flows.month import Month
from tests.people import PEOPLE

NOW = datetime(2026, 10, 1, 14, tzinfo=UTC)


def a_session(session: Session, month: Month, organization_id: int, cause: Cause, days_ago: int = 9) -> None:
    """A session that ended with this cause."""
    workspace_id, person = month.cast.workspace_id, month.cast.people["carla"]
    ended = NOW - timedelta(days=days_ago)
    row = RootCauseSession(
        workspace_id=workspace_id,
        organization_id=organization_id,
        method=Method.FIVE_WHYS,
        problem="Hush",
        started_by_id=person,
        started_at=ended,
        changed_at=ended,
        state=SessionState.DONE,
        ended_at=ended,
        request_key=f"{cause}{days_ago}",
    )
    session.add(row)
    session.flush()
    session.add(
        PossibleCause(
            workspace_id=workspace_id,
            session_id=row.id,
            words="Secret words",
            cause=cause,
            practice="2b",
            is_chosen=True,
            added_by_id=person,
            added_at=ended,
            request_key="1",
        )
    )


def schools(session: Session, month: Month, many: int) -> list[int]:
    """So many schools of the district of Lincoln."""
    rows = [
        Organization(
            workspace_id=month.cast.workspace_id,
            kind=OrganizationKind.SCHOOL,
            code=f"x{at}",
            name=f"X {at}",
            parent_id=month.cast.organizations["lincoln"],
            timezone=month.timezone,
        )
        for at in range(many)
    ]
    session.add_all(rows)
    session.flush()
    return [one.id for one in rows]


def read(session: Session, month: Month) -> Network:
    return network_report(session, month.kit, month.cast.workspace_id, "lincoln", None, least=3, now=NOW)


def test_what_enough_schools_found_is_counted_above_them(month: Month) -> None:
    with month.database.begin() as session:
        places = schools(session, month, 4)
        for place in places[:3]:
            a_session(session, month, place, Cause.SCHEDULE)
        a_session(session, month, places[0], Cause.SCHEDULE, days_ago=12)  # the same school counts once
        a_session(session, month, places[3], Cause.SCHEDULE, days_ago=400)  # too long ago
        for place in places[:2]:
            a_session(session, month, place, Cause.SKILLS)  # too few
        found = read(session, month)
    name = month.kit.words.term(Cause.SCHEDULE)
    assert found.found[0] == Found("schedule", name, 3)
    assert [(one.code, one.schools) for one in found.found] == [("schedule", 3), ("2b", 3)]
    words = month.kit.words
    for said in (
        network_text(words, found),
        str(network_blocks(words, found)),
        network_plain(words, found),
        network_markdown(words, found),
        str(network_json(found)),
    ):
        assert name in said
        assert "Secret" not in said
        assert "Hush" not in said
        assert "X 0" not in said


def test_a_districts_own_people_see_it_in_status(month: Month) -> None:
    with month.database.begin() as session:
        for place in schools(session, month, 5):
            a_session(session, month, place, Cause.SCHEDULE)
        session.add(
            Role(
                workspace_id=month.cast.workspace_id,
                person_id=month.cast.people["ada"],
                organization_id=month.cast.organizations["lincoln"],
                kind=RoleKind.DISTRICT_STAFF,
            )
        )
        session.flush()
        who = Who(month.cast.workspace_id, PEOPLE["ada"][0])
        standing = network_status.standing(session, month.kit, who, "", NOW)
    assert [one.schools for one in standing.networks[0].found] == [5, 5]
