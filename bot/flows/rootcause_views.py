"""The windows of a root-cause session, with what they are about."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks import rootcause_forms as forms
from bot.blocks.parts import View
from bot.blocks.rootcause import CauseLine, SessionFacts
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.rootcause import DOTS, Room, enter
from bot.flows.rootcause_told import facts_of
from bot.forms.rootcause import NewCause
from storage import rootcause


def ask_cause(
    session: Session, kit: Kit, who: Who, session_id: int, cause_id: int | None, now: datetime
) -> View:
    """Give the window that asks why, of the problem or of an answer, or what else lies behind it."""
    _, facts = _facts(session, kit, who, session_id)
    return forms.cause_view(kit.words, facts, _cause(facts, cause_id), f"{session_id}")


def ask_again(
    session: Session, kit: Kit, who: Who, session_id: int, said: NewCause, now: datetime
) -> View | None:
    """Give the window with a probe where the words stop at money, time or blame, else None (J-19)."""
    steer = kit.catalogue.signs.heard(said.words, None)
    if steer is None:
        return None
    _, facts = _facts(session, kit, who, session_id)
    probe = kit.words.line(f"rootcause.probe.{steer[0]}")
    typed = (said.words, said.evidence)
    parent = _cause(facts, said.parent_id)
    return forms.cause_view(kit.words, facts, parent, f"{session_id}:probed", probe, typed)


def ask_dots(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> View:
    """Give the window for a person's dots, with those that they put before."""
    room, facts = _facts(session, kit, who, session_id)
    if not facts.causes:
        raise Refusal("rootcause.refusal.no_causes")
    dots = rootcause.dots_of(session, who.workspace_id, session_id, room.person_id)
    return forms.vote_view(kit.words, facts, sorted(dots), DOTS, str(session_id))


def ask_closer(
    session: Session, kit: Kit, who: Who, session_id: int, cause_id: int | None, now: datetime
) -> View:
    """Give the closer look at a cause, or the window that asks at which one."""
    room, facts = _facts(session, kit, who, session_id)
    if not facts.causes:
        raise Refusal("rootcause.refusal.no_causes")
    cause, known = _cause(facts, cause_id), room.cause(cause_id)
    if cause is None or known is None:
        return forms.pick_view(kit.words, facts)
    practices = [(one.code, one.name) for one in kit.catalogue.practices.values()]
    passed = {test: ok for (which, test), ok in room.whole.tests.items() if which == cause.id}
    metadata, is_own = f"{session_id}:{cause.id}", known.added_by_id == room.person_id
    return forms.closer_view(kit.words, cause, known.cause, practices, passed, metadata, is_own)


def ask_headings(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> View:
    """Give the window for a session's headings."""
    _, facts = _facts(session, kit, who, session_id)
    return forms.bones_view(kit.words, facts, str(session_id))


def _facts(session: Session, kit: Kit, who: Who, session_id: int) -> tuple[Room, SessionFacts]:
    room = enter(session, who, session_id)
    return room, facts_of(session, kit, room.whole)


def _cause(facts: SessionFacts, cause_id: int | None) -> CauseLine | None:
    return next((one for one in facts.causes if one.id == cause_id), None)
