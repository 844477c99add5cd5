"""What schools found at the root, where enough of them found the same: counts, never names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.blocks.network_facts import Found, Network
from bot.flows.kit import Kit
from storage import rootcause, trees
from storage.vocabulary import Cause, OrganizationKind

WINDOW = timedelta(days=365)
"""How far back a finished session still tells how things are."""


def with_causes(session: Session, kit: Kit, workspace_id: int, network: Network, now: datetime) -> Network:
    """Give a roll-up with the coded causes that its schools settled on within a year, most frequent first.

    What fewer schools found than stand behind any figure is left out. A school's own roll-up has none:
    its causes stand beside its actions.
    """
    if network.kind is OrganizationKind.SCHOOL:
        return network
    below = trees.below(session, workspace_id, [network.organization_id])
    rows = rootcause.common(session, workspace_id, below, now - WINDOW, network.least)
    return replace(network, found=tuple(_found(kit, *row) for row in rows))


def _found(kit: Kit, kind: str, code: str, schools: int) -> Found:
    if kind == "cause":
        return Found(code, kit.words.term(Cause(code)), schools)
    practice = kit.catalogue.practices.get(code)
    return Found(code, f"{code} {practice.name}" if practice else code, schools, is_practice=True)
