"""What is due of terms lives in rows: planned once, told once, told anew when something is decided."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from bot.documents.term_list import read_terms
from bot.flows import term_due, terms_set, upcoming
from bot.flows.kit import Kit, Refusal
from storage import term_reports
from storage.database import Database
from storage.tables import Delivery, Organization, Schedule, Term, TermReport
from storage.vocabulary import StepOutcome
from storage.vocabulary_measures import TermKind
from tests.people import Cast, cast, local

BEGIN = local("2026-09-01 08:00")


def plan(database: Database, kit: Kit, cast: Cast, now: datetime = BEGIN) -> int:
    with database.begin() as session:
        return term_due.plan(session, kit, cast.workspace_id, now)


def sweep(database: Database, kit: Kit, cast: Cast, when: str) -> None:
    """Settle every report that is due; cycles are another story."""
    now = local(when)
    with database.begin() as session:
        while (report := term_reports.due(session, cast.workspace_id, now, set())) is not None:
            term_due.settle(session, kit, cast.workspace_id, report, now)


def rows(database: Database, cast: Cast, school: str = "cedar") -> list[TermReport]:
    with database.begin() as session:
        return term_reports.of_organization(session, cast.workspace_id, cast.organizations[school])


def keys(database: Database) -> list[str]:
    with database.begin() as session:
        return sorted(session.exec(select(Delivery.key).where(col(Delivery.kind) == term_due.REPORT)).all())


def test_every_term_is_planned_once_and_told_the_morning_after_it(
    database: Database, kit: Kit, district: Cast
) -> None:
    assert plan(database, kit, district) == 14  # four quarters, two semesters and a year for each school
    assert plan(database, kit, district) == 0
    first = rows(database, district)[0]
    assert (first.kind, first.label, first.ends_on) == (TermKind.QUARTER, "Quarter 1", date(2026, 11, 8))
    with database.begin() as session:
        due = upcoming.next_due(session, district.workspace_id)
        assert due == first.due_at == local("2026-11-09 08:30")
    sweep(database, kit, district, "2026-11-09 07:59")
    assert keys(database) == []
    for _ in range(2):
        sweep(database, kit, district, "2026-11-09 08:30")
    other = rows(database, district, "harbor")[0]
    lena = district.people["lena"]
    assert keys(database) == sorted(
        f"term-report:{row.id}:{reader}" for row in (first, other) for reader in ("leaders", lena)
    )


def test_a_report_that_nobody_can_be_told_or_that_comes_too_late_says_why(
    sqlite_database: Database, kit: Kit, district_on_sqlite: Cast
) -> None:
    database, people = sqlite_database, district_on_sqlite
    plan(database, kit, people)
    with database.begin() as session:
        for school, about in (("cedar", "paused"), ("harbor", "nobody")):
            here = session.get_one(Organization, people.organizations[school])
            if about == "paused":
                session.add(Schedule(workspace_id=people.workspace_id, organization_id=here.id, paused=True))
            else:
                here.leadership_channel, here.parent_id = None, None
                session.add(here)
        cast_away = session.exec(select(Organization).where(col(Organization.code) == "harbor")).one()
        assert cast_away.leadership_channel is None
    sweep(database, kit, people, "2026-11-09 08:30")
    assert rows(database, people)[0].reason == term_due.PAUSED
    assert rows(database, people, "harbor")[0].outcome is StepOutcome.DONE  # its principal is in Slack
    with database.begin() as session:
        session.exec(select(Schedule).where(col(Schedule.paused))).one().paused = False
    sweep(database, kit, people, "2027-06-01 08:30")
    late = {row.label: row.reason for row in rows(database, people) if row.done_at is not None}
    assert late["Quarter 2"] == term_due.OUTDATED
    assert late["Quarter 3"] == term_due.OUTDATED


def test_an_organizations_own_terms_go_before_the_even_cut(
    sqlite_database: Database, kit: Kit, district_on_sqlite: Cast
) -> None:
    with sqlite_database.begin() as session:
        session.add(
            Term(
                workspace_id=district_on_sqlite.workspace_id,
                organization_id=district_on_sqlite.organizations["lincoln"],
                kind="quarter",
                label="Fall term",
                starts_on=date(2026, 8, 24),
                ends_on=date(2026, 12, 18),
            )
        )
    plan(sqlite_database, kit, district_on_sqlite)
    quarters = [row for row in rows(sqlite_database, district_on_sqlite) if row.kind is TermKind.QUARTER]
    assert [(row.label, row.due_at) for row in quarters] == [("Fall term", local("2026-12-21 08:30"))]


@pytest.fixture
def district_on_sqlite(sqlite_database: Database) -> Cast:
    with sqlite_database.begin() as session:
        return cast(session)


def test_terms_come_from_a_file_and_what_is_to_come_is_planned_anew(
    sqlite_database: Database, kit: Kit, district_on_sqlite: Cast
) -> None:
    people = district_on_sqlite
    plan(sqlite_database, kit, people)
    listed, faults = read_terms(
        b"kind,label,first,last\nquarter,Fall,2026-08-24,2026-10-30\nquarter,Winter,2026-11-02,2027-01-22\n"
    )
    assert faults == ()
    with sqlite_database.begin() as session:
        terms_set.replace(session, kit, people.workspace_id, "lincoln", listed, BEGIN)
        shown = terms_set.show(session, kit, people.workspace_id, "cedar")
        assert [one.label for one in shown.spans if one.kind is TermKind.QUARTER] == ["Fall", "Winter"]
    assert [row.label for row in rows(sqlite_database, people) if row.kind is TermKind.QUARTER] == [
        "Fall",
        "Winter",
    ]
    twice, _ = read_terms(
        b"kind,label,first,last\nquarter,A,2026-08-24,2026-10-30\nquarter,B,2026-10-30,2027-01-22\n"
    )
    with sqlite_database.begin() as session, pytest.raises(Refusal):
        terms_set.replace(session, kit, people.workspace_id, "lincoln", twice, BEGIN)
    _, bad = read_terms(
        b"kind,label,first,last\nmonth,A,2026-08-24,2026-10-30\nyear,A,2026-08-24,2026-08-01\n"
    )
    assert [(one.row, one.key) for one in bad] == [(2, "not_a_term"), (3, "backwards")]
