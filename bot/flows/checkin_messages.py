"""What the messages of a check-in say at the moment they are sent: question, receipt, reminder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.checkin import ActionLine, Question, prompt, reminder
from bot.blocks.checkin_receipt import Receipt, Reported, receipt
from bot.blocks.periods import period_name
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.rules.calendar import zone_of
from storage import answer_parts, answers, cycles, people, plans, shown
from storage.tables import Delivery
from storage.vocabulary import Standing, Step


def compose_prompts(
    session: Session, kit: Kit, workspace_id: int, deliveries: Sequence[Delivery], now: datetime
) -> dict[int, Message | Skip]:
    """What each of these prompts says: the question while it waits, the receipt once it is answered."""
    check_ins = shown.check_ins(session, workspace_id, [one.facts["check_in"] for one in deliveries])
    waiting = {one.milestone_id for one in check_ins.values() if one.answered_at is None}
    actions = plans.actions_of_all(session, workspace_id, waiting)
    return {
        one.id: _prompt(session, kit, one, check_ins.get(one.facts["check_in"]), actions, now)
        for one in deliveries
    }


def _prompt(
    session: Session,
    kit: Kit,
    delivery: Delivery,
    check_in: Row[Any] | None,
    actions: Mapping[int, Sequence[Row[Any]]],
    now: datetime,
) -> Message | Skip:
    if check_in is None or check_in.withdrawn_on is not None:
        return Skip("this milestone is not in the plan any more")
    if check_in.answered_at is not None:
        if delivery.sent == 0 and delivery.ts is None:
            return Skip("answered before it was sent")
        said = receipt_of(session, delivery.workspace_id, check_in, delivery.person_id)
        return Message(*receipt(kit.words, said))
    asked = question_of(kit, check_in, actions[check_in.milestone_id], now)
    mention, note = _asked_for(session, kit, delivery, check_in)
    return Message(*prompt(kit.words, Question(**asked, mention=mention, note=note)))


def compose_reminder(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """The nudge under the question; nothing for somebody who has answered meanwhile."""
    check_in = shown.check_in(session, delivery.workspace_id, delivery.facts["check_in"])
    if check_in is None or check_in.withdrawn_on is not None:
        return Skip("this milestone is not in the plan any more")
    if check_in.answered_at is not None:
        return Skip("answered")
    occasion = delivery.key.split(":")[2]
    kind = {Step.REMIND_FIRST.value: "first", Step.REMIND_LAST.value: "last"}.get(occasion, "put_off")
    mention = _mention(session, delivery)
    closes = check_in.closes_at.astimezone(zone_of(check_in.timezone))
    return Message(*reminder(kit.words, kind, closes, mention))


def question_of(kit: Kit, check_in: Row[Any], actions: Sequence[Row[Any]], now: datetime) -> dict[str, Any]:
    """The facts of `Question`, but for whom it is put to; `actions` are the milestone's."""
    zone = zone_of(check_in.timezone)
    today = now.astimezone(zone).date()
    lines = [
        ActionLine(one.text, one.status, one.due_on, one.due_on is not None and one.due_on < today)
        for one in actions
        if not one.status.is_finished
    ]
    return {
        "check_in_id": check_in.id,
        "seen": check_in.seen,
        "period": period_name(kit.words, check_in.period),
        "number": check_in.number,
        "statement": check_in.statement,
        "team": check_in.team or check_in.organization,
        "closes": check_in.closes_at.astimezone(zone),
        "is_closed": check_in.closed_at is not None,
        "lines": tuple(lines),
    }


def receipt_of(session: Session, workspace_id: int, check_in: Row[Any], reader_id: int | None) -> Receipt:
    """What was said, by whom, and when the next question comes; `reader_id` is None for a channel."""
    zone = zone_of(check_in.timezone)
    texts = {one.id: one.text for one in plans.actions_of(session, workspace_id, check_in.milestone_id)}
    revision = next(
        one for one in answers.revisions(session, workspace_id, check_in.id) if one.id == check_in.revision_id
    )
    opens = cycles.next_opening(session, workspace_id, check_in.organization_id)
    return Receipt(
        check_in_id=check_in.id,
        seen=check_in.seen,
        statement=check_in.statement,
        name=check_in.answered_by or "",
        reported=tuple(
            Reported(
                texts[one.action_id],
                one.status,
                one.cause,
                one.support_needed,
                one.adjustment,
                one.new_due_on,
            )
            for one in answer_parts.reports_of(session, workspace_id, check_in.revision_id)
            if one.action_id in texts
        ),
        successes=revision.successes,
        is_late=check_in.standing is Standing.LATE,
        is_closed=check_in.closed_at is not None,
        closes=check_in.closes_at.astimezone(zone),
        next_opens=opens.astimezone(zone).date() if opens else None,
        budget_used_cents=revision.budget_used_cents,
        for_another=reader_id is not None and reader_id != check_in.answered_by_id,
    )


def _asked_for(
    session: Session, kit: Kit, delivery: Delivery, check_in: Row[Any]
) -> tuple[str | None, str | None]:
    """Whom a channel's prompt names, and the line that says how a prompt came to its reader."""
    zone = zone_of(check_in.timezone)
    mine = delivery.facts.get("person")
    if check_in.remind_at is not None and check_in.asked_person_id == mine:
        when = check_in.remind_at.astimezone(zone)
        return _mention(session, delivery), kit.words.line("checkin.prompt.put_off", when=when)
    if check_in.asked_person_id not in (None, mine):
        return None, _named(session, kit, delivery, "passed_on", check_in.asked_person_id)
    for name, key in (("handed", "handed_by"), ("instead", "instead_of")):
        if delivery.facts.get(key):
            return None, _named(session, kit, delivery, name, delivery.facts[key])
    if delivery.created_at >= check_in.closes_at:
        return _mention(session, delivery), kit.words.line("checkin.prompt.was_down")
    return _mention(session, delivery), None


def _named(session: Session, kit: Kit, delivery: Delivery, name: str, person_id: int) -> str | None:
    person = people.names(session, delivery.workspace_id, [person_id]).get(person_id)
    return kit.words.line(f"checkin.prompt.{name}", name=person.name) if person else None


def _mention(session: Session, delivery: Delivery) -> str | None:
    """The Slack id of the person whom a message in a channel is for."""
    if delivery.person_id is not None:
        return None
    key = delivery.facts.get("person")
    person = people.names(session, delivery.workspace_id, [key]).get(key) if key else None
    return person.slack_user_id if person else None
