"""Root-cause sessions for files and for programs: listed, and one with everything that was said in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from bot.blocks.rootcause import SessionFacts
from bot.documents.fishbone import fishbone
from bot.documents.why_chain import Answer, why_chain
from bot.flows.kit import Kit, Refusal
from bot.flows.rootcause_told import bones_of, facts_of, key_of
from storage import organizations, people, rootcause, rootcause_listed
from storage.rootcause import Whole
from storage.vocabulary_rootcause import Method

TALLEST = 1.25
"""A drawing is as much higher than wide where it has to fit a page; one that is higher is cut by bones."""


@dataclass(frozen=True, slots=True)
class Export:
    """A session with its organization's name, and the names of who said what."""

    facts: SessionFacts
    whole: Whole
    organization: str
    names: dict[int, str]


def listed(session: Session, kit: Kit, workspace_id: int, code: str | None) -> list[dict[str, Any]]:
    """Give the sessions of an organization or of all, newest first; `Refusal` for a code that is nobody's."""
    place = None if code is None else organizations.by_code(session, workspace_id, code)
    if code is not None and place is None:
        raise Refusal("rootcause.refusal.no_place", typed=code)
    rows = rootcause_listed.listed(session, workspace_id, place.id if place else None)
    return [
        {
            "id": row.id, "organization": row.organization, "method": row.method.value,
            "state": row.state.value, "problem": row.problem, "started_on": row.started_at.date().isoformat(),
        }
        for row in rows
    ]  # fmt: skip


def read(session: Session, kit: Kit, workspace_id: int, session_id: int) -> Export:
    """Read a session whole; `Refusal` where there is none of this number."""
    whole = rootcause.whole(session, workspace_id, session_id)
    if whole is None:
        raise Refusal("rootcause.refusal.no_session", typed=session_id)
    who = {one.added_by_id for one in whole.causes} | {whole.session.started_by_id}
    names = {key: row.name for key, row in people.names(session, workspace_id, who).items()}
    row = next(iter(rootcause_listed.listed(session, workspace_id, whole.session.organization_id)))
    return Export(facts_of(session, kit, whole), whole, row.organization, names)


def svg_of(kit: Kit, one: Export) -> str:
    """Give the drawing: a chain for whys, a fishbone for every other method."""
    title = kit.words.label(f"rootcause.title.{one.facts.method}")
    if one.facts.method is Method.FIVE_WHYS:
        answers = [Answer(it.words, it.depth, it.evidence, it.is_chosen) for it in one.facts.causes]
        return why_chain(one.facts.problem, answers, title)
    return fishbone(one.facts.problem, bones_of(kit, one.facts), key_of(kit), title)


def svgs_of(kit: Kit, one: Export) -> list[str]:
    """Give the drawing in pieces that each fit a page: a fishbone two bones at a time where it is high."""
    whole = svg_of(kit, one)
    bones = bones_of(kit, one.facts)
    if one.facts.method is Method.FIVE_WHYS or len(bones) <= 2 or _ratio(whole) <= TALLEST:
        return [whole]
    title = kit.words.label(f"rootcause.title.{one.facts.method}")
    return [
        fishbone(one.facts.problem, bones[at : at + 2], key_of(kit), title) for at in range(0, len(bones), 2)
    ]


def as_json(one: Export) -> dict[str, Any]:
    """For programs: method, problem, chain or bones, evidence, tests, whose it is, practice, dots."""
    here = one.whole.session
    bones = {bone.id: bone.name for bone in one.whole.bones}
    return {
        "version": 1,
        "id": here.id,
        "organization": one.organization,
        "method": here.method.value,
        "state": here.state.value,
        "problem": here.problem,
        "action_id": here.action_id,
        "started_at": here.started_at.isoformat(),
        "ended_at": here.ended_at.isoformat() if here.ended_at else None,
        "participants": sorted({one.names[it.added_by_id] for it in one.whole.causes}),
        "bones": list(bones.values()),
        "causes": [
            {
                "id": it.id, "answers": it.parent_id, "bone": bones.get(it.bone_id or 0), "words": it.words,
                "evidence": it.evidence, "within_power": it.within_power, "cause": it.cause,
                "practice": it.practice, "dots": one.whole.votes.get(it.id, 0), "is_chosen": it.is_chosen,
                "added_by": one.names[it.added_by_id], "added_at": it.added_at.isoformat(),
                "tests": {test: ok for (key, test), ok in one.whole.tests.items() if key == it.id},
            }
            for it in one.whole.causes
        ],
    }  # fmt: skip


def _ratio(svg: str) -> float:
    """How much higher than wide a drawing is."""
    _, _, wide, high = svg.partition('viewBox="')[2].partition('"')[0].split()
    return float(high) / float(wide)
