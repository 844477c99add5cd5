"""Starting a root-cause session: about an action that lags, or about words that somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.blocks.rootcause_forms import Choice
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from storage import adjustments, audit, deliveries, rootcause, supports, trees
from storage.deliveries import Wish
from storage.tables import RootCauseBone, RootCauseSession
from storage.vocabulary_rootcause import Method

SESSION = "root_cause"
MOST_PROBLEM = 500
_NUMBERED = re.compile(r"(\d+(?:\.\d+)+)[:,]?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Start:
    """What is looked into, and how: `problem` as typed, or that of the action with this key."""

    method: Method
    problem: str = ""
    action_id: int | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The conversation in which somebody asked, and the `ts` of the message whose button it was."""

    channel: str | None
    ts: str | None = None


def named(
    session: Session, kit: Kit, who: Who, begun: Start, now: datetime
) -> tuple[Start, tuple[Choice, ...]]:
    """Give what is looked into where words begin with an action's number, and the actions to choose from.

    There is a choice where several schools have an action of this number. `Refusal` for a number alone
    that is nobody's; words behind such a number are taken as they are.
    """
    found = _NUMBERED.fullmatch(begun.problem)
    if found is None or begun.action_id is not None:
        return begun, ()
    number, problem = found.group(1), found.group(2) or ""
    visible = trees.visible(session, who.workspace_id, person_of(session, who).id)
    rows = adjustments.unfinished(session, who.workspace_id, visible, number)
    if not rows and not problem:
        raise Refusal("rootcause.refusal.none_such", typed=number)
    if len(rows) == 1:
        return replace(begun, problem=problem, action_id=rows[0].id), ()
    return begun, tuple(Choice(row.id, row.number, row.text, row.organization) for row in rows)


def start(
    session: Session, kit: Kit, who: Who, begun: Start, where: Where, request_key: str, now: datetime
) -> int:
    """Open a session and wish for the message that it lives under; give its key.

    The same request twice is one session. `Refusal` for a stranger, for no problem, or for an action of
    a school that the person does not belong to.
    """
    person = person_of(session, who)
    organization_id, milestone_id, problem = _about(session, who, person.id, begun)
    if (known := rootcause.same(session, who.workspace_id, organization_id, request_key)) is not None:
        return known
    row = RootCauseSession(
        workspace_id=who.workspace_id,
        organization_id=organization_id,
        method=begun.method,
        problem=problem[:MOST_PROBLEM],
        action_id=begun.action_id,
        milestone_id=milestone_id,
        started_by_id=person.id,
        started_at=now,
        changed_at=now,
        channel=where.channel,
        request_key=request_key,
    )
    session.add(row)
    session.flush()
    _add_bones(session, kit, row)
    row.delivery_id = _wish(session, row, where, person.id, now)
    audit.note(
        session,
        who.workspace_id,
        "root-cause.started",
        now,
        about=f"root-cause:{row.id}",
        person_id=person.id,
    )
    return row.id


def _about(session: Session, who: Who, person_id: int, begun: Start) -> tuple[int, int | None, str]:
    """The organization, the milestone and the problem."""
    if begun.action_id is None:
        if not begun.problem:
            raise Refusal("rootcause.refusal.no_problem")
        homes = trees.homes(session, who.workspace_id, person_id)
        if not homes:
            raise Refusal("rootcause.refusal.no_home")
        return min(homes), None, begun.problem
    action = supports.action(session, who.workspace_id, begun.action_id)
    if action is None or action.organization_id not in trees.visible(session, who.workspace_id, person_id):
        raise Refusal("rootcause.refusal.not_yours")
    return action.organization_id, action.milestone_id, begun.problem or f"{action.number} {action.text}"


def _add_bones(session: Session, kit: Kit, row: RootCauseSession) -> None:
    """The headings that the method begins with; a fishbone's are the Four Domains (D-M2)."""
    names: list[tuple[str, str | None]] = []
    if row.method is Method.FISHBONE:
        names = [(domain.name, domain.code) for domain in kit.catalogue.domains]
    elif row.method is not Method.FIVE_WHYS:
        names = [(line, None) for line in kit.words.label(f"rootcause.headings.{row.method}").split(" | ")]
    for position, (name, code) in enumerate(names):
        session.add(
            RootCauseBone(
                workspace_id=row.workspace_id, session_id=row.id, position=position, name=name, code=code
            )
        )


def _wish(session: Session, row: RootCauseSession, where: Where, person_id: int, now: datetime) -> int:
    """Wish for the session's message: in the thread of the clicked one, or in the conversation itself."""
    key = f"root-cause:{row.id}"
    clicked = deliveries.shown_as(session, row.workspace_id, where.channel, where.ts)
    wish = Wish(
        workspace_id=row.workspace_id,
        key=key,
        kind=SESSION,
        due_at=now,
        about=key,
        facts={"session": row.id},
        person_id=None if where.channel else person_id,
        channel=where.channel,
        parent_id=(clicked.parent_id or clicked.id) if clicked else None,
    )
    deliveries.wish(session, [wish], now)
    made = deliveries.find(session, row.workspace_id, key)
    assert made is not None
    return made.id
