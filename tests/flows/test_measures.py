"""Values of measures: from a file and by hand, never changed, and asked about where they look like a slip."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from bot.documents.measure_list import ListFault, read_values, template
from bot.flows import measure_form
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.measures import plan_measures
from bot.flows.measures_import import Taken, rows_of, take
from bot.forms.measure import MeasureForm
from storage.database import Database
from storage.tables import MeasureValue
from storage.vocabulary_measures import Doubt
from tests.measured import store_measures
from tests.people import Cast, local

NOW = local("2027-02-01 09:00")
HEAD = "School,Measure,Date,Value,Group,Source\n"


def taken(database: Database, kit: Kit, cast: Cast, text: str, sure: bool = False) -> Taken:
    listed = read_values((HEAD + text).encode())
    assert listed.faults == ()
    with database.begin() as session:
        return take(session, kit, cast.workspace_id, listed.values, NOW, sure)


def current(database: Database, cast: Cast, ref: str) -> list[tuple[date, str, Decimal]]:
    with database.begin() as session:
        plan = plan_measures(session, cast.workspace_id, cast.organizations["cedar"])
        one = plan.find(ref)
        assert one is not None
        return [(value.on, value.group, value.value) for value in one.facts.values]


def test_a_file_can_be_taken_in_twice_and_a_correction_is_a_new_revision(
    database: Database, kit: Kit, district: Cast
) -> None:
    with database.begin() as session:
        store_measures(session, district)
    text = "cedar,g1.1,2026-10-15,46.0%,,Screener\ncedar,G1.1,10/15/2026,31,English learners,Screener\n"
    assert taken(database, kit, district, text).added == 2
    again = taken(database, kit, district, text)
    assert (again.added, again.same, again.asked) == (0, 2, ())
    fixed = taken(database, kit, district, "cedar,G1.1,2026-10-15,45,,Screener\n")
    assert [one.doubts for one in fixed.asked] == [(Doubt.SAME_DAY,)]
    assert taken(database, kit, district, "cedar,G1.1,2026-10-15,45,,Screener\n", sure=True).added == 1
    day = date(2026, 10, 15)
    assert current(database, district, "G1.1") == [
        (day, "English learners", Decimal(31)),
        (day, "", Decimal(45)),
    ]
    with database.begin() as session:
        kept = session.exec(select(MeasureValue).order_by(col(MeasureValue.id))).all()
        assert [(row.value, row.doubts) for row in kept] == [
            (Decimal("46.0"), []),
            (Decimal(31), []),
            (Decimal(45), ["same_day"]),
        ]


def test_what_names_nothing_and_what_cannot_be_read_is_said_by_row(
    database: Database, kit: Kit, district: Cast
) -> None:
    with database.begin() as session:
        store_measures(session, district)
    found = taken(database, kit, district, "oak,G1.1,2026-10-15,46\ncedar,G9.1,2026-10-15,46\n")
    assert found.faults == (ListFault(2, "no_such_school", "oak"), ListFault(3, "no_such_measure", "G9.1"))
    bad = read_values(
        (HEAD + "cedar,G1.1,15.10.2026,46\ncedar,G1.1,2026-10-15,many\n,G1.1,2026-10-15,4\n").encode()
    )
    assert [(one.row, one.key) for one in bad.faults] == [
        (2, "not_a_day"),
        (3, "not_a_number"),
        (4, "no_school"),
    ]
    assert read_values(b"a;b\n1;2").faults[0].key == "no_column"
    assert (
        read_values("\ufeffSchool;Measure;Date;Value\ncedar;G1.1;2026-10-15;46".encode()).values[0].value
        == 46
    )
    assert read_values(b"\xff\xfe\x00").faults[0].key == "not_csv"
    with database.begin() as session:
        rows = rows_of(session, kit, district.workspace_id, "cedar")
        assert [one.facts.ref for one in rows] == ["G1.1", "G1.2", "S1.1.1"]
        empty = template(("cedar", one.facts.ref, one.facts.indicator) for one in rows)
        assert read_values(empty.encode()).values == ()  # nobody filled it in yet
        with pytest.raises(Refusal):
            rows_of(session, kit, district.workspace_id, "oak")


def test_a_doubtful_value_is_asked_about_once_and_kept_with_the_answer(
    database: Database, kit: Kit, district: Cast
) -> None:
    with database.begin() as session:
        key = store_measures(session, district)["G1.2"]
    paula = Who(district.workspace_id, district.slack("paula"))
    which = f"{district.organizations['cedar']}:goal:{key}"
    form = MeasureForm(which, date(2027, 1, 20), Decimal(105))
    with database.begin() as session:
        asked = measure_form.enter(session, kit, paula, form, "slack:V1", NOW)
    assert isinstance(asked, dict)
    said = str(asked["blocks"])
    assert "The decimal point may have slipped: the value before was 11.5." in said
    assert current(database, district, "G1.2") == []
    sure = MeasureForm(which, date(2027, 1, 20), Decimal(105), is_right=True)
    with database.begin() as session:
        assert "is 105" in str(measure_form.enter(session, kit, paula, sure, "slack:V1", NOW))
        assert "already" in str(measure_form.enter(session, kit, paula, sure, "slack:V1", NOW))
    with database.begin() as session:
        row = session.exec(select(MeasureValue)).one()
        assert (row.doubts, row.entered_by_id) == (["decimal_point"], district.people["paula"])
        with pytest.raises(Refusal):  # a member of a team gives check-ins, not values
            measure_form.open_form(
                session, kit, Who(district.workspace_id, district.slack("marcus")), "", NOW
            )
