"""Who knows a practice, and which schools work on it now (J-14); people say themselves what they know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.blocks.expert import Expert, Found, Work, expert_blocks, expert_text, expert_view
from bot.blocks.parts import Block, View
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.rules.calendar import zone_of
from storage import people, practices, trees
from storage.vocabulary import OrganizationKind, RoleKind


def find(session: Session, kit: Kit, who: Who, typed: str) -> tuple[str, list[Block]]:
    """Give who knows the practice that was typed, in the person's own network, and who works on it.

    Schools are those that the person may see anyway. `Refusal` for what is no practice.
    """
    person = person_of(session, who)
    practice = kit.catalogue.practice_named(typed)
    if practice is None:
        raise Refusal("expert.no_such", typed=typed, known=list(kit.catalogue.practices))
    network = _network(session, who.workspace_id, person.id)
    found = Found(
        code=practice.code,
        name=practice.name,
        experts=_experts(session, who.workspace_id, practice.code, network),
        imported=_imported(session, who.workspace_id, network),
        works=_works(session, who.workspace_id, practice.code, person.id),
    )
    return expert_text(kit.words, found), expert_blocks(kit.words, found)


def open_form(session: Session, kit: Kit, who: Who) -> View:
    """Give the form in which people say which practices they know."""
    person = person_of(session, who)
    known = practices.known_by(session, who.workspace_id, person.id)
    return expert_view(kit.words, kit.catalogue, known)


def declare(session: Session, kit: Kit, who: Who, codes: Iterable[str], now: datetime) -> str:
    """Have a person know exactly these practices; give the sentence that says so."""
    person = person_of(session, who)
    timezone = people.timezone_of(session, who.workspace_id, person.id) or "UTC"
    wanted = [code for code in kit.catalogue.practices if code in set(codes)]
    today = now.astimezone(zone_of(timezone)).date()
    practices.declare(session, who.workspace_id, person.id, wanted, today)
    return kit.words.line("expert.saved", codes=wanted)


def _network(session: Session, workspace_id: int, person_id: int) -> set[int]:
    """The person's own organizations, those above, and everything in their districts."""
    found: set[int] = set()
    for home in trees.homes(session, workspace_id, person_id):
        places = trees.above(session, workspace_id, home)
        found |= set(places)
        districts = [
            one.id for one in trees.named(session, workspace_id, places) if one.kind is OrganizationKind.LEA
        ]
        found |= trees.below(session, workspace_id, districts or [home])
    return found


def _experts(session: Session, workspace_id: int, code: str, network: set[int]) -> tuple[Expert, ...]:
    """Those of the network who say that they know the practice, each with where they work."""
    rows = practices.experts(session, workspace_id, code)
    found = []
    for row in rows:
        homes = trees.homes(session, workspace_id, row.person_id) & network
        if homes:
            places = tuple(one.name for one in trees.named(session, workspace_id, homes))
            found.append(Expert(row.name, row.title, row.slack_user_id, places))
    return tuple(found)


def _imported(session: Session, workspace_id: int, network: set[int]) -> tuple[Expert, ...]:
    """Those who were listed as practice experts and have not said yet what they know."""
    found: dict[int, Expert] = {}
    for row in practices.holders(session, workspace_id, network, (RoleKind.EXPERT,)):
        if row.person_id not in found and not practices.known_by(session, workspace_id, row.person_id):
            (place,) = trees.named(session, workspace_id, [row.organization_id])
            found[row.person_id] = Expert(row.name, row.title, row.slack_user_id, (place.name,))
    return tuple(found.values())


def _works(session: Session, workspace_id: int, code: str, person_id: int) -> tuple[Work, ...]:
    visible = trees.visible(session, workspace_id, person_id)
    return tuple(
        Work(row.organization, row.number, row.statement)
        for row in practices.working_on(session, workspace_id, visible, code)
    )
