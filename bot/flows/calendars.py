"""What administrators set of calendars and schedules; cycles that have not opened yet follow at once.

An organization without its own uses that of the nearest one above it. The first change gives it its own,
begun as a copy of what it used before, so that nothing is lost by changing one thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from bot.flows import cycle
from bot.flows.kit import Kit, Refusal
from bot.flows.routine import nearest
from bot.flows.setting_up import named
from bot.rules.cycle import CycleSettings
from bot.rules.holidays import public_holidays
from storage import audit, calendars, organizations
from storage.tables import CalendarSpan, Organization, Schedule, SchoolCalendar


def set_calendar(
    session: Session, kit: Kit, workspace_id: int, code: str, changes: Mapping[str, Any], now: datetime
) -> None:
    """Change a calendar's country, subdivision or feed_url ("" for none). Raises `Refusal`."""
    organization = named(session, workspace_id, code)
    row = _own_calendar(session, workspace_id, organization)
    for field in ("country", "subdivision"):
        if field in changes:
            setattr(row, field, changes[field] or None)
    if "country" in changes and "subdivision" not in changes:
        row.subdivision = None
    if row.country is not None:
        try:
            public_holidays(row.country, row.subdivision, ())
        except ValueError as error:
            raise Refusal("setup.no_holidays", reason=str(error)) from None
    if "feed_url" in changes:
        row.feed_url = changes["feed_url"] or None
        row.feed_due_at = now if row.feed_url else None
        row.feed_etag, row.feed_read_at, row.feed_fault = None, None, None
        organizations.drop_feed(session, workspace_id, row.id)
    _settle(session, kit, workspace_id, f"calendar:{row.id}", "calendar_changed", now)


def set_days(
    session: Session,
    kit: Kit,
    workspace_id: int,
    code: str,
    first: date,
    last: date,
    label: str,
    now: datetime,
    *,
    school: bool = False,
    remove: bool = False,
) -> None:
    """Set a break, or extra school days (`school`), both ends included; or take one away."""
    if last < first:
        raise Refusal("setup.ends_before", first=first, last=last)
    row = _own_calendar(session, workspace_id, named(session, workspace_id, code))
    found = organizations.remove_spans(session, workspace_id, row.id, first, last)
    if remove and not found:
        raise Refusal("setup.no_such_days", first=first, last=last)
    if not remove:
        session.add(
            CalendarSpan(
                workspace_id=workspace_id,
                calendar_id=row.id,
                first_on=first,
                last_on=last,
                is_school_day=school,
                label=label,
            )
        )
    _settle(session, kit, workspace_id, f"calendar:{row.id}", "calendar_changed", now)


def set_schedule(
    session: Session, kit: Kit, workspace_id: int, code: str, changes: Mapping[str, Any], now: datetime
) -> None:
    """Change when an organization's teams are asked, reminded and told. Raises `Refusal`."""
    organization = named(session, workspace_id, code)
    row = organizations.schedule_of(session, workspace_id, organization.id)
    if row is None:
        tree = calendars.tree(session, workspace_id)
        above = nearest(tree, calendars.schedules(session, workspace_id), organization.id)
        kept = above.model_dump(exclude={"id", "organization_id", "workspace_id"}) if above else {}
        row = Schedule(workspace_id=workspace_id, organization_id=organization.id, **kept)
        session.add(row)
    for field, value in changes.items():
        setattr(row, field, value)
    try:
        CycleSettings.model_validate(row.model_dump(include=set(CycleSettings.model_fields)))
    except ValidationError as error:
        first = error.errors()[0]
        raise Refusal(
            "setup.bad_schedule",
            field=_field(first["loc"]),
            reason=first["msg"].removeprefix("Value error, "),
        ) from None
    session.flush()
    _settle(session, kit, workspace_id, f"schedule:{row.id}", "schedule_changed", now)


def _own_calendar(session: Session, workspace_id: int, organization: Organization) -> SchoolCalendar:
    own = organizations.calendar_of(session, workspace_id, organization.id)
    if own is not None:
        return own
    tree = calendars.tree(session, workspace_id)
    above = nearest(tree, calendars.school_calendars(session, workspace_id), organization.id)
    own = SchoolCalendar(workspace_id=workspace_id, organization_id=organization.id)
    if above is not None:
        used = organizations.calendar_of(session, workspace_id, above.organization_id)
        assert used is not None
        kept = used.model_dump(exclude={"id", "organization_id"})
        own = SchoolCalendar(organization_id=organization.id, **kept)
    session.add(own)
    session.flush()
    for span in organizations.spans_of(session, workspace_id, above.id) if above is not None else ():
        session.add(CalendarSpan(workspace_id=workspace_id, calendar_id=own.id, **span._mapping))
    session.flush()
    return own


def _settle(session: Session, kit: Kit, workspace_id: int, about: str, what: str, now: datetime) -> None:
    session.flush()
    audit.note(session, workspace_id, what, now, about=about)
    cycle.replan(session, kit, workspace_id, now)


def _field(where: tuple[int | str, ...]) -> str:
    return "--" + str(where[0]).replace("_", "-") if where else "--open-time"
