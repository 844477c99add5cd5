"""The roll-up by practice: the same from counters and from rows, hidden where it is small, and to whom."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from bot.blocks.network import network_blocks, network_text
from bot.blocks.network_facts import Network
from bot.blocks.network_report import network_json, network_markdown, network_plain
from bot.flows import network_status
from bot.flows.kit import Refusal, Who
from bot.flows.network import counted, lived, roll_up
from bot.flows.network_report import network_report
from storage import organizations, tellings
from storage.tables import Organization, Role
from storage.vocabulary import OrganizationKind, RoleKind, Standing
from tests.flows.month import Month
from tests.flows.test_digest import answer
from tests.plan import store_plan
from tests.plan_seeds import PLANS

CLOSED = ("2026-09-01 08:00", "2026-09-24 09:00", "2026-09-30 16:00")
LOOK = "2026-10-01 09:00"


def add_district(session: Session, month: Month, number: int, schools: int) -> int:
    """One more district below the state, with schools that all have Cedar Grove's plan."""
    workspace_id, state = month.cast.workspace_id, month.cast.organizations["state"]
    district = Organization(
        workspace_id=workspace_id, kind=OrganizationKind.LEA, code=f"d{number}", name=f"District {number}",
        parent_id=state, timezone=month.timezone,
    )  # fmt: skip
    session.add(district)
    session.flush()
    for at in range(schools):
        school = Organization(
            workspace_id=workspace_id, kind=OrganizationKind.SCHOOL, code=f"d{number}s{at}",
            name=f"School {number}.{at}", parent_id=district.id, timezone=month.timezone,
        )  # fmt: skip
        session.add(school)
        session.flush()
        store_plan(
            session, workspace_id, school.id, PLANS["cedar"],
            people=month.cast.people, teams=month.cast.teams, prefix=school.code,
        )  # fmt: skip
    return district.id


@pytest.fixture
def state(month: Month) -> Month:
    """A state of three districts with 2, 4 and 1 schools; September has closed, and nobody has answered."""
    with month.database.begin() as session:
        top = Organization(
            workspace_id=month.cast.workspace_id, kind=OrganizationKind.SEA, code="state", name="The State"
        )
        session.add(top)
        session.flush()
        month.cast.organizations["state"] = top.id
        lincoln = session.get_one(Organization, month.cast.organizations["lincoln"])
        lincoln.parent_id = top.id
        for number, schools in ((1, 4), (2, 1)):
            month.cast.organizations[f"d{number}"] = add_district(session, month, number, schools)
        session.add(
            Role(
                workspace_id=month.cast.workspace_id,
                person_id=month.cast.people["ada"],
                organization_id=top.id,
                kind=RoleKind.STATE_STAFF,
            )
        )
    for moment in CLOSED:
        month.go_to(moment)
    return month


def read(session: Session, month: Month, code: str, **more: object) -> Network:
    place = organizations.by_code(session, month.cast.workspace_id, code)
    assert place is not None
    return roll_up(session, month.kit, month.cast.workspace_id, place, **more)  # type: ignore[arg-type]


def seen(session: Session, month: Month, key: str, code: str = "") -> tuple[list[str], list[str]]:
    """The names of the networks and of the schools that somebody is shown."""
    who = Who(month.cast.workspace_id, month.cast.slack(key))
    found = network_status.standing(session, month.kit, who, code, month.at(LOOK))
    return [one.name for one in found.networks], [one.school for one in found.schools]


def test_counters_and_rows_give_the_same_roll_up_on_every_level(state: Month) -> None:
    with state.database.reading() as session:
        for code in ("state", "lincoln", "d1"):
            place = tellings.by_code(session, state.cast.workspace_id, code)
            assert place is not None
            quick = counted(session, state.cast.workspace_id, place, "2026-09")
            assert quick == lived(session, state.cast.workspace_id, place, "2026-09")
            assert quick["*"].schools == {"state": 7, "lincoln": 2, "d1": 4}[code]
            assert read(session, state, code, live=True) == read(session, state, code)


