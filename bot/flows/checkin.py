"""The four things a team says to a check-in: all on track, a report, a success, and never mind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.checkin_door import Door, enter
from bot.flows.checkin_undo import take_back
from bot.flows.checkin_write import Answer, repeat, tell, write
from bot.flows.kit import Kit, Refusal, Who
from bot.forms.checkin import Report, Said
from bot.ids import Field
from storage import answers
from storage.vocabulary import AnswerKind, Status


def all_on_track(session: Session, kit: Kit, who: Who, check_in_id: int, seen: int, now: datetime) -> int:
    """Store that every unfinished action moves as planned; give the revision's key.

    `seen` is the number of the revision that the button's message showed: a second click is the same
    answer, and a click on an old message overwrites nobody's report.
    """
    door = enter(session, who, check_in_id, now)
    request_key = f"all-on-track:{seen}"
    if (same := door.same(request_key)) is not None:
        return int(same.id)
    if door.number != seen:
        raise Refusal("checkin.refusal.answered_already")
    states = answers.states(session, who.workspace_id, door.check_in.milestone_id)
    said = tuple(
        Said(action_id=one.id, status=_as_planned(one, door.today))
        for one in states
        if not one.status.is_finished
    )
    if not said:
        raise Refusal("checkin.refusal.nothing_left")
    answer = Answer(AnswerKind.ALL_ON_TRACK, request_key, said)
    return write(session, kit, door, answer, states, now)


def submit(
    session: Session,
    kit: Kit,
    who: Who,
    check_in_id: int,
    report: Report,
    request_key: str,
    now: datetime,
    form_opened_at: datetime | None = None,
) -> int:
    """Store a report as the newest revision; give its key. The same request twice is one revision."""
    door = enter(session, who, check_in_id, now)
    states = answers.states(session, who.workspace_id, door.check_in.milestone_id)
    return submit_at(session, kit, door, states, report, request_key, now, form_opened_at)


def submit_at(
    session: Session,
    kit: Kit,
    door: Door,
    states: Sequence[Row[Any]],
    report: Report,
    request_key: str,
    now: datetime,
    form_opened_at: datetime | None,
) -> int:
    """The same where the check-in is locked already, and its actions were read: id, status, completed_on."""
    if (same := door.same(request_key)) is not None:
        return int(same.id)
    answer = Answer(
        AnswerKind.REPORT,
        request_key,
        _said(report, states),
        report.successes,
        report.resources_used,
        report.budget_used_cents,
        form_opened_at,
    )
    return write(session, kit, door, answer, states, now)


def add_success(
    session: Session,
    kit: Kit,
    who: Who,
    check_in_id: int,
    words: str,
    request_key: str,
    now: datetime,
) -> int:
    """Add something to celebrate to the answer that was given; give the new revision's key."""
    if not words:
        raise Refusal("checkin.fault.words", block_id=Field.SUCCESSES)
    door = enter(session, who, check_in_id, now)
    if (same := door.same(request_key)) is not None:
        return int(same.id)
    counting = door.counting
    if not counting:
        raise Refusal("checkin.refusal.answer_first")
    last = counting[-1]
    successes = f"{last.successes}\n{words}" if last.successes else words
    answer = Answer(
        AnswerKind.SUCCESS,
        request_key,
        successes=successes,
        resources_used=last.resources_used,
        budget_used_cents=last.budget_used_cents,
    )
    return repeat(session, kit, door, answer, now)


def undo(session: Session, kit: Kit, who: Who, check_in_id: int, seen: int, now: datetime) -> int:
    """Take the last answer back: what counted before it counts again, in a revision of its own."""
    door = enter(session, who, check_in_id, now)
    request_key = f"undo:{seen}"
    if (same := door.same(request_key)) is not None:
        return int(same.id)
    if door.number != seen:
        raise Refusal("checkin.refusal.changed_meanwhile")
    if not door.counting:
        raise Refusal("checkin.refusal.nothing_to_undo")
    revision_id, is_past_changed = take_back(session, door, request_key, now)
    tell(session, kit, door, now, is_past_changed=is_past_changed)
    return revision_id


def _as_planned(action: Row[Any], today: date) -> Status:
    """On track, or not started for what is to begin later."""
    later = action.starts_on is not None and action.starts_on > today
    return Status.NOT_STARTED if later and action.status is Status.NOT_STARTED else Status.ON_TRACK


def _said(report: Report, states: Sequence[Row[Any]]) -> tuple[Said, ...]:
    """What the report says of the milestone's living actions; others are none of its business."""
    living = {one.id for one in states}
    return tuple(one for one in report.actions if one.action_id in living)
