"""What lags in an organization, judged by the rules and kept as flags (design section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import alerts
from bot.flows.changes import Changes
from bot.flows.facts import facts_of
from bot.flows.kit import Kit
from bot.flows.routine import routine_of
from bot.rules import lagging
from bot.rules.lagging import Flag, StandingFlag, changes, judge
from bot.rules.thresholds import Thresholds
from storage import calendars, flags


def judge_organization(
    session: Session,
    kit: Kit,
    workspace_id: int,
    organization_id: int,
    cycle_id: int | None,
    now: datetime,
    on: date | None = None,
) -> Changes:
    """Judge an organization's plan as of the day `on` (today), and tell those who follow what changed.

    Flags are raised, made more or less severe, or cleared; none is deleted. `cycle_id` is the cycle
    whose close or late answer is the occasion.
    """
    flags.hold(session, workspace_id, organization_id)
    calendar = routine_of(session, workspace_id, organization_id, now.date()).calendar
    today = on or calendar.day_of(now)
    plan, history = facts_of(session, workspace_id, organization_id, calendar)
    found = judge(plan, history, calendar, today, _thresholds(session, workspace_id, organization_id))
    stand = [
        StandingFlag(row.id, row.rule, row.severity, row.milestone_id, row.action_id)
        for row in flags.standing(session, workspace_id, organization_id)
    ]
    told = _write(session, workspace_id, organization_id, changes(stand, found), cycle_id, today, now)
    alerts.spread(session, kit, workspace_id, told, now)
    return told


def _write(
    session: Session,
    workspace_id: int,
    organization_id: int,
    became: lagging.Changes,
    cycle_id: int | None,
    today: date,
    now: datetime,
) -> Changes:
    shared = {
        "workspace_id": workspace_id,
        "organization_id": organization_id,
        "raised_on": today,
        "raised_at": now,
        "raised_cycle_id": cycle_id,
    }
    raised = flags.add(session, [shared | _row(flag) for flag in became.raised])
    kept = [
        {"which": before.id, "severity_now": flag.severity, "facts_now": _facts(flag)}
        for before, flag in (*became.worsened, *became.kept)
    ]
    flags.keep(session, workspace_id, kept)
    worsened = [before.id for before, _ in became.worsened]
    flags.worsen(session, workspace_id, worsened, now)
    cleared = [before.id for before in became.cleared]
    flags.clear(session, workspace_id, cleared, today, cycle_id, now)
    return Changes(tuple(raised), tuple(worsened), tuple(cleared))


def _row(flag: Flag) -> dict[str, Any]:
    return {
        "milestone_id": flag.milestone_id,
        "action_id": flag.action_id,
        "rule": flag.rule,
        "severity": flag.severity,
        "facts": _facts(flag),
    }


def _facts(flag: Flag) -> dict[str, Any]:
    """The evidence, and what would clear it."""
    return {**flag.facts, "remedies": [remedy.value for remedy in flag.remedies]}


def _thresholds(session: Session, workspace_id: int, organization_id: int) -> Thresholds:
    """The organization's own numbers over those of the organizations above it."""
    tree = calendars.tree(session, workspace_id)
    return Thresholds.model_validate(_inherited(tree, organization_id))


def _inherited(tree: Mapping[int, Row[Any]], organization_id: int | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for _ in range(len(tree)):
        if organization_id is None:
            break
        values = {**tree[organization_id].thresholds, **values}
        organization_id = tree[organization_id].parent_id
    return values
