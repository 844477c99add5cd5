"""A new revision of a check-in, with everything that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.flows import alerts, checkin_outputs, digest, judging, network_counts, support_waiting
from bot.flows.checkin_door import Door
from bot.flows.checkin_outputs import Was
from bot.flows.kit import Kit
from bot.forms.checkin import Said
from storage import answer_parts, answers, checkins, deliveries
from storage.vocabulary import AnswerKind, Standing, Status

ANSWERED = "check-in.answered"
SHOWN_IN = ("checkin_prompt",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a milestone: one answer for each action, and what goes for all of them."""

    kind: AnswerKind
    request_key: str
    actions: tuple[Said, ...] = ()
    successes: str | None = None
    resources_used: str | None = None
    budget_used_cents: int | None = None
    form_opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where an action stood before an answer."""

    action_id: int
    status: Status
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What an answer changed, so that it can be undone exactly."""

    states: tuple[State, ...] = ()
    outputs: tuple[Was, ...] = ()
    check_in: dict[str, Any] = field(default_factory=dict)


def write(
    session: Session, kit: Kit, door: Door, answer: Answer, states: Sequence[Any], now: datetime
) -> int:
    """Store an answer to a check-in as its newest revision; give the revision's key.

    `states` are the actions as they stood: id, status, completed_on.
    """
    revision_id = add_revision(session, door, answer, now)
    answers.add_reports(session, [_report(door, revision_id, one) for one in answer.actions])
    changed = _changed(answer.actions, states, door.today)
    answers.set_states(session, door.workspace_id, [new for _, new in changed])
    outputs = checkin_outputs.mark(session, door.workspace_id, answer.actions, states, door.today)
    wanted = {one.action_id: one.support_needed for one in answer.actions if one.support_needed}
    sync_supports(session, door, wanted, now)
    if wanted:
        alerts.asked(session, door.workspace_id, door.check_in.organization_id, wanted, now)
    if wanted and door.check_in.closed_at is not None:  # before that, the close sees to it
        support_waiting.watch(session, door.workspace_id, door.check_in.organization_id, now)
    before = Before(tuple(old for old, _ in changed), outputs, _before(door))
    answers.answer(session, door.workspace_id, door.id, _answered(door, revision_id, now))
    _note(session, door, answer.kind, revision_id, before, now)
    reopened = any(old.completed_on for old, _ in changed)
    tell(session, kit, door, now, is_past_changed=reopened)
    return revision_id


def repeat(session: Session, kit: Kit, door: Door, answer: Answer, now: datetime) -> int:
    """Store a revision that says of every action what the counting one says; give its key."""
    revision_id = add_revision(session, door, answer, now)
    answer_parts.copy_reports(session, door.workspace_id, door.check_in.revision_id, revision_id)
    answers.answer(session, door.workspace_id, door.id, _answered(door, revision_id, now))
    _note(session, door, answer.kind, revision_id, Before(check_in=_before(door)), now)
    tell(session, kit, door, now)
    return revision_id


def tell(session: Session, kit: Kit, door: Door, now: datetime, *, is_past_changed: bool = False) -> None:
    """Have every message that shows this check-in say what is true now; judge and count after the close.

    `is_past_changed` says that an action is no longer done, or done again, since an earlier day: every
    cycle that closed meanwhile is counted anew.
    """
    deliveries.freshen(session, door.workspace_id, checkins.about(door.id), SHOWN_IN, now)
    check_in = door.check_in
    if check_in.closed_at is not None:
        judging.judge_organization(
            session, kit, door.workspace_id, check_in.organization_id, check_in.cycle_id, now
        )
    if check_in.told_at is not None:
        digest.correct(session, kit, door.workspace_id, check_in.cycle_id, now)
    if is_past_changed or check_in.closed_at is not None:
        period = None if is_past_changed else check_in.period
        network_counts.keep(session, door.workspace_id, check_in.organization_id, period)


