"""What a team does in a root-cause session: causes, evidence, dots, tests, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.rootcause_start import SESSION
from bot.forms.rootcause import Closer, NewCause
from storage import audit, deliveries, rootcause, trees
from storage.deliveries import Wish
from storage.rootcause import Whole
from storage.tables import PossibleCause, RootCauseBone, RootCauseSession
from storage.vocabulary_rootcause import Method, SessionState, WithinPower

STEP = "root_cause_step"
DOTS = 3
"""Dots that each person has."""

MOST_CAUSES = 100


@dataclass(frozen=True, slots=True)
class Room:
    """A session that somebody has come into."""

    whole: Whole
    person_id: int

    @property
    def session(self) -> RootCauseSession:
        """The session itself."""
        return self.whole.session

    def cause(self, cause_id: int | None) -> PossibleCause | None:
        """A cause of this session; None for none, and for one that was withdrawn or is of another session."""
        return next((one for one in self.whole.causes if one.id == cause_id), None)


def enter(session: Session, who: Who, session_id: int, *, ended: bool = False) -> Room:
    """Let a person into a session; `Refusal` for those of other schools, and for one that has ended.

    Whoever may follow the school's progress may work with its team: the team, its leaders, its coach.
    """
    person = person_of(session, who)
    whole = rootcause.whole(session, who.workspace_id, session_id)
    if whole is None:
        raise Refusal("rootcause.refusal.gone")
    if whole.session.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("rootcause.refusal.not_yours")
    if whole.session.state.is_over and not ended:
        raise Refusal("rootcause.refusal.over")
    return Room(whole, person.id)


def add(
    session: Session, kit: Kit, who: Who, session_id: int, said: NewCause, request_key: str, now: datetime
) -> int | None:
    """Store what somebody thinks lies behind it; give its key, None for the same request again.

    Two people who answer at once make two branches: nothing is overwritten. In a chain of whys the next
    why is asked in the thread.
    """
    room = enter(session, who, session_id)
    if len(room.whole.causes) >= MOST_CAUSES:
        raise Refusal("rootcause.refusal.full", most=MOST_CAUSES)
    row = {
        "workspace_id": who.workspace_id,
        "session_id": session_id,
        "parent_id": said.parent_id if room.cause(said.parent_id) else None,
        "bone_id": said.bone_id if any(one.id == said.bone_id for one in room.whole.bones) else None,
        "words": said.words,
        "evidence": said.evidence,
        "within_power": said.within_power,
        "is_chosen": False,
        "added_by_id": room.person_id,
        "added_at": now,
        "request_key": request_key,
    }
    cause_id = rootcause.add_cause(session, row)
    if cause_id is not None:
        if room.session.method is Method.FIVE_WHYS:
            _ask_why(session, room, cause_id, now)
        changed(session, room, now)
    return cause_id


def vote(
    session: Session, kit: Kit, who: Who, session_id: int, cause_ids: Sequence[int], now: datetime
) -> None:
    """Put a person's dots on causes, three at the most; they may be moved until the session ends."""
    room = enter(session, who, session_id)
    if len(set(cause_ids)) > DOTS:
        raise Refusal("rootcause.fault.dots", block_id="causes", most=DOTS)
    here = [one for one in cause_ids if room.cause(one)]
    rootcause.set_dots(session, who.workspace_id, session_id, room.person_id, here)
    changed(session, room, now)


