"""Chooses the coaching questions that stand beside what lags, and says what is known when they are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest_facts import Evidence, Item, Report
from bot.flows import coaching
from bot.flows.kit import Kit
from bot.flows.routine import Routine, routine_of
from bot.rules.coaching import Situation
from storage import figures
from storage.tables import Cycle
from storage.vocabulary import Audience, Phase

_RUNNING = ("reports_in_a_row", "cycles_in_a_row", "declines", "reports_since")
"""Facts that count the check-ins in a row that a rule has held."""


def ask(session: Session, kit: Kit, cycle: Cycle, items: Sequence[Item], now: datetime) -> None:
    """Choose the questions of each item, and keep which were chosen."""
    routine = routine_of(session, cycle.workspace_id, cycle.organization_id, now.date())
    reports = reports_of(session, cycle.workspace_id, cycle.id)
    flags = figures.standing_flags(session, cycle.workspace_id, [cycle.organization_id])
    teams = {row.milestone_id: row.team_id for row in flags}
    today = routine.calendar.day_of(now)
    for item in items:
        situation = situation_of(item, reports.get(item.action_id or 0, Report()), routine)
        place = place_of(cycle, item, teams.get(item.milestone_id))
        coaching.ask(session, kit, cycle.workspace_id, place, situation, today)


def place_of(cycle: Cycle, item: Item, team_id: int | None = None) -> Mapping[str, int | None]:
    """Where the questions about an item are kept."""
    return {
        "organization_id": cycle.organization_id,
        "milestone_id": item.milestone_id,
        "action_id": item.action_id,
        "team_id": team_id,
        "cycle_id": cycle.id,
    }


def situation_of(
    item: Item, report: Report, routine: Routine, audience: Audience = Audience.LEADERSHIP
) -> Situation:
    """What is known of an item, for choosing questions: its gravest rule, its cause, the team's words."""
    worst: Evidence = item.evidence[0]
    running = next((worst.facts[key] for key in _RUNNING if worst.facts.get(key)), 0)
    return Situation(
        audience=audience,
        phase=Phase.MONITOR,
        rule=worst.rule,
        cause=item.cause,
        severity=worst.severity,
        running=int(running),
        rhythm=routine.settings.rhythm,
        words=" ".join(
            text for text in (report.cause_words, report.support_needed, report.adjustment) if text
        ),
    )


def reports_of(session: Session, workspace_id: int, cycle_id: int) -> dict[int, Report]:
    """Give the teams' own words on each action in a cycle."""
    return {
        row.action_id: Report(row.cause_words, row.adjustment, row.support_needed)
        for row in figures.reports(session, workspace_id, cycle_id)
    }
