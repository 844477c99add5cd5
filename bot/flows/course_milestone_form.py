"""The form for a change of course of a milestone: what it shows, and what a decision is checked against."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.course_milestone import MilestoneFacts, milestone_view
from bot.blocks.parts import View
from bot.flows.course_door import local_day, milestone_for
from bot.flows.kit import Kit, Who
from bot.forms.course import Limits, Subject
from storage import milestone_course
from storage.vocabulary import Course

MOST_PAST = 3
"""Earlier decisions that a form shows."""


def open_form(session: Session, kit: Kit, who: Who, milestone_id: int, chosen: Course | None = None) -> View:
    """Give the form with the fields that `chosen` calls for; `Refusal` for those who may not have it."""
    metadata = str(Subject("milestone", milestone_id))
    return milestone_view(kit.words, about(session, who, milestone_id), metadata, chosen)


def about(session: Session, who: Who, milestone_id: int) -> MilestoneFacts:
    """Give what the form shows of a milestone."""
    workspace_id, row = who.workspace_id, milestone_for(session, who, milestone_id)
    teams = milestone_course.teams(session, workspace_id, row.organization_id)
    actions = milestone_course.unfinished_actions(session, workspace_id, milestone_id)
    past = milestone_course.past(session, workspace_id, milestone_id)[:MOST_PAST]
    return MilestoneFacts(
        number=row.number,
        text=row.text,
        team=row.team,
        organization=row.organization,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        team_id=row.team_id,
        lead=_lead(session, workspace_id, row.team_id),
        decider=who.slack_user_id,
        teams=[(one.id, one.name) for one in teams],
        actions=[(one.id, one.number, one.text) for one in actions],
        past=[(one.recorded_on, one.course, one.new_due_on) for one in past],
    )


def limits(session: Session, who: Who, milestone_id: int, now: datetime) -> Limits:
    """Give what a decision about a milestone is checked against."""
    row = milestone_for(session, who, milestone_id)
    lead = _lead(session, who.workspace_id, row.team_id)
    return Limits(local_day(row, now), row.due_on, lead, team=row.team_id, is_milestone=True)


def _lead(session: Session, workspace_id: int, team_id: int | None) -> str | None:
    """The Slack id of whoever leads the team."""
    members = milestone_course.members(session, workspace_id, team_id) if team_id else ()
    return members[0].slack_user_id if members and members[0].position == 0 else None
