"""What happens to a cause once a team has settled on it, or once somebody takes theirs back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks import rootcause_forms as forms
from bot.blocks.parts import View
from bot.flows import digest
from bot.flows import rootcause as rootcause_flow
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.rootcause import Room, changed, enter
from storage import adjustments, audit, rootcause, supports


def finish(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> None:
    """End a session with the causes that the team chose; the digest's item shows what it found."""
    room = rootcause_flow.finish(session, kit, who, session_id, now)
    tell(session, kit, room, now)


def ask_action(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> View:
    """Give the window that asks on which action of the school a finished session goes on record."""
    room = enter(session, who, session_id, ended=True)
    rows = adjustments.unfinished(session, who.workspace_id, [room.session.organization_id])
    if not rows:
        raise Refusal("rootcause.refusal.no_actions")
    actions = [forms.Choice(row.id, row.number, row.text, row.organization) for row in rows]
    return forms.record_view(kit.words, actions, str(session_id))


def record(session: Session, kit: Kit, who: Who, session_id: int, action_id: int, now: datetime) -> None:
    """Put what a session found on record with an action of its school; its lagging item shows it."""
    room = enter(session, who, session_id, ended=True)
    action = supports.action(session, who.workspace_id, action_id)
    if action is None or action.organization_id != room.session.organization_id:
        raise Refusal("rootcause.refusal.not_yours")
    room.session.action_id, room.session.milestone_id = action.id, action.milestone_id
    audit.note(
        session,
        who.workspace_id,
        "root-cause.recorded",
        now,
        about=f"root-cause:{session_id}",
        person_id=room.person_id,
        facts={"action": action_id},
    )
    changed(session, room, now)
    tell(session, kit, room, now)


def tell(session: Session, kit: Kit, room: Room, now: datetime) -> None:
    """Have the digest show what a session found, where it is about an action."""
    here = room.session
    if here.action_id is not None:
        session.flush()
        digest.correct_latest(session, kit, here.workspace_id, here.organization_id, now)


def take_back(session: Session, kit: Kit, who: Who, session_id: int, cause_id: int, now: datetime) -> None:
    """Take back what one said oneself; what was answered to it hangs on what it had answered.

    `Refusal` for the words of somebody else: those are looked at more closely, not taken away.
    """
    room = enter(session, who, session_id)
    cause = room.cause(cause_id)
    if cause is None:
        raise Refusal("rootcause.refusal.gone")
    if cause.added_by_id != room.person_id:
        raise Refusal("rootcause.refusal.not_your_words")
    rootcause.lift(session, who.workspace_id, session_id, cause_id, cause.parent_id)
    rootcause.set_cause(session, who.workspace_id, session_id, cause_id, withdrawn_at=now)
    changed(session, room, now)
