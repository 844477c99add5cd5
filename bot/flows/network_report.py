"""What the command line reports of the network, and as whom it reads."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.network_facts import Network
from bot.documents.checks import nearest
from bot.flows.kit import Kit, Refusal
from bot.flows.network import roll_up
from bot.flows.network_counts import rebuild
from bot.flows.rootcause_common import with_causes
from storage import network, organizations, trees
from storage.plan_rows import people_by_email
from storage.tables import Organization


def network_report(
    session: Session,
    kit: Kit,
    workspace_id: int,
    code: str | None,
    period: str | None,
    *,
    least: int | None = None,
    live: bool = False,
    reader: str | None = None,
    now: datetime | None = None,
) -> Network:
    """Read the roll-up of an organization, by default of the one above all others.

    With `now`, the root causes that schools found within a year are in it. `reader` is the e-mail address
    of somebody who has to be allowed to follow it. Raises `Refusal`.
    """
    place = _place(session, workspace_id, code)
    if reader is not None:
        person = people_by_email(session, workspace_id, [reader.lower()]).get(reader.lower())
        if person is None or place.id not in trees.visible(session, workspace_id, person.id):
            raise Refusal("network.not_theirs", who=reader, name=place.name)
    read = roll_up(session, kit, workspace_id, place, period, least=least, live=live, with_ids=True)
    return read if now is None else with_causes(session, kit, workspace_id, read, now)


def recount(session: Session, workspace_id: int) -> None:
    """Make every counter anew from the check-ins."""
    rebuild(session, workspace_id)


def _place(session: Session, workspace_id: int, code: str | None) -> Organization:
    if code is not None:
        found = organizations.by_code(session, workspace_id, code)
        if found is None:
            near = nearest(code, organizations.codes(session, workspace_id))
            raise Refusal("network.no_organization", code=code, nearest=near)
        return found
    tops = network.top(session, workspace_id)
    if not tops:
        raise Refusal("network.none_at_all")
    if len(tops) > 1 and tops[1].kind is tops[0].kind:
        raise Refusal("network.which", known=[one.code for one in tops])
    return tops[0]
