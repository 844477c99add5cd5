"""How things stand for one person: their state or district together, and their schools in a line each.

Everybody sees what they may follow: their own organizations and what stands below them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.blocks.status import Standing
from bot.flows.glance import glances
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.network import roll_up
from bot.flows.persons import person_of
from bot.flows.rootcause_common import with_causes
from storage import network, tellings, trees
from storage.tables import Organization
from storage.vocabulary import OrganizationKind

MOST_SCHOOLS = 20
MOST_NETWORKS = 3


def standing(session: Session, kit: Kit, who: Who, code: str, now: datetime) -> Standing:
    """Give how a person's organizations stand, or the one whose code they typed.

    Raises `Refusal` for a code that is not among those that they may follow.
    """
    person = person_of(session, who)
    homes = trees.homes(session, who.workspace_id, person.id)
    if code:
        place = _coded(session, who, person.id, homes, code)
        return _of(session, kit, who.workspace_id, [place], {place.id}, now)
    places = trees.named(session, who.workspace_id, homes)
    above = [one for one in places if one.kind is not OrganizationKind.SCHOOL]
    return _of(session, kit, who.workspace_id, above[:MOST_NETWORKS], homes, now)


def _of(
    session: Session,
    kit: Kit,
    workspace_id: int,
    networks: Iterable[Organization],
    own: set[int],
    now: datetime,
) -> Standing:
    networks = list(networks)
    below = network.directly_below(session, workspace_id, [one.id for one in networks])
    schools = {row.id for row in below if row.kind is OrganizationKind.SCHOOL}
    together = tuple(
        with_causes(session, kit, workspace_id, roll_up(session, kit, workspace_id, one), now)
        for one in networks
    )
    lines, more = glances(session, kit, workspace_id, own | schools, now, MOST_SCHOOLS)
    return Standing(together, lines, more)


def _coded(session: Session, who: Who, person_id: int, homes: set[int], code: str) -> Organization:
    found = network.by_code(session, who.workspace_id, code)
    if found is not None and homes & set(trees.above(session, who.workspace_id, found)):
        return tellings.organization(session, who.workspace_id, found)
    visible = trees.visible(session, who.workspace_id, person_id)
    known = {one.code.lower(): one.code for one in trees.named(session, who.workspace_id, visible)}
    near = difflib.get_close_matches(code.lower(), known, n=1, cutoff=0.5)
    raise Refusal("status.unknown", typed=code, nearest=near[0] if near else None)
