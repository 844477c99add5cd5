"""What administrators set: organizations in their tree, with time zone and leadership channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.documents.checks import nearest
from bot.flows import cycle, network_counts
from bot.flows.kit import Kit, Refusal
from bot.rules.calendar import zone_of
from storage import audit, organizations
from storage.homes import SET
from storage.tables import Organization
from storage.vocabulary import OrganizationKind


@dataclass(frozen=True, slots=True)
class OrganizationWish:
    """An organization as it is to be; None leaves a field as it is, or as it is by default."""

    code: str
    name: str | None = None
    kind: OrganizationKind | None = None
    parent: str | None = None
    timezone: str | None = None
    channel: str | None = None
    least_schools: int | None = None


def named(session: Session, workspace_id: int, code: str) -> Organization:
    """Give the organization with this code; `Refusal` with the nearest one for a code that is unknown."""
    found = organizations.by_code(session, workspace_id, code)
    if found is None:
        near = nearest(code, organizations.codes(session, workspace_id))
        raise Refusal("setup.no_organization", code=code, nearest=near)
    return found


def save_organization(
    session: Session, kit: Kit, workspace_id: int, wish: OrganizationWish, now: datetime
) -> bool:
    """Add an organization, or change the one with this code; True for a new one. Raises `Refusal`."""
    row = organizations.by_code(session, workspace_id, wish.code)
    is_new = row is None
    if row is None:
        if wish.name is None or wish.kind is None:
            raise Refusal("setup.needs_name_and_kind", code=wish.code)
        row = Organization(workspace_id=workspace_id, code=wish.code, name=wish.name, kind=wish.kind)
        session.add(row)
        session.flush()
    before, stood = (row.parent_id, row.timezone), (row.parent_id, row.kind)
    for field, value in _changes(session, workspace_id, row, wish).items():
        setattr(row, field, value)
    session.flush()
    what = "organization_added" if is_new else "organization_changed"
    audit.note(session, workspace_id, what, now, about=f"organization:{row.id}")
    if not is_new and before != (row.parent_id, row.timezone):
        cycle.replan(session, kit, workspace_id, now)
    if not is_new and stood != (row.parent_id, row.kind):
        network_counts.retotal(session, workspace_id)
    return is_new


def _changes(
    session: Session, workspace_id: int, row: Organization, wish: OrganizationWish
) -> dict[str, Any]:
    values: dict[str, Any] = {
        field: value for field, value in (("name", wish.name), ("kind", wish.kind)) if value is not None
    }
    if wish.parent is not None:
        parent = named(session, workspace_id, wish.parent)
        _refuse_circle(session, workspace_id, row, parent)
        values["parent_id"] = parent.id
        if wish.timezone is None and row.timezone_source != SET and parent.timezone_source == SET:
            values |= {"timezone": parent.timezone, "timezone_source": SET}
    if wish.timezone is not None:
        try:
            zone_of(wish.timezone)
        except ValueError:
            raise Refusal("setup.no_timezone", timezone=wish.timezone) from None
        values |= {"timezone": wish.timezone, "timezone_source": SET}
    if wish.least_schools is not None:
        values["thresholds"] = {**row.thresholds, "network_least_schools": wish.least_schools}
    if wish.channel is not None and wish.channel != row.leadership_channel_name:
        values |= {"leadership_channel_name": wish.channel or None, "leadership_channel": None}
    return values


def _refuse_circle(session: Session, workspace_id: int, row: Organization, parent: Organization) -> None:
    """Refuse a parent that stands below the organization itself."""
    tree = {one.id: one.parent_id for one in organizations.everything(session, workspace_id)}
    at: int | None = parent.id
    while at is not None:
        if at == row.id:
            raise Refusal("setup.circle", code=row.code, parent=parent.code)
        at = tree.get(at)