def look_closer(
    session: Session, kit: Kit, who: Who, session_id: int, cause_id: int, closer: Closer, now: datetime
) -> list[str]:
    """Keep what a team says to the stopping tests of a cause; give the tests that it did not pass.

    A cause that the team wants to start with has to be theirs to act on, or one that names who could.
    """
    room = enter(session, who, session_id)
    cause = room.cause(cause_id)
    if cause is None:
        raise Refusal("rootcause.refusal.gone")
    if closer.is_chosen and closer.within_power in (None, WithinPower.NOBODY):
        raise Refusal("rootcause.fault.power", block_id="power")
    rootcause.set_tests(session, who.workspace_id, cause_id, room.person_id, closer.passed, now)
    rootcause.set_cause(
        session,
        who.workspace_id,
        session_id,
        cause_id,
        within_power=closer.within_power,
        cause=closer.cause,
        practice=closer.practice,
        is_chosen=closer.is_chosen,
        evidence=closer.evidence,
        words=closer.words if closer.words and cause.added_by_id == room.person_id else cause.words,
    )
    changed(session, room, now)
    return [test for test, passed in closer.passed.items() if not passed]


def rename_bones(
    session: Session, kit: Kit, who: Who, session_id: int, names: Sequence[str], now: datetime
) -> None:
    """Have a session's headings be these, in this order; one that has causes stays, after the others."""
    room = enter(session, who, session_id)
    if not names:
        raise Refusal("rootcause.fault.bones", block_id="bones")
    known = {one.name: one for one in room.whole.bones}
    used = {one.bone_id for one in room.whole.causes}
    kept = [one.name for one in room.whole.bones if one.name not in names and one.id in used]
    offset = 1 + max((one.position for one in room.whole.bones), default=0)
    for bone in room.whole.bones:
        bone.withdrawn_at = None if bone.name in names or bone.name in kept else now
        bone.position += offset * 1000  # out of the way of those that take its place
    session.flush()
    for position, name in enumerate([*names, *kept]):
        bone = known.get(name) or RootCauseBone(
            workspace_id=who.workspace_id, session_id=session_id, position=0, name=name
        )
        bone.position = offset + position
        session.add(bone)
    changed(session, room, now)


def pause(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> SessionState:
    """Let a session rest, or take it up again; give how it stands now. Nothing of it is lost."""
    room = enter(session, who, session_id)
    resting = room.session.state is SessionState.PAUSED
    room.session.state = SessionState.OPEN if resting else SessionState.PAUSED
    changed(session, room, now)
    return room.session.state


def finish(session: Session, kit: Kit, who: Who, session_id: int, now: datetime) -> Room:
    """End a session with the causes to start with; `Refusal` while the team has chosen none."""
    room = enter(session, who, session_id)
    if not any(one.is_chosen for one in room.whole.causes):
        raise Refusal("rootcause.refusal.none_chosen")
    room.session.state = SessionState.DONE
    room.session.ended_at, room.session.ended_by_id = now, room.person_id
    about = f"root-cause:{session_id}"
    facts: Mapping[str, object] = {
        "causes": [one.cause for one in room.whole.causes if one.is_chosen and one.cause],
        "practices": [one.practice for one in room.whole.causes if one.is_chosen and one.practice],
    }
    audit.note(
        session,
        who.workspace_id,
        "root-cause.ended",
        now,
        about=about,
        person_id=room.person_id,
        facts=dict(facts),
    )
    changed(session, room, now)
    return room


def _ask_why(session: Session, room: Room, cause_id: int, now: datetime) -> None:
    """Wish for the next why, in the session's thread."""
    here = room.session
    shown = deliveries.find(session, here.workspace_id, f"root-cause:{here.id}")
    wish = Wish(
        workspace_id=here.workspace_id,
        key=f"root-cause-step:{cause_id}",
        kind=STEP,
        due_at=now,
        about=f"root-cause:{here.id}",
        facts={"session": here.id, "cause": cause_id},
        person_id=shown.person_id if shown else None,
        channel=here.channel,
        parent_id=(shown.parent_id or shown.id) if shown else None,
    )
    deliveries.wish(session, [wish], now)


def changed(session: Session, room: Room, now: datetime) -> None:
    """Have the session's messages show what it holds now."""
    room.session.changed_at = now
    session.add(room.session)
    deliveries.freshen(
        session, room.session.workspace_id, f"root-cause:{room.session.id}", (SESSION, STEP), now
    )
