"""Who is about to be asked, and whether their Slack status says that they are away (design section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.kit import Kit
from bot.flows.teams import members_of
from bot.rules.absence import SlackStatus, away_until
from bot.rules.calendar import zone_of
from bot.rules.reminders import whom_to_ask
from storage import checkins, cycles, directory, expected, people
from storage.vocabulary import Step

DEFAULT_TIMEZONE = "America/New_York"


def note_status(
    session: Session, kit: Kit, workspace_id: int, person_id: int, status: SlackStatus, now: datetime
) -> None:
    """Keep what a person's Slack status says: an absence that begins, goes on, or is over.

    Absences that somebody set are left as they are.
    """
    timezone = people.timezone_of(session, workspace_id, person_id) or DEFAULT_TIMEZONE
    today = now.astimezone(zone_of(timezone)).date()
    last = away_until(status, kit.catalogue.away, timezone)
    seen = people.seen_absence(session, workspace_id, person_id, today)
    if seen is not None and (last is None or last != seen.last_on):
        people.end_absence(session, workspace_id, seen.id, last or today - timedelta(days=1))
    elif seen is None and last is not None:
        people.add_absence(session, workspace_id, person_id, today, last, None)


def to_read(
    session: Session, workspace_id: int, until: datetime, since: datetime, now: datetime
) -> list[int]:
    """Give the people whose status is worth reading before what is due by `until` is done.

    Those are the ones who would be asked or reminded, and those whose status said that they are away;
    nobody whose status was read since. Reading one may bring the next of a team up.
    """
    found: list[int] = []
    for step in expected.steps(session, workspace_id, until):
        found += _of_step(session, workspace_id, step, now)
    for put_off in expected.put_off(session, workspace_id, until):
        if put_off.asked_person_id is not None:
            found.append(put_off.asked_person_id)
    wanted = list(dict.fromkeys(found))
    unread = directory.unread(session, workspace_id, wanted, since) if wanted else set()
    return [person for person in wanted if person in unread]


def _of_step(session: Session, workspace_id: int, step: Row[Any], now: datetime) -> list[int]:
    check_ins: Sequence[Any]
    if step.step is Step.OPEN:
        check_ins = expected.to_open(session, workspace_id, step.organization_id)
    else:
        asked = checkins.of_cycle(session, workspace_id, step.cycle_id)
        check_ins = [one for one in asked if one.answered_at is None]
    timezone = cycles.timezone(session, workspace_id, step.organization_id)
    found: list[int] = []
    preferred = {one.milestone_id: one.asked_person_id for one in check_ins}
    teams = members_of(session, workspace_id, check_ins, timezone, now)
    for milestone_id, team in teams.items():
        member = whom_to_ask(team, now, preferred[milestone_id])
        found += [member.person_id] if member else []
    everybody = {member.person_id for team in teams.values() for member in team}
    return found + sorted(
        expected.seen_away(session, workspace_id, everybody, now.date() - timedelta(days=1))
    )