def add_revision(session: Session, door: Door, answer: Answer, now: datetime) -> int:
    """Store the revision itself, numbered after the newest; give its key."""
    return answers.add_revision(
        session,
        {
            "workspace_id": door.workspace_id,
            "check_in_id": door.id,
            "number": door.number + 1,
            "person_id": door.person_id,
            "kind": answer.kind,
            "submitted_at": now,
            "form_opened_at": answer.form_opened_at,
            "is_late": now > door.check_in.closes_at,
            "successes": answer.successes,
            "resources_used": answer.resources_used,
            "budget_used_cents": answer.budget_used_cents,
            "request_key": answer.request_key,
        },
    )


def _report(door: Door, revision_id: int, one: Said) -> dict[str, Any]:
    return {
        "workspace_id": door.workspace_id,
        "revision_id": revision_id,
        "cycle_id": door.check_in.cycle_id,
        "organization_id": door.check_in.organization_id,
        "action_id": one.action_id,
        "status": one.status,
        "cause": one.cause,
        "cause_words": None,
        "adjustment": one.adjustment,
        "new_due_on": one.new_due_on,
        "support_needed": one.support_needed,
        "outputs_words": one.outputs_words,
    }


def _changed(said: Sequence[Said], states: Sequence[Any], today: date) -> list[tuple[State, dict[str, Any]]]:
    """The actions that stand elsewhere now: how they stood, and the row that says how they stand."""
    stood = {one.id: one for one in states}
    changed = []
    for one in said:
        old = stood[one.action_id]
        done = old.completed_on or today if one.status is Status.COMPLETED else None
        if (old.status, old.completed_on) != (one.status, done):
            row = {"which": old.id, "status_now": one.status, "completed_now": done}
            changed.append((State(old.id, old.status, old.completed_on), row))
    return changed


def sync_supports(session: Session, door: Door, wanted: dict[int, str], now: datetime) -> None:
    """Have exactly the support asked for that the counting revision asks for."""
    asked = answer_parts.supports_asked(session, door.workspace_id, door.id) if door.revisions else ()
    known = {one.action_id for one in asked}
    answer_parts.ask_support(
        session,
        [
            {
                "workspace_id": door.workspace_id,
                "organization_id": door.check_in.organization_id,
                "action_id": action_id,
                "check_in_id": door.id,
                "asked_on": door.today,
                "asked_words": words,
                "asked_by_id": door.person_id,
            }
            for action_id, words in wanted.items()
            if action_id not in known
        ],
    )
    for one in asked:
        if one.action_id in wanted and wanted[one.action_id] != one.asked_words:
            answer_parts.reword_support(session, door.workspace_id, one.id, wanted[one.action_id])
    gone = [one.id for one in asked if one.action_id not in wanted and one.offered_on is None]
    alerts.taken_back(session, door.workspace_id, gone, now)
    answer_parts.withdraw_supports(session, door.workspace_id, gone)


def _before(door: Door) -> dict[str, Any]:
    """The check-in's own columns as they were, as JSON."""
    row = door.check_in
    return {
        "answered_at": row.answered_at.isoformat() if row.answered_at else None,
        "first_answered_at": row.first_answered_at.isoformat() if row.first_answered_at else None,
        "answered_by_id": row.answered_by_id,
        "standing": row.standing.value,
    }


def _answered(door: Door, revision_id: int, now: datetime) -> dict[str, Any]:
    row = door.check_in
    first = row.first_answered_at or now
    on_time = first <= row.closes_at
    return {
        "answered_at": now,
        "first_answered_at": first,
        "answered_by_id": door.person_id,
        "revision_id": revision_id,
        "remind_at": None,
        "standing": Standing.ON_TIME if on_time else Standing.LATE,
    }


def _note(
    session: Session, door: Door, kind: AnswerKind, revision_id: int, before: Before, now: datetime
) -> None:
    answers.note(
        session,
        {
            "workspace_id": door.workspace_id,
            "at": now,
            "person_id": door.person_id,
            "what": ANSWERED,
            "about": checkins.about(door.id),
            "facts": {
                "revision": revision_id,
                "kind": kind.value,
                "states": [
                    [one.action_id, one.status.value, one.completed_on and one.completed_on.isoformat()]
                    for one in before.states
                ],
                "outputs": list(before.outputs),
                "check_in": before.check_in,
            },
        },
    )
