"""What a root-cause session's messages say, read when they are sent; and the picture of a fishbone."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks import parts
from bot.blocks.rootcause import PICTURE, CauseLine, SessionFacts, session_blocks, step_blocks
from bot.documents.fishbone import Bone, Cause, Key, fishbone
from bot.flows.kit import Kit
from bot.flows.message import Message, Picture, Skip
from storage import people, rootcause, tellings
from storage.rootcause import Whole
from storage.tables import Delivery, PossibleCause
from storage.vocabulary_rootcause import Method, WithinPower


def facts_of(session: Session, kit: Kit, whole: Whole) -> SessionFacts:
    """Give a session as it is shown: a chain in the order of its whys, a fishbone by its bones."""
    here = whole.session
    voices = {one.added_by_id for one in whole.causes}
    names = {bone.id: bone.name for bone in whole.bones}
    lines = [_line(kit, whole, one, depth, names) for one, depth in in_order(whole.causes)]
    return SessionFacts(
        id=here.id,
        method=here.method,
        state=here.state,
        problem=here.problem,
        causes=tuple(lines),
        bones=tuple((bone.id, bone.name) for bone in whole.bones),
        unheard=_unheard(session, here.workspace_id, here.milestone_id, voices) if voices else (),
        voices=len(voices),
        action_id=here.action_id,
    )


def in_order(causes: tuple[PossibleCause, ...]) -> list[tuple[PossibleCause, int]]:
    """Give causes each under the one that it answers, with how many whys it is down."""
    found: list[tuple[PossibleCause, int]] = []
    known = {one.id for one in causes}

    def below(parent: int | None, depth: int) -> None:
        for one in causes:
            above = one.parent_id if one.parent_id in known else None
            if above == parent:
                found.append((one, depth))
                below(one.id, depth + 1)

    below(None, 0)
    return found


def _line(kit: Kit, whole: Whole, one: PossibleCause, depth: int, names: dict[int, str]) -> CauseLine:
    practice = kit.catalogue.practices.get(one.practice or "")
    return CauseLine(
        one.id,
        one.words,
        depth,
        names.get(one.bone_id or 0),
        one.evidence,
        whole.votes.get(one.id, 0),
        one.within_power,
        one.is_chosen,
        f"{practice.code} {practice.name}" if practice else None,
    )


def _unheard(
    session: Session, workspace_id: int, milestone_id: int | None, voices: set[int]
) -> tuple[str, ...]:
    """The team's members who have added nothing yet, so that they can be invited (J-40)."""
    team_id = tellings.team_of(session, workspace_id, milestone_id) if milestone_id else None
    if team_id is None:
        return ()
    members = people.members(session, workspace_id, [team_id])
    return tuple(one.name for one in members if one.person_id not in voices)


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a session's message shows; a fishbone with its drawing."""
    whole = rootcause.whole(session, delivery.workspace_id, delivery.facts["session"])
    if whole is None:
        return Skip("the session is not there any more")
    facts = facts_of(session, kit, whole)
    picture = drawing(kit, facts)
    text, blocks = session_blocks(kit.words, facts, picture.alt_text if picture else None)
    return Message(text, blocks, picture)


def compose_step(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the next why, and how many answers it has had."""
    whole = rootcause.whole(session, delivery.workspace_id, delivery.facts["session"])
    cause_id = delivery.facts["cause"]
    if whole is None or not any(one.id == cause_id for one in whole.causes):
        if not delivery.sent:
            return Skip("the answer that it asks about was taken back")
        gone = kit.words.line("rootcause.taken_back")
        return Message(gone, [parts.section(gone)])
    facts = facts_of(session, kit, whole)
    cause = next(one for one in facts.causes if one.id == cause_id)
    answers = sum(one.parent_id == cause_id for one in whole.causes)
    text, blocks = step_blocks(kit.words, facts.id, cause, answers)
    if facts.state.is_over:
        return Message(text, [parts.section(text)])
    return Message(text, blocks)


def drawing(kit: Kit, facts: SessionFacts) -> Picture | None:
    """Give the fishbone's drawing with the words that say what it shows; None for other methods."""
    if facts.method is not Method.FISHBONE:
        return None
    bones = bones_of(kit, facts)
    if not bones:
        return None
    title = kit.words.label("rootcause.title.fishbone")
    return Picture(fishbone(facts.problem, bones, key_of(kit), title), alt_of(kit, facts), title, PICTURE)


def bones_of(kit: Kit, facts: SessionFacts) -> list[Bone]:
    """Give the bones of a drawing, each with its causes; those without a heading on one of their own."""
    bones = [
        Bone(name, tuple(_drawn(one) for one in facts.causes if one.bone == name)) for _, name in facts.bones
    ]
    loose = tuple(_drawn(one) for one in facts.causes if one.bone is None)
    return [*bones, Bone(kit.words.label("rootcause.loose"), loose)] if loose else bones


def key_of(kit: Kit) -> Key:
    """Give the words that explain a drawing's marks."""
    names = ("ours", "others", "evidence", "votes", "chosen")
    return Key(*(kit.words.label(f"rootcause.key.{one}") for one in names))


def alt_of(kit: Kit, facts: SessionFacts) -> str:
    """Give the words that say what a drawing shows."""
    return kit.words.label(
        "rootcause.alt",
        method=kit.words.label(f"rootcause.title.{facts.method}"),
        problem=facts.problem,
        count=len(facts.causes),
        bones=[f"{bone.name}: {len(bone.causes)}" for bone in bones_of(kit, facts) if bone.causes],
        chosen=[one.words for one in facts.chosen],
    )


def _drawn(one: CauseLine) -> Cause:
    ours = one.within_power is WithinPower.OURS
    return Cause(one.words, one.votes, ours, one.evidence is not None, one.is_chosen)
