"""What tests of alerts share: somebody follows, flags come and go, and what is said of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from bot.flows import alerts, subscriptions
from bot.flows.changes import Changes
from bot.flows.kit import Who
from bot.flows.message import Message
from bot.forms.subscribe import SubscribeForm
from storage.tables import Delivery, Flag
from storage.vocabulary import Cadence, RuleName, Severity
from tests.blockkit import faults, words_of
from tests.flows.month import Month

NOON = "2026-10-07 12:00"
FACTS: dict[str, Any] = {
    "reports_in_a_row": 1,
    "since": "2026-10-01",
    "reported_on": "2026-10-01",
    "period": "2026-09",
    "cause": "staffing",
    "due_on": "2026-10-16",
    "new_due_on": None,
    "adjustment_proposed": False,
}


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def follow(
    month: Month,
    key: str,
    place: str,
    severity: Severity = Severity.CONCERN,
    cadence: Cadence = Cadence.NOW,
    **more: Any,
) -> str:
    """Have somebody follow a school or the district."""
    form = SubscribeForm(
        organization_id=month.cast.organizations[place], severity=severity, cadence=cadence, **more
    )
    now = month.at("2026-09-01 08:00")
    with month.database.begin() as session:
        return subscriptions.subscribe(session, month.kit, who(month, key), form, now)[1]


def flag(
    month: Month,
    action: str,
    severity: Severity = Severity.CONCERN,
    rule: RuleName = RuleName.BEHIND,
    of_milestone: bool = False,
) -> int:
    """A flag that was just raised, for an action or for its milestone as a whole."""
    school, number = action.split(" ")
    now = month.at(NOON)
    with month.database.begin() as session:
        row = Flag(
            workspace_id=month.cast.workspace_id,
            organization_id=month.cast.organizations[school],
            milestone_id=month.cast.milestones[f"{school} {number.rpartition('.')[0]}"],
            action_id=None if of_milestone else month.cast.actions[action],
            rule=rule,
            severity=severity,
            facts=FACTS,
            raised_on=now.date(),
            raised_at=now,
        )
        session.add(row)
        session.flush()
        return row.id


def spread(month: Month, at: str = NOON, **changes: tuple[int, ...]) -> None:
    """What judging does once it has written its flags."""
    with month.database.begin() as session:
        alerts.spread(session, month.kit, month.cast.workspace_id, Changes(**changes), month.at(at))


def waiting(month: Month) -> dict[str, int]:
    """The alerts and roll-ups that were wished for: key and whom they are for."""
    with month.database.begin() as session:
        rows = session.exec(
            select(Delivery.key, Delivery.person_id).where(
                col(Delivery.kind).in_(["alert", "alert_update", "roll_up"])
            )
        )
        return {key: person or 0 for key, person in rows}


def said(month: Month, key: str, at: str = NOON) -> str:
    """All that a message says."""
    with month.database.begin() as session:
        message = month.message(session, key, at)
    assert isinstance(message, Message)
    assert faults(message.blocks) == []
    return words_of(message.blocks)


def change(month: Month, flag_id: int, **values: Any) -> None:
    """What judging writes of a flag."""
    with month.database.begin() as session:
        row = session.exec(select(Flag).where(col(Flag.id) == flag_id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)


def clear(month: Month, flag_id: int, at: str = NOON) -> None:
    """What judging does when a flag does not stand any more."""
    now = month.at(at)
    change(month, flag_id, cleared_on=now.date(), cleared_at=now)
    spread(month, at, cleared=(flag_id,))


def updates(month: Month) -> list[str]:
    return [key for key in waiting(month) if key.startswith("alert-update")]


def clear_all(month: Month, at: str) -> None:
    """End every flag, without a word."""
    now = month.at(at)
    with month.database.begin() as session:
        for row in session.exec(select(Flag)):
            row.cleared_on, row.cleared_at = now.date(), now - timedelta(minutes=1)
            session.add(row)
