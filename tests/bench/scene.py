"""The scene that benchmarks play in: a state with many teams, all of them asked, all still to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from bot.flows import asking
from bot.sandbox.clock import SandboxClock
from storage import cycles, drains, workspaces
from storage.database import Database
from storage.drains import Sent
from storage.tables import (
    Action,
    Cycle,
    Milestone,
    Organization,
    Output,
    Person,
    Plan,
    Strategy,
    Team,
    TeamMember,
)
from storage.upgrade import upgrade
from storage.vocabulary import OrganizationKind, Status, Step
from tests.bench.signing import TEAM_ID

NOW = datetime(2026, 9, 25, 14, tzinfo=UTC)
"""A Friday morning, two school days after the cycle has opened."""

LATER = timedelta(hours=1)
ACTIONS = 4
SCHOOL_TEAMS = 10
WORK = "Every second grade class reads aloud in pairs for ten minutes a day, with the picture cards"


def running(now: datetime = NOW) -> SandboxClock:
    """Give a clock that shows `now` and goes on from there, so that every run is on the same day."""
    clock = SandboxClock()
    clock.set(now)
    return clock


def channel_of(number: int) -> str:
    """The conversation with the lead of a team."""
    return f"D{number:010}"


def user_of(number: int) -> str:
    """The Slack user who leads a team."""
    return f"U{number:010}"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is written: `teams` in schools of ten, at `now`; prompts stand in Slack already if `asked`.

    Where `at_once` is given, only so many teams' prompts are due at `now`, and the others' an hour later.
    """

    teams: int
    asked: bool = True
    now: datetime = NOW
    at_once: int | None = None

    def write(self, session: Session) -> None:
        """Write it into an upgraded, empty database."""
        workspace_id = workspaces.welcome(session, TEAM_ID, "bench", "U0BOT")
        workspaces.move_beat(session, workspace_id, self.now)
        for first in range(0, self.teams, SCHOOL_TEAMS):
            numbers = range(first, min(first + SCHOOL_TEAMS, self.teams))
            self._school(session, workspace_id, first // SCHOOL_TEAMS, numbers)
        if self.asked:
            self._stand_in_slack(session, workspace_id)

    def _school(self, session: Session, workspace_id: int, school: int, numbers: Iterable[int]) -> None:
        place = Organization(
            workspace_id=workspace_id,
            kind=OrganizationKind.SCHOOL,
            code=f"school-{school}",
            name=f"School {school}",
        )
        session.add(place)
        session.flush()
        strategy_id = _strategy(session, place)
        for number in numbers:
            _team(session, place, strategy_id, number, self.now)
        later = self.at_once is not None and school * SCHOOL_TEAMS >= self.at_once
        self._open(session, place, self.now + LATER if later else self.now)

    def _open(self, session: Session, place: Organization, asked_at: datetime) -> None:
        """Open the school's cycle, as the beat did."""
        opened, closes = self.now - timedelta(days=1), self.now + timedelta(days=5)
        tells = closes + timedelta(hours=16)
        cycle_id = cycles.add(
            session,
            place.workspace_id,
            {
                "organization_id": place.id,
                "period": f"{opened:%Y-%m}",
                "opens_at": opened,
                "closes_at": closes,
                "closes_on": closes.date(),
                "tells_at": tells,
                "opened_at": opened,
            },
            [(Step.CLOSE, closes), (Step.TELL, tells)],
        )
        cycle = session.exec(
            select(Cycle).where(col(Cycle.workspace_id) == place.workspace_id, col(Cycle.id) == cycle_id)
        ).one()
        asking.open_cycle(session, cycle, place.timezone, False, asked_at)

    def _stand_in_slack(self, session: Session, workspace_id: int) -> None:
        """Note of every prompt that Slack shows it."""
        while jobs := drains.claim(session, workspace_id, self.now, 500):
            sent = [Sent(one.id, 1, f"1714000000.{one.id:06}", one.channel or "") for one in jobs]
            drains.record(session, workspace_id, sent, self.now)


def _strategy(session: Session, place: Organization) -> int:
    own: dict[str, Any] = {"workspace_id": place.workspace_id}
    plan = Plan(organization_id=place.id, title="Improvement plan", **own)
    session.add(plan)
    session.flush()
    strategy = Strategy(
        plan_id=plan.id, number="1.1", if_text="we", then_text="they", and_text="all", practices=["3B"], **own
    )
    session.add(strategy)
    session.flush()
    return strategy.id


def _team(session: Session, place: Organization, strategy_id: int, number: int, now: datetime) -> None:
    """A team of one lead, with a milestone of four actions, one of them with outputs."""
    own: dict[str, Any] = {"workspace_id": place.workspace_id}
    lead = Person(
        email=f"lead{number}@example.org",
        name=f"Lead {number}",
        slack_user_id=user_of(number),
        dm_channel=channel_of(number),
        look_up_at=now + timedelta(days=30),
        status_read_at=now,
        **own,
    )
    team = Team(organization_id=place.id, code=f"team-{number}", name=f"Team {number}", **own)
    session.add_all([lead, team])
    session.flush()
    session.add(TeamMember(team_id=team.id, person_id=lead.id, **own))
    milestone = Milestone(
        organization_id=place.id,
        strategy_id=strategy_id,
        team_id=team.id,
        number=f"1.1.{number}",
        statement="All classes read aloud in pairs every day",
        due_on=date(2027, 1, 29),
        **own,
    )
    session.add(milestone)
    session.flush()
    actions = [_action(milestone, position, lead.id) for position in range(ACTIONS)]
    session.add_all(actions)
    session.flush()
    outputs = [
        {"action_id": actions[0].id, "position": at, "text": text, **own}
        for at, text in enumerate(("A set of cards", "A timetable"))
    ]
    session.execute(insert(Output), outputs)


def _action(milestone: Milestone, position: int, lead: int) -> Action:
    return Action(
        workspace_id=milestone.workspace_id,
        organization_id=milestone.organization_id,
        milestone_id=milestone.id,
        number=f"{milestone.number}.{position}",
        text=f"{WORK}, part {position + 1}",
        starts_on=date(2026, 9, 1),
        due_on=date(2026, 12, 18),
        responsible_id=lead,
        status=Status.NOT_STARTED,
    )


def fresh(path: Path) -> Path:
    """The path, with no database there."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return path


def write(path: str, scene: Scene) -> None:
    """Write a scene into a new SQLite file at `path`, all of it in that one file."""
    database = Database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.begin() as session:
        scene.write(session)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
