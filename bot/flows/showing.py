"""What one person asks to see of digests: their school's latest, or a part of one."""

from __future__ import annotations

import difflib
from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest import digest_blocks, digest_text, digest_view
from bot.blocks.digest_item import item_view
from bot.blocks.parts import View
from bot.flows.digest_reading import digest_of
from bot.flows.digest_story import story_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message
from bot.flows.persons import person_of
from bot.flows.routine import Routine, routine_of
from storage import cycles, desk, tellings, trees
from storage.tables import Cycle, Organization


def latest(session: Session, kit: Kit, who: Who, code: str, now: datetime) -> Message:
    """Give the latest digest of a person's school (or of the one whose code they typed), for them alone."""
    school = school_of(session, who, code)
    cycle = tellings.latest_told(session, who.workspace_id, school.id)
    if cycle is None:
        next_at = cycles.next_opening(session, who.workspace_id, school.id)
        raise Refusal("digest.none_yet", school=school.name, next_at=next_at and next_at.date())
    digest = digest_of(session, who.workspace_id, cycle, _routine(session, cycle, now))
    return Message(digest_text(kit.words, digest), digest_blocks(kit.words, digest, None))


def opened(session: Session, kit: Kit, who: Who, cycle_id: int, what: str, now: datetime) -> View:
    """Give the window that shows a part of a digest whole, or one of its items ("item:12", "item:m7")."""
    cycle = _visible(session, who, cycle_id)
    kind, _, key = what.partition(":")
    if kind == "item":
        milestone_id, action_id = _item(session, who, key)
        story = story_of(session, kit, who.workspace_id, cycle, milestone_id, action_id)
        if story is None:
            raise Refusal("digest.not_yours")
        return item_view(kit.words, story)
    digest = digest_of(session, who.workspace_id, cycle, _routine(session, cycle, now))
    return digest_view(kit.words, digest, what)


def school_of(session: Session, who: Who, code: str) -> Organization:
    """The school of this code, or without one the first of the person's own that has a plan."""
    person = person_of(session, who)
    visible = trees.visible(session, who.workspace_id, person.id)
    if code:
        return _coded(session, who, visible, code)
    own = trees.homes(session, who.workspace_id, person.id)
    for places in (own, visible):
        if rows := desk.schools(session, who.workspace_id, places):
            return tellings.organization(session, who.workspace_id, rows[0].id)
    raise Refusal("digest.no_school")


def _coded(session: Session, who: Who, visible: set[int], code: str) -> Organization:
    known = {one.code.lower(): one for one in trees.named(session, who.workspace_id, visible)}
    found = known.get(code.lower())
    if found is None:
        near = difflib.get_close_matches(code.lower(), known, n=1, cutoff=0.5)
        raise Refusal("status.unknown", typed=code, nearest=near[0] if near else None)
    return found


def _visible(session: Session, who: Who, cycle_id: int) -> Cycle:
    person = person_of(session, who)
    cycle = cycles.get(session, who.workspace_id, cycle_id)
    if cycle.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("digest.not_yours")
    return cycle


def _item(session: Session, who: Who, key: str) -> tuple[int, int | None]:
    if key.startswith("m"):
        return int(key[1:]), None
    return tellings.milestone_of(session, who.workspace_id, int(key)), int(key)


def _routine(session: Session, cycle: Cycle, now: datetime) -> Routine:
    return routine_of(session, cycle.workspace_id, cycle.organization_id, now.date())
