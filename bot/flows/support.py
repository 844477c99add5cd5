"""Help with an action: offered, given, and said afterwards how it went (E20, J-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.support import OfferFacts
from bot.flows import alerts, support_told, support_waiting
from bot.flows.course_door import HELPING, LEADING, action_for, afterwards, known, local_day, note
from bot.flows.course_form import asked_for
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.forms.support import RatingForm, SupportForm
from bot.ids import Field
from storage import people, supports, trees
from storage.vocabulary import AsIntended


@dataclass(frozen=True, slots=True)
class HelpFacts:
    """Help that a form is about."""

    id: int
    number: str
    text: str
    name: str
    what: str
    today: date


def about(session: Session, kit: Kit, who: Who, action_id: int) -> OfferFacts:
    """Give what the form for an offer shows; `Refusal` for those who do not work with the school."""
    action = action_for(session, who, action_id, HELPING)
    asked = asked_for(session, who.workspace_id, action)
    team = action.team or action.organization
    return OfferFacts(action.number, action.text, team, action.due_on, asked)


def offer(session: Session, kit: Kit, who: Who, action_id: int, form: SupportForm, now: datetime) -> str:
    """Record help for an action, which answers its team's requests; give the sentence that says so."""
    person = person_of(session, who)
    action = action_for(session, who, action_id, HELPING)
    helper = known(session, who.workspace_id, form.helper, Field.WHO)
    today = local_day(action, now)
    support_id = supports.offer(
        session,
        who.workspace_id,
        organization_id=action.organization_id,
        action_id=action_id,
        words=form.what,
        on=today,
        by_id=helper.id,
    )
    if support_id is None:  # the same form, sent twice
        return kit.words.line("support.done")
    if form.is_given:
        row = _help(session, who, support_id)
        supports.mark(session, who.workspace_id, row, **_given(today, form.what, helper.id))
    support_told.tell_offer(session, who.workspace_id, action, support_id, now)
    support_waiting.answered(session, who.workspace_id, action.organization_id, now)
    alerts.answered(session, who.workspace_id, action_id, now)
    note(session, who.workspace_id, person.id, "support.offered", f"support:{support_id}", now)
    afterwards(session, kit, who.workspace_id, action.organization_id, now)
    return kit.words.line("support.done")


def to_give(session: Session, kit: Kit, who: Who, support_id: int, now: datetime) -> HelpFacts:
    """Give the help that somebody says was given; `Refusal` for those who have no part in it."""
    row = _help(session, who, support_id)
    _may_give(session, who, row)
    return _facts(session, who, row, now)


def give(
    session: Session, kit: Kit, who: Who, support_id: int, how: str, given_on: date | None, now: datetime
) -> str:
    """Record that help was given, and how (F129); give the sentence that says so."""
    person, row = person_of(session, who), _help(session, who, support_id)
    _may_give(session, who, row)
    today = local_day(_action(session, who, row), now)
    if given_on is not None and given_on > today:
        raise Refusal("support.not_yet_given", block_id=Field.WHEN)
    if row.given_on is None:
        giver = row.offered_by_id or person.id
        supports.mark(session, who.workspace_id, row, **_given(given_on or today, how, giver))
        note(session, who.workspace_id, person.id, "support.given", f"support:{support_id}", now)
        afterwards(session, kit, who.workspace_id, row.organization_id, now)
    return kit.words.line("support.given_done")


def to_rate(session: Session, kit: Kit, who: Who, support_id: int, now: datetime) -> HelpFacts:
    """Give the help that a team is asked about; `Refusal` for those who did not receive it."""
    row = _help(session, who, support_id)
    _may_rate(session, who, row)
    return _facts(session, who, row, now)


def rate(session: Session, kit: Kit, who: Who, support_id: int, form: RatingForm, now: datetime) -> str:
    """Record how help went, in the words of those who received it (F130 to F132).

    Help that has not come yet is asked for again, where it was asked for.
    """
    person, row = person_of(session, who), _help(session, who, support_id)
    _may_rate(session, who, row)
    today = local_day(_action(session, who, row), now)
    said = {
        "as_intended": form.intended,
        "as_intended_words": form.intended_words,
        "used_words": form.used,
        "helped": form.helped,
    }
    note(session, who.workspace_id, person.id, "support.rated", f"support:{support_id}", now)
    if form.intended is AsIntended.NOT_YET:
        supports.mark(session, who.workspace_id, row, **said)
        supports.reopen(session, who.workspace_id, row)
        if row.asked_on is not None:
            support_waiting.watch(session, who.workspace_id, row.organization_id, now, at_once=True)
    else:
        came = {} if row.given_on else _given(row.offered_on or today, row.offered_words, row.offered_by_id)
        by = {"rated_on": today, "rated_by_id": person.id}
        supports.mark(session, who.workspace_id, row, **said, **came, **by)
    support_told.tell_rating(session, who.workspace_id, row, person.id, now)
    afterwards(session, kit, who.workspace_id, row.organization_id, now)
    return kit.words.line("support.rated_done", intended=form.intended)


def _given(on: date, how: str | None, by_id: int | None) -> dict[str, Any]:
    return {"given_on": on, "given_words": how, "given_by_id": by_id}


def _help(session: Session, who: Who, support_id: int) -> Row[Any]:
    row = supports.one(session, who.workspace_id, support_id)
    if row is None or row.offered_on is None:
        raise Refusal("support.gone")
    return row


def _action(session: Session, who: Who, row: Row[Any]) -> Row[Any]:
    action = supports.action(session, who.workspace_id, row.action_id)
    if action is None:
        raise Refusal("course.gone")
    return action


def _facts(session: Session, who: Who, row: Row[Any], now: datetime) -> HelpFacts:
    today = local_day(_action(session, who, row), now)
    return HelpFacts(row.id, row.number, row.text, row.name or "", row.offered_words or "", today)


def _may_give(session: Session, who: Who, row: Row[Any]) -> None:
    person = person_of(session, who)
    if person.id == row.offered_by_id:
        return
    if not trees.has_role(session, who.workspace_id, person.id, row.organization_id, HELPING):
        raise Refusal("course.not_close")


def _may_rate(session: Session, who: Who, row: Row[Any]) -> None:
    """Those who received it: the team, who is responsible, or else those who lead the school."""
    person = person_of(session, who)
    team = people.members(session, who.workspace_id, [row.team_id]) if row.team_id else ()
    if person.id == row.responsible_id or person.id in {one.person_id for one in team}:
        return
    if not trees.has_role(session, who.workspace_id, person.id, row.organization_id, LEADING):
        raise Refusal("support.not_received")
