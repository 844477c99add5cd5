"""Taking an answer back: what it changed is changed back, and the answer itself stays on record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import closing
from bot.flows.checkin_door import Door
from bot.flows.checkin_outputs import put_back
from bot.flows.checkin_write import ANSWERED, Answer, add_revision, sync_supports
from storage import answer_parts, answers, checkins, cycles
from storage.vocabulary import AnswerKind, Standing, Status


def take_back(session: Session, door: Door, request_key: str, now: datetime) -> tuple[int, bool]:
    """Store a revision that says what counted before the last answer.

    Gives its key, and whether an action is done again since an earlier day.
    """
    *earlier, last = door.counting
    previous = earlier[-1] if earlier else None
    before = _before(session, door, last)
    answer = Answer(
        AnswerKind.UNDO,
        request_key,
        successes=previous and previous.successes,
        resources_used=previous and previous.resources_used,
        budget_used_cents=previous and previous.budget_used_cents,
    )
    revision_id = add_revision(session, door, answer, now)
    wanted: dict[int, str] = {}
    if previous is not None:
        answer_parts.copy_reports(session, door.workspace_id, previous.id, revision_id)
        said = answer_parts.reports_of(session, door.workspace_id, previous.id)
        wanted = {one.action_id: one.support_needed for one in said if one.support_needed}
    sync_supports(session, door, wanted, now)
    answers.set_states(session, door.workspace_id, [_state(*one) for one in before["states"]])
    put_back(session, door.workspace_id, before["outputs"])
    stood = _stood(before["check_in"], revision_id if previous else None)
    answers.answer(session, door.workspace_id, door.id, stood)
    if previous is None and door.check_in.closed_at is not None:
        _stand_unanswered(session, door, now)
    answers.note(session, _event(door, revision_id, last.id, now))
    return revision_id, any(completed_on for _, _, completed_on in before["states"])


def _before(session: Session, door: Door, last: Row[Any]) -> dict[str, Any]:
    """What the answer to be taken back had changed."""
    about = checkins.about(door.id)
    for facts in answer_parts.noted(session, door.workspace_id, about, ANSWERED, last.submitted_at):
        if facts["revision"] == last.id:
            found: dict[str, Any] = facts
            return found
    raise LookupError(f"revision {last.id} has no record of what it changed")


def _state(action_id: int, status: str, completed_on: str | None) -> dict[str, Any]:
    return {
        "which": action_id,
        "status_now": Status(status),
        "completed_now": completed_on and date.fromisoformat(completed_on),
    }


def _stood(before: dict[str, Any], revision_id: int | None) -> dict[str, Any]:
    """The columns of the check-in as they were before the answer."""
    return {
        "answered_at": _moment(before["answered_at"]),
        "first_answered_at": _moment(before["first_answered_at"]),
        "answered_by_id": before["answered_by_id"],
        "standing": Standing(before["standing"]),
        "revision_id": revision_id,
        "remind_at": None,
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _stand_unanswered(session: Session, door: Door, now: datetime) -> None:
    """Without an answer after the close, a check-in stands where the close would have put it."""
    cycle = cycles.get(session, door.workspace_id, door.check_in.cycle_id)
    one = checkins.one_asked(session, door.workspace_id, door.id)
    standing = closing.standings(session, cycle, [one], now)[door.id]
    checkins.stand(session, door.workspace_id, [door.id], standing)


def _event(door: Door, revision_id: int, undone: int, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": door.workspace_id,
        "at": now,
        "person_id": door.person_id,
        "what": "check-in.undone",
        "about": checkins.about(door.id),
        "facts": {"revision": revision_id, "undone": undone},
    }
