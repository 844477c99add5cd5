"""A year of Cedar Grove for reports: work, changes of course, help, money, words, measured values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from storage.tables import (
    Action,
    ActionReport,
    Adjustment,
    CheckIn,
    Cycle,
    DueDateMove,
    MeasureValue,
    Milestone,
    Output,
    Plan,
    Revision,
    Support,
)
from storage.vocabulary import AnswerKind, Cause, Course, Helped, Standing, Status
from storage.vocabulary_measures import EnteredBy
from tests.measured import store_measures
from tests.people import Cast, local

NOW = local("2026-11-03 09:00")
YEAR_END = local("2027-06-25 09:00")


def store_year(session: Session, cast: Cast) -> dict[str, int]:
    """Store what the first quarter of Cedar Grove left behind; give the keys of its measures."""
    keys = store_measures(session, cast)
    plan = session.exec(select(Plan).where(col(Plan.organization_id) == cast.organizations["cedar"])).one()
    plan.vision = "Every child reads with joy"
    session.add(plan)
    _work(session, cast)
    _course(session, cast)
    _check_in(session, cast)
    for ref, on, value, group in (
        ("G1.1", date(2026, 10, 15), "46", ""),
        ("G1.1", date(2026, 10, 15), "29", "English learners"),
        ("S1.1.1", date(2026, 10, 20), "62.5", ""),
    ):
        session.add(
            MeasureValue(
                workspace_id=cast.workspace_id,
                organization_id=cast.organizations["cedar"],
                goal_measure_id=keys[ref] if ref.startswith("G") else None,
                strategy_measure_id=None if ref.startswith("G") else keys[ref],
                group_name=group,
                measured_on=on,
                value=Decimal(value),
                source="Screener",
                entered_at=local("2026-10-21 08:00"),
                entered_by_id=cast.people["paula"],
                entered_how=EnteredBy.SLACK,
                request_key=f"{ref}:{group}",
            )
        )
    session.flush()
    return keys


def _work(session: Session, cast: Cast) -> None:
    """One action done in time with something to show, one past its date, the milestone with it."""
    done = session.get_one(Action, cast.actions["cedar 1.1.1.1"])
    done.completed_on, done.status = date(2026, 10, 20), Status.COMPLETED
    late = session.get_one(Action, cast.actions["cedar 1.1.1.2"])
    late.due_on, late.first_due_on, late.status = date(2026, 10, 9), date(2026, 9, 25), Status.BEHIND
    board = session.get_one(Milestone, cast.milestones["cedar 1.1.1"])
    board.due_on = date(2026, 10, 30)
    shown = session.exec(select(Output).where(col(Output.action_id) == done.id)).first()
    assert shown is not None
    shown.produced_on, shown.evidence = date(2026, 10, 20), "In the shared folder | sheet 2"
    session.add_all([done, late, board, shown])
    move = DueDateMove(
        workspace_id=cast.workspace_id, action_id=late.id, moved_on=date(2026, 9, 28),
        old_due_on=date(2026, 9, 25), new_due_on=date(2026, 10, 9), moved_by_id=cast.people["paula"],
    )  # fmt: skip
    session.add(move)


def _course(session: Session, cast: Cast) -> None:
    here: dict[str, Any] = {"workspace_id": cast.workspace_id, "organization_id": cast.organizations["cedar"]}
    action_id = cast.actions["cedar 1.1.1.2"]
    session.add(
        Adjustment(
            **here, action_id=action_id, recorded_at=local("2026-09-28 15:00"), recorded_on=date(2026, 9, 28),
            recorded_by_id=cast.people["paula"], course=Course.DATE, why="The board arrives *late*",
            cause=Cause.DEPENDENCY, cause_words="Delivery <slow>", decided_by=[cast.people["paula"]],
            new_due_on=date(2026, 10, 9), request_key="year:1",
        )
    )  # fmt: skip
    session.add(
        Support(
            **here, action_id=action_id, asked_on=date(2026, 9, 29), asked_words="A second board",
            asked_by_id=cast.people["dana"], offered_on=date(2026, 10, 2), offered_words="One from stock",
            offered_by_id=cast.people["lena"], given_on=date(2026, 10, 6), given_words="Delivered",
            given_by_id=cast.people["lena"], helped=Helped.A_LOT,
        )
    )  # fmt: skip


def _check_in(session: Session, cast: Cast) -> None:
    here: dict[str, Any] = {"workspace_id": cast.workspace_id}
    school: dict[str, Any] = {"organization_id": cast.organizations["cedar"]}
    closes = local("2026-09-30 16:00")
    cycle = Cycle(
        **here, **school, period="2026-09", opens_at=local("2026-09-24 09:00"), closes_at=closes,
        closes_on=date(2026, 9, 30), tells_at=local("2026-10-01 08:00"), opened_at=local("2026-09-24 09:00"),
        closed_at=closes, told_at=local("2026-10-01 08:00"),
    )  # fmt: skip
    session.add(cycle)
    session.flush()
    asked = CheckIn(
        **here, **school, cycle_id=cycle.id, milestone_id=cast.milestones["cedar 1.1.1"],
        team_id=cast.teams["reading"], opened_at=cycle.opens_at, answered_at=closes,
        standing=Standing.ON_TIME,
    )  # fmt: skip
    session.add(asked)
    session.flush()
    at: datetime = local("2026-09-28 14:00")
    said = Revision(
        **here, check_in_id=asked.id, number=1, person_id=cast.people["dana"], kind=AnswerKind.REPORT,
        submitted_at=at, successes="=Every room has a # data wall", resources_used="Two half days",
        budget_used_cents=45_000, request_key="year:r1",
    )  # fmt: skip
    session.add(said)
    session.flush()
    asked.revision_id = said.id
    session.add(asked)
    session.add(
        ActionReport(
            **here, **school, revision_id=said.id, cycle_id=cycle.id, action_id=cast.actions["cedar 1.1.1.2"],
            status=Status.BEHIND, cause=Cause.DEPENDENCY,
        )
    )  # fmt: skip
    session.flush()
