"""Plays the routine against a database: time passes, and what is due is done and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.flows import cycle, drain
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from storage import workspaces
from storage.database import Database
from storage.drains import Ended, Outcome, Sent
from storage.tables import CheckIn, Cycle, CycleStep, Delivery
from storage.vocabulary import DeliveryState
from tests.people import Cast, local


@dataclass
class Month:
    """The district in one database, and a clock that only goes where it is told to."""

    database: Database
    kit: Kit
    cast: Cast
    timezone: str = "America/New_York"

    def at(self, text: str) -> datetime:
        """The moment at which the district's clocks show `text`."""
        return local(text, self.timezone)

    def go_to(self, text: str, was_down: bool = False) -> list[str]:
        """One beat at `text`: sweep, then send; give the keys of what was sent, in order.

        `was_down` has nobody been there since the last beat.
        """
        now = self.at(text)
        heard = workspaces.mark_beat if was_down else workspaces.move_beat
        with self.database.begin() as session:
            heard(session, self.cast.workspace_id, now)
            cycle.plan_cycles(session, self.kit, self.cast.workspace_id, now)
        self.sweep(text)
        return self.send(text)

    def sweep(self, text: str) -> None:
        """Do everything that is due at `text`."""
        more = True
        while more:
            with self.database.begin() as session:
                more = cycle.sweep(session, self.kit, self.cast.workspace_id, self.at(text))

    def send(self, text: str) -> list[str]:
        """Send what is waiting as the drain would; give the keys, with a * for what was said anew."""
        now, keys = self.at(text), []
        while True:
            with self.database.begin() as session:
                jobs = drain.claim(session, self.cast.workspace_id, now)
                messages = drain.compose(
                    session, self.kit, self.cast.workspace_id, [job.id for job in jobs], now
                )
                outcomes: list[Outcome] = []
                for job in jobs:
                    message = messages[job.id]
                    if isinstance(message, Skip):
                        outcomes.append(Ended(job.id, DeliveryState.SKIPPED, message.reason))
                    else:
                        outcomes.append(
                            Sent(job.id, job.wanted, job.ts or f"{job.id}.0", job.channel or "D1")
                        )
                        keys.append(job.key + ("*" if job.ts else ""))
                drain.record(session, self.cast.workspace_id, outcomes, now)
            if not jobs:
                return keys

    def message(self, session: Session, key: str, text: str) -> Message | Skip:
        """What the delivery of this key says at `text`."""
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        now = self.at(text)
        return drain.compose(session, self.kit, self.cast.workspace_id, [delivery.id], now)[delivery.id]

    def check_in(self, session: Session, milestone: str, period: str = "2026-09") -> CheckIn:
        """The check-in of a milestone of the cast."""
        return session.exec(
            select(CheckIn)
            .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
            .where(col(CheckIn.milestone_id) == self.cast.milestones[milestone], col(Cycle.period) == period)
        ).one()

    def steps(self, session: Session, organization: str, period: str = "2026-09") -> list[CycleStep]:
        """The steps of an organization's cycle, in the order in which they are due."""
        return list(
            session.exec(
                select(CycleStep)
                .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
                .where(
                    col(Cycle.organization_id) == self.cast.organizations[organization],
                    col(Cycle.period) == period,
                )
                .order_by(col(CycleStep.due_at))
            )
        )
