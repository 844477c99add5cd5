"""What a person's desk shows, and the days on which they are away."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.blocks.home_facts import Home, OwnAction, Waiting
from bot.flows.glance import glances
from bot.flows.keeping import shelf_of
from bot.flows.kit import Kit, Who
from bot.flows.persons import person_of
from bot.flows.rootcause_home import own_sessions
from bot.flows.subscriptions import following
from bot.flows.support_list import care_of
from bot.flows.working_home import good_now, own_workings
from bot.forms.away import AwayForm
from bot.rules.calendar import zone_of
from bot.rules.entering import ENTERING
from storage import desk, people, trees

_UTC = "UTC"


def home_of(session: Session, kit: Kit, who: Who, now: datetime) -> Home:
    """Read everything on a person's desk; somebody unknown gets a welcome and nothing else."""
    person = people.by_slack_id(session, who.workspace_id, who.slack_user_id)
    if person is None:
        return Home(None, now.date(), ask=tuple(people.administrators(session, who.workspace_id)))
    today = _today(session, who, person.id, now)
    visible = trees.visible(session, who.workspace_id, person.id)
    schools, more = glances(session, kit, who.workspace_id, visible, now)
    return Home(
        name=person.name,
        today=today,
        check_ins=_check_ins(session, who.workspace_id, person.id),
        actions=tuple(
            OwnAction(
                row.number,
                row.text,
                row.status,
                row.due_on,
                row.due_on is not None and row.due_on < today,
            )
            for row in desk.own_actions(session, who.workspace_id, person.id)
        ),
        subscriptions=tuple(following(session, kit, who)),
        schools=schools,
        more_schools=more,
        may_measure=bool(trees.held(session, who.workspace_id, person.id, ENTERING)),
        answers_check_ins=desk.in_a_team(session, who.workspace_id, person.id),
        away=_away(session, who, person.id, today),
        shelf=shelf_of(session, kit, who.workspace_id, person.id),
        care=care_of(session, who.workspace_id, person.id),
        sessions=own_sessions(session, who.workspace_id, person.id, now),
        workings=own_workings(session, kit, who.workspace_id, person.id),
        forms_now=good_now(session, kit, who.workspace_id, person.id, today),
    )


def _check_ins(session: Session, workspace_id: int, person_id: int) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(
            row.id,
            row.number,
            row.statement,
            row.team or row.organization,
            row.closes_on,
            row.closed_at is not None,
            row.seen,
        )
        for row in desk.open_check_ins(session, workspace_id, person_id)
    )


def go_away(session: Session, kit: Kit, who: Who, form: AwayForm, now: datetime) -> str:
    """Note that a person is away; what was noted before gives way. Give the sentence that says so."""
    person = person_of(session, who)
    today = _today(session, who, person.id, now)
    desk.end_absences(session, who.workspace_id, person.id, today)
    people.add_absence(session, who.workspace_id, person.id, form.first_on, form.last_on, person.id)
    return kit.words.line("home.away.saved", first=form.first_on, last=form.last_on)


def come_back(session: Session, kit: Kit, who: Who, now: datetime) -> None:
    """Note that a person is here again."""
    person = person_of(session, who)
    today = _today(session, who, person.id, now)
    desk.end_absences(session, who.workspace_id, person.id, today)


def today_of(session: Session, kit: Kit, who: Who, now: datetime) -> date:
    """Give the day that it is where a person works."""
    return _today(session, who, person_of(session, who).id, now)


def _today(session: Session, who: Who, person_id: int, now: datetime) -> date:
    timezone = people.timezone_of(session, who.workspace_id, person_id) or _UTC
    return now.astimezone(zone_of(timezone)).date()


def _away(session: Session, who: Who, person_id: int, today: date) -> tuple[date, date] | None:
    rows = people.absences(session, who.workspace_id, [person_id], today)
    nearest = min(rows, key=lambda row: row.first_on, default=None)
    return (nearest.first_on, nearest.last_on) if nearest else None
