"""Tells a plan's owner what would make it better, after it was taken in; none of it stops a plan.

The sentences are those of `milepost plan check`, said when the file was read; the message is about that
version, and is left out when a newer one has come since, which has its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlmodel import Session

from bot.blocks import parts
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from storage import deliveries, plan_rows, plan_versions, tellings
from storage.deliveries import Wish
from storage.tables import Delivery

ADVICE = "plan_advice"
MOST_LINES = 8
"""So many pieces of advice are told one by one; people read more of a few than of many."""


class Advice(Protocol):
    """A piece of advice as a reader of plans gives it."""

    @property
    def code(self) -> str:
        """What kind of advice it is."""

    @property
    def message(self) -> str:
        """The sentence, with its reason."""

    @property
    def source(self) -> str | None:
        """Where it comes from; None for what only the file is about."""


def tell_owner(
    session: Session, workspace_id: int, code: str, advice: Sequence[Advice], now: datetime
) -> bool:
    """Wish for a message to the principal of the organization with this code, where there is advice.

    Give whether there is one. An organization without a principal whom Slack knows is told on the command
    line only.
    """
    return tell_summed(session, workspace_id, code, summed(advice), now)


def tell_summed(
    session: Session, workspace_id: int, code: str, told: Mapping[str, Any], now: datetime
) -> bool:
    """The same, for advice that was summed up when the file was read, and kept since."""
    organization = plan_rows.organization_by_code(session, workspace_id, code)
    plan = organization and plan_rows.living_plan(session, workspace_id, organization.id)
    if not told["lines"] or organization is None or plan is None:
        return False
    owner = tellings.principal(session, workspace_id, organization.id)
    version = plan_versions.newest(session, workspace_id, plan.id)
    if owner is None or version is None:
        return False
    wish = Wish(
        workspace_id=workspace_id,
        key=f"plan-advice:{plan.id}:{version.number}",
        kind=ADVICE,
        due_at=now,
        about=f"plan:{plan.id}",
        facts={"plan": plan.id, "version": version.number, "name": organization.name, **told},
        person_id=owner,
    )
    deliveries.wish(session, [wish], now)
    return True


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the advice on a version that is still the newest."""
    facts = delivery.facts
    newest = plan_versions.newest(session, delivery.workspace_id, facts["plan"])
    if newest is None or newest.number != facts["version"]:
        return Skip("the plan has changed since")
    said = kit.words.line("plan.advice", name=facts["name"], lines=facts["lines"], more=facts["more"])
    return Message(said, [parts.section(said)])


def summed(advice: Sequence[Advice]) -> dict[str, Any]:
    """Give one line a kind of advice, with how often it came, and how many kinds are left out.

    What has no source is about the file, and nothing that the plan's owner would need.
    """
    kinds: dict[str, list[Advice]] = {}
    for one in advice:
        if one.source is None:
            continue
        kinds.setdefault(str(one.code), []).append(one)
    lines = [
        {"text": same[0].message, "source": same[0].source, "others": len(same) - 1}
        for same in kinds.values()
    ]
    return {"lines": lines[:MOST_LINES], "more": len(lines[MOST_LINES:])}
