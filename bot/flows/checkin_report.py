"""The report form: opened with what is known, shown anew while it is filled in, and sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks.checkin_report import PAGE, ActionField, ReportForm, report_modal
from bot.flows import checkin
from bot.flows.checkin_door import Door, enter
from bot.flows.kit import Kit, Who
from bot.forms.checkin import Fault, read_report
from bot.forms.checkin_sent import SentReport
from bot.ids import Field, of_action
from storage import answer_parts, drafts, plans
from storage.vocabulary import AnswerKind, Status

View = dict[str, Any]
Actions = Sequence[Row[Any]]
Reply = dict[str, Any]
"""What a modal that was sent is acknowledged with; nothing closes it."""


def open_report(session: Session, kit: Kit, who: Who, check_in_id: int, now: datetime) -> View:
    """Give the form, filled with the answer that counts, or with where each action stood last time."""
    door = enter(session, who, check_in_id, now, lock=False)
    form, typed = _form(session, door, now.isoformat())
    return report_modal(kit.words, form, typed)


def show_again(session: Session, kit: Kit, who: Who, sent: SentReport, now: datetime) -> View:
    """Give the form with what was put in, and the fields that it calls for now."""
    door = enter(session, who, sent.check_in_id, now, lock=False)
    form, typed = _filled(session, door, sent)
    return report_modal(kit.words, form, typed, sent.page)


def turn_page(session: Session, kit: Kit, who: Who, sent: SentReport, to: int, now: datetime) -> View:
    """Keep what was put in and give the page that was asked for."""
    door = enter(session, who, sent.check_in_id, now, lock=False)
    form, typed = _filled(session, door, sent)
    kept = {**drafts.read(session, who.workspace_id, sent.view_key, door.person_id), **sent.typed.values}
    drafts.keep(session, who.workspace_id, sent.view_key, door.person_id, kept, now)
    return report_modal(kit.words, form, typed, to)


def send(session: Session, kit: Kit, who: Who, sent: SentReport, now: datetime) -> Reply:
    """Store the report; or give back, in Slack's own form, what has to be looked at again."""
    door = enter(session, who, sent.check_in_id, now)
    actions = plans.actions_of(session, who.workspace_id, door.check_in.milestone_id)
    form, typed = _filled(session, door, sent, actions)
    asked = {one.id: bool(one.outputs) for one in form.actions}
    report, faults = read_report(sent.typed.over(typed), asked, door.today)
    if report is None:
        return _again(kit, form, typed, sent, faults)
    checkin.submit_at(session, kit, door, actions, report, f"form:{sent.view_key}", now, sent.opened_at)
    if form.pages > 1:
        drafts.forget(session, who.workspace_id, sent.view_key)
    return {}


def _again(
    kit: Kit, form: ReportForm, typed: Mapping[str, Any], sent: SentReport, faults: Sequence[Fault]
) -> Reply:
    """Errors beside their fields where the fields are in sight; else the page that has the first of them."""
    if all(fault.block_id in sent.typed.values for fault in faults):
        errors = {one.block_id: kit.words.label(one.label, **one.facts) for one in faults}
        return {"response_action": "errors", "errors": errors}
    texts = {one.id: one.text for one in form.actions}
    order = [one.id for one in form.actions]
    first = min((order.index(key) for fault in faults if (key := fault.action_id) in texts), default=0)
    lines = [
        kit.words.line(
            "checkin.report.wrong_line",
            text=texts.get(fault.action_id or 0, ""),
            what=kit.words.label(fault.label, **fault.facts),
        )
        for fault in faults[:10]
    ]
    wrong = [kit.words.line("checkin.report.wrong"), *lines]
    return {"response_action": "update", "view": report_modal(kit.words, form, typed, first // PAGE, wrong)}


def _filled(
    session: Session, door: Door, sent: SentReport, actions: Actions | None = None
) -> tuple[ReportForm, dict[str, Any]]:
    """The form and what it holds: what is known, over it the pages turned before, over it this page."""
    form, known = _form(session, door, sent.opened, actions)
    kept = {}
    if form.pages > 1:
        kept = drafts.read(session, door.workspace_id, sent.view_key, door.person_id)
    return form, {**known, **kept, **sent.typed.values}


def _form(
    session: Session, door: Door, opened: str, actions: Actions | None = None
) -> tuple[ReportForm, dict[str, Any]]:
    """The actions to ask about, and what their fields hold before anybody touches them."""
    if actions is None:
        actions = plans.actions_of(session, door.workspace_id, door.check_in.milestone_id)
    revision_id = door.check_in.revision_id
    said = answer_parts.reports_of(session, door.workspace_id, revision_id) if revision_id else ()
    answered = {one.action_id for one in said}
    rows = [one for one in actions if one.id in answered or not one.status.is_finished]
    outputs: dict[int, list[tuple[int, str]]] = {one.id: [] for one in rows}
    there: dict[int, list[str]] = {one.action_id: [] for one in said if one.status is Status.COMPLETED}
    for output in plans.outputs_of(session, door.workspace_id, outputs):
        outputs[output.action_id].append((output.id, output.text))
        if output.produced_on is not None and output.action_id in there:
            there[output.action_id].append(str(output.id))
    fields = tuple(ActionField(one.id, one.text, one.due_on, tuple(outputs[one.id])) for one in rows)
    typed: dict[str, Any] = {of_action(Field.STATUS, one.id): one.status.value for one in rows}
    behind = [one.id for one in rows if one.status is Status.BEHIND and one.id not in answered]
    for action_id, cause in answer_parts.last_causes(session, door.workspace_id, behind).items():
        typed[of_action(Field.CAUSE, action_id)] = cause.value
    typed |= {of_action(Field.OUTPUTS, action_id): ticked for action_id, ticked in there.items()}
    typed |= _said_before(said) | _said_of_all(door.revisions, revision_id)
    typed |= _taken_back(session, door, {one.id for one in rows})
    return ReportForm(door.id, door.check_in.statement, fields, opened), typed


def _said_before(said: Sequence[Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for one in said:
        values = {
            Field.STATUS: one.status.value,
            Field.CAUSE: one.cause.value if one.cause else None,
            Field.ADJUSTMENT: one.adjustment,
            Field.SUPPORT: one.support_needed,
            Field.NEW_DATE: one.new_due_on.isoformat() if one.new_due_on else None,
            Field.EVIDENCE: one.outputs_words,
        }
        typed |= {of_action(name, one.action_id): value for name, value in values.items() if value}
    return typed


def _taken_back(session: Session, door: Door, action_ids: Collection[int]) -> dict[str, Any]:
    """The words of a report that was just undone: nobody has to type them twice."""
    undone = door.undone
    if undone is None or undone.kind is AnswerKind.ALL_ON_TRACK:
        return {}
    said = answer_parts.reports_of(session, door.workspace_id, undone.id)
    words = _said_before([one for one in said if one.action_id in action_ids])
    whole = _said_of_all(door.revisions, undone.id)
    return words | {name: value for name, value in whole.items() if value}


def _said_of_all(revisions: Sequence[Row[Any]], revision_id: int | None) -> dict[str, Any]:
    """The successes and what was used, of one answer."""
    counting = next((one for one in revisions if one.id == revision_id), None)
    if counting is None:
        return {}
    cents = counting.budget_used_cents
    budget = f"{cents // 100}.{cents % 100:02}" if cents is not None else None
    return {
        Field.SUCCESSES: counting.successes,
        Field.RESOURCES: counting.resources_used,
        Field.BUDGET: budget,
    }
