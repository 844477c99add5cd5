"""What every change of course has in common: the row that is kept, and what the window says at the end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import coaching
from bot.flows.course_door import known, local_day
from bot.flows.kit import Kit
from bot.forms.course import AdjustForm
from bot.ids import Field
from bot.rules.coaching import Situation, choose
from storage import tellings
from storage.vocabulary import Audience, Phase, RuleName


def deciders(session: Session, workspace_id: int, form: AdjustForm, recorder_id: int) -> list[int]:
    """Give those who decided; whoever records it, where the form names nobody."""
    return [known(session, workspace_id, one, Field.DECIDED).id for one in form.decided] or [recorder_id]


def row_of(
    session: Session,
    workspace_id: int,
    place: Row[Any],
    form: AdjustForm,
    person_id: int,
    request_key: str,
    now: datetime,
) -> dict[str, Any]:
    """Give the columns that a change of course begins with; `place` is the action or the milestone."""
    cycle = tellings.latest_told(session, workspace_id, place.organization_id)
    return {
        "workspace_id": workspace_id,
        "organization_id": place.organization_id,
        "cycle_id": cycle.id if cycle else None,
        "recorded_at": now,
        "recorded_on": local_day(place, now),
        "recorded_by_id": person_id,
        "course": form.course,
        "what": form.what,
        "why": form.why,
        "cause": form.cause,
        "cause_words": form.cause_words,
        "new_due_on": form.new_due_on,
        "decided_by": [],
        "before": {},
        "after": {},
        "request_key": request_key,
    }


def closing(kit: Kit, form: AdjustForm, today: date, *, alone: bool) -> list[str]:
    """Give a look ahead where one person decided (J-21), and a question that probes the reason.

    The decision stands, the talk goes on (J-24, J-25).
    """
    said = [kit.words.line("course.adjust.alone")] if alone else []
    situation = Situation(
        audience=Audience.LEADERSHIP,
        phase=Phase.MONITOR,
        rule=RuleName.ADJUSTMENT_NOT_WORKING,
        cause=form.cause,
        words=" ".join(one for one in (form.cause_words, form.why) if one),
    )
    for text, _, _ in coaching.worded(kit, choose(kit.catalogue.bank, situation, [], today, 1)):
        said.append(kit.words.line("course.adjust.question", text=text))
    return said