def test_small_districts_are_folded_with_enough_schools_to_say_nothing_of_one(state: Month) -> None:
    with state.database.reading() as session:
        three = read(session, state, "state")
        assert three.everything is not None
        assert [(part.name, part.count) for part in three.parts] == [("District 1", 1), (None, 2)]
        assert three.parts[-1].shares is not None
        assert three.parts[-1].shares.schools == 3
        five = read(session, state, "state", least=5)
        assert [(part.name, part.count) for part in five.parts] == [(None, 3)]
        eight = read(session, state, "state", least=8)
        assert eight.everything is None
        assert all(line.shares is None for line in eight.lines)


def test_an_organization_sets_how_many_schools_have_to_stand_behind_a_figure(state: Month) -> None:
    with state.database.begin() as session:
        lincoln = session.get_one(Organization, state.cast.organizations["lincoln"])
        assert read(session, state, "lincoln").everything is None
        lincoln.thresholds = {"network_least_schools": 2}
        session.flush()
        found = read(session, state, "lincoln")
    assert found.least == 2
    assert found.everything is not None
    assert found.hidden


def test_each_figure_lists_the_actions_behind_it_unless_it_is_hidden(state: Month) -> None:
    with state.database.reading() as session:
        found = read(session, state, "d1", with_ids=True)
    document = network_json(found)
    assert document["ids_listed"] is True
    for one in [document["everything"], *(line["figures"] for line in document["practices"])]:
        for figure in (one["actions_completed"], one["actions_behind"], one["actions_reported_behind"]):
            assert len(figure["ids"]) == figure["numerator"]
            assert len(figure["of_ids"]) == figure["denominator"]
    with state.database.reading() as session:
        same = network_json(read(session, state, "d1"))
    for quick, listed in zip(same["practices"], document["practices"], strict=True):
        for name, figure in quick["figures"].items():
            if name != "schools":
                assert figure["value"] == listed["figures"][name]["value"]
                assert figure["numerator"] == listed["figures"][name]["numerator"]
    with state.database.reading() as session:
        small = network_json(read(session, state, "lincoln", with_ids=True))
    assert small["everything"] is None
    assert all(line["figures"] is None for line in small["practices"])


def test_everybody_sees_what_they_may(state: Month) -> None:
    with state.database.reading() as session:
        assert seen(session, state, "ada") == (["Lincoln County Schools", "The State"], [
            "Cedar Grove Elementary", "Harbor Middle School",
        ])  # fmt: skip
        assert seen(session, state, "ada", "D1")[0] == ["District 1"]
        assert len(seen(session, state, "ada", "d1")[1]) == 4
        assert seen(session, state, "lena")[0] == ["Lincoln County Schools"]
        assert seen(session, state, "paula") == ([], ["Cedar Grove Elementary"])
        assert seen(session, state, "paula", "cedar")[0] == ["Cedar Grove Elementary"]
        for key, code in (("paula", "harbor"), ("paula", "lincoln"), ("lena", "d1"), ("lena", "state")):
            with pytest.raises(Refusal, match=r"status\.unknown"):
                seen(session, state, key, code)


def test_the_report_is_refused_to_whoever_may_not_follow_it(state: Month) -> None:
    workspace_id = state.cast.workspace_id
    with state.database.reading() as session:
        theirs = network_report(
            session, state.kit, workspace_id, "lincoln", None, reader="lena@lincoln.example"
        )
        assert theirs.name == "Lincoln County Schools"
        with pytest.raises(Refusal, match="not_theirs"):
            network_report(session, state.kit, workspace_id, None, None, reader="lena@lincoln.example")
        with pytest.raises(Refusal, match="no_organization"):
            network_report(session, state.kit, workspace_id, "linkoln", None)
        assert network_report(session, state.kit, workspace_id, None, None).name == "The State"


