"""What a working decides becomes part of the plan: priorities, actions, help, root causes (J-57)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.documents.plan_document import Action, PlanDocument, PriorityArea
from bot.documents.plan_people import Person as PlanPerson
from bot.flows import rootcause_start
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.plan_import import apply, load
from bot.flows.plan_import.keeping import Reason
from bot.flows.rootcause_start import Start, Where
from bot.flows.working import Room, about, changed
from bot.flows.working_course import lead
from bot.flows.working_invite import local_day
from bot.forms.coach import keys_of
from bot.forms.instruments import DecisionForm
from storage import audit, coachable, instruments, people, supports
from storage.vocabulary_instruments import DecisionKind
from storage.vocabulary_plan import PlanCause
from storage.vocabulary_rootcause import Method


def decide(
    session: Session, kit: Kit, who: Who, working_id: int, form: DecisionForm, request_key: str, now: datetime
) -> int | None:
    """Store a decision and make it part of the plan where it belongs to one; the same request twice is one.

    Gives its key, None for the same request again.
    """
    room = lead(session, kit, who, working_id)
    _fewer(room, form)
    owner = people.by_slack_id(session, who.workspace_id, form.owner) if form.owner else None
    if form.owner and owner is None:
        raise Refusal("instruments.fault.unknown_person", block_id="owner")
    row = {
        "workspace_id": who.workspace_id,
        "working_id": working_id,
        "kind": form.kind,
        "words": form.words,
        "person_id": owner.id if owner else None,
        "due_on": form.due_on,
        "decided_by_id": room.person_id,
        "decided_at": now,
        "request_key": request_key,
    }
    key = instruments.decide(session, row)
    if key is None:
        return None
    became = _becomes(session, kit, who, room, form, owner.id if owner else None, now)
    if became is not None:
        stored = instruments.decision(session, room.working, key)
        stored.became = became
        session.add(stored)
    audit.note(
        session,
        who.workspace_id,
        "working.decided",
        now,
        about=about(working_id),
        person_id=room.person_id,
        facts={"kind": form.kind, "became": became},
    )
    changed(session, room.working, now)
    return key


def _fewer(room: Room, form: DecisionForm) -> None:
    """Raise `Refusal` for one priority more than a form asks for."""
    priorities = [one for one in room.whole.decisions if one.kind is DecisionKind.PRIORITY]
    if form.kind is DecisionKind.PRIORITY and len(priorities) >= room.form.most_priorities:
        raise Refusal("instruments.fault.priorities", block_id="words", most=room.form.most_priorities)


def _becomes(
    session: Session, kit: Kit, who: Who, room: Room, form: DecisionForm, owner_id: int | None, now: datetime
) -> str | None:
    """Make a decision part of the plan; give what it became, None where it stays on record here."""
    milestone_id, action_id = _target(session, who, room, form)
    if form.kind is DecisionKind.ROOT_CAUSE:
        begun = Start(Method.FIVE_WHYS, form.words, action_id)
        where = Where(room.working.channel)
        key = f"working:{room.working.id}:{form.words}"[:255]
        return f"root-cause:{rootcause_start.start(session, kit, who, begun, where, key, now)}"
    if form.kind is DecisionKind.SUPPORT:
        if action_id is None:
            return None
        supports.ask(
            session,
            who.workspace_id,
            organization_id=room.working.organization_id,
            action_id=action_id,
            words=form.words,
            on=local_day(room.organization, now),
            by_id=room.person_id,
        )
        return f"support:{action_id}"
    document = load(session, who.workspace_id, room.organization.code)
    if document is None:
        return None
    return _in_plan(session, kit, who, room, form, document, (milestone_id, owner_id), now)


def _in_plan(
    session: Session,
    kit: Kit,
    who: Who,
    room: Room,
    form: DecisionForm,
    document: PlanDocument,
    place: tuple[int | None, int | None],
    now: datetime,
) -> str | None:
    """Write a priority or an action into the plan as a new version; give what it became."""
    milestone_id, owner_id = place
    if form.kind is DecisionKind.PRIORITY:
        written = _with_priority(document, form, room.form.most_priorities)
    else:
        milestone = coachable.one(session, who.workspace_id, milestone_id, None) if milestone_id else None
        owner = instruments.address_of(session, who.workspace_id, owner_id) if owner_id else None
        written = _with_action(document, form, milestone.number, owner) if milestone else None
    if written is None:
        return None
    plan, became = written
    codes = kit.catalogue.practices.keys()
    reason = Reason(PlanCause.DECIDED, about(room.working.id))
    apply(session, who.workspace_id, plan, now, codes, person_id=room.person_id, reason=reason)
    return became


def _with_priority(document: PlanDocument, form: DecisionForm, most: int) -> tuple[PlanDocument, str] | None:
    """Give the plan with one more priority; None where it has as many as it should."""
    number = max((one.number for one in document.priorities), default=0) + 1
    if number > most:
        return None
    more = (*document.priorities, PriorityArea(number=number, text=form.words))
    return _checked(document, priorities=more), f"priority:{number}"


def _with_action(
    document: PlanDocument, form: DecisionForm, milestone: str, owner: tuple[str, str] | None
) -> tuple[PlanDocument, str]:
    """Give the plan with one more action at the end of a milestone."""
    numbers = [one.number for one in document.actions if one.number.rpartition(".")[0] == milestone]
    last = max((int(one.rpartition(".")[2]) for one in numbers), default=0)
    action = Action(
        number=f"{milestone}.{last + 1}",
        text=form.words,
        due_on=form.due_on,
        responsible=owner[0] if owner else None,
    )
    known = {one.email for one in document.people}
    people_now = document.people
    if owner is not None and owner[0] not in known:
        people_now = (*people_now, PlanPerson(email=owner[0], name=owner[1]))
    plan = _checked(document, actions=(*document.actions, action), people=people_now)
    return plan, f"action:{action.number}"


def _checked(document: PlanDocument, **changes: object) -> PlanDocument:
    return PlanDocument.model_validate({**dict(document), **changes})


def _target(session: Session, who: Who, room: Room, form: DecisionForm) -> tuple[int | None, int | None]:
    """The milestone and the action that were chosen; `Refusal` for those of another organization's plan."""
    if form.target is None:
        return None, None
    milestone_id, action_id = keys_of(form.target)
    row = coachable.one(session, who.workspace_id, milestone_id, action_id)
    if row is None or row.organization_id != room.working.organization_id:
        raise Refusal("instruments.fault.target", block_id="item")
    return row.milestone_id, row.action_id