def test_what_is_hidden_is_said_and_figures_read_as_sentences(state: Month) -> None:
    with state.database.reading() as session:
        found = read(session, state, "state", least=6)
        hidden = read(session, state, "lincoln")
    words = state.kit.words
    for said in (network_plain(words, found), network_markdown(words, found), network_text(words, found)):
        assert "The State" in said
        assert "7 schools" in said
    assert "2 schools so far. Figures are shown once there are 3." in network_plain(words, hidden)
    assert "not shown" in network_plain(words, hidden)
    assert network_blocks(words, hidden)[-1]["type"] == "context"
    assert found.period == "2026-09"


def test_a_districts_own_plan_has_its_month_and_counts_in_its_roll_up(month: Month) -> None:
    workspace_id, lincoln = month.cast.workspace_id, month.cast.organizations["lincoln"]
    with month.database.begin() as session:
        place = session.get_one(Organization, lincoln)
        place.leadership_channel = "C0LINCOLN"
        store_plan(
            session, workspace_id, lincoln, PLANS["harbor"],
            people=month.cast.people, teams=month.cast.teams, prefix="lincoln",
        )  # fmt: skip
    sent = [key for moment in (*CLOSED, "2026-10-01 08:00") for key in month.go_to(moment)]
    with month.database.reading() as session:
        cycle = tellings.latest_told(session, workspace_id, lincoln)
        assert cycle is not None
        assert cycle.closes_on == date(2026, 9, 30)
        own = read(session, month, "lincoln", least=1)
        two = read(session, month, "cedar"), read(session, month, "harbor")
        names, schools = seen(session, month, "lena")
    assert any(f"digest:{cycle.id}" in key or key.startswith("digest") for key in sent)
    assert own.everything is not None
    behind = sum(one.everything.completed.denominator for one in two if one.everything)
    harbor = two[1].everything
    assert harbor is not None
    assert own.everything.completed.denominator == behind + harbor.completed.denominator
    assert own.schools == 2
    assert names == ["Lincoln County Schools"]
    assert "Lincoln County Schools" in schools


def test_a_states_own_plan_is_asked_about_answered_and_counted_in_the_states_roll_up_alone(
    month: Month,
) -> None:
    workspace_id = month.cast.workspace_id
    with month.database.begin() as session:
        state = Organization(
            workspace_id=workspace_id, kind=OrganizationKind.SEA, code="state", name="The State",
            timezone=month.timezone, leadership_channel="C0STATE",
        )  # fmt: skip
        session.add(state)
        session.flush()
        session.get_one(Organization, month.cast.organizations["lincoln"]).parent_id = state.id
        milestones, actions = store_plan(
            session, workspace_id, state.id, PLANS["harbor"],
            people=month.cast.people, teams=month.cast.teams, prefix="state",
        )  # fmt: skip
        month.cast.milestones.update(milestones)
        month.cast.actions.update(actions)
        session.add(
            Role(
                workspace_id=workspace_id,
                person_id=month.cast.people["ada"],
                organization_id=state.id,
                kind=RoleKind.STATE_STAFF,
            )
        )
        key = state.id
    sent = [one for moment in CLOSED[:2] for one in month.go_to(moment)]
    assert any(f"checkin-prompt:{milestones['state 1.1.1']}:2026-09" in one for one in sent)
    answer(month, "joy", "state 1.1.1", "2026-09-25 10:00")
    for moment in (*CLOSED[2:], "2026-10-01 08:00"):
        month.go_to(moment)
    with month.database.reading() as session:
        assert month.check_in(session, "state 1.1.1").standing is Standing.ON_TIME
        assert tellings.latest_told(session, workspace_id, key) is not None
        whole, district = read(session, month, "state", least=1), read(session, month, "lincoln", least=1)
        names, schools = seen(session, month, "ada")
    assert whole.everything is not None
    assert district.everything is not None
    own = sum(number.startswith("state ") for number in actions)
    assert whole.everything.completed.denominator == district.everything.completed.denominator + own
    assert whole.schools == district.schools == 2, "a state's office is no school"
    assert "The State" in names
    assert "The State" in schools
