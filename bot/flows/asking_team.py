"""A coaching question put to a team: it stands in their thread, and is followed until they answer."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks import parts
from bot.blocks.coached import answer_view, ask_view, asked_blocks
from bot.blocks.parts import View
from bot.catalogue import Question
from bot.flows import speakable
from bot.flows.course_places import News, tell_team
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message, Skip
from bot.flows.persons import person_of
from bot.flows.routine import routine_of
from bot.forms.coach import Context, question_of
from bot.rules.calendar import NoSchoolDay
from storage import coachable, coached, coaching, deliveries
from storage.deliveries import Wish
from storage.tables import Delivery
from storage.vocabulary import Audience

ASKED, WAITING, ANSWERED = "team_question", "team_question_waiting", "team_question_answered"
SCHOOL_DAYS = 4
"""How long a question may stand before its team hears of it once more."""

AT = time(9, 0)


def open_form(session: Session, kit: Kit, who: Who, value: str) -> View:
    """Give the form that puts the question of a button's value to a team."""
    items = speakable.listed(session, kit, who)
    if not items:
        raise Refusal("coach.nothing_to_ask")
    question = _for_team(kit, question_of(value))
    return ask_view(kit.words, question.text, question.follow_ups, items, Context.read(value).item, value)


def ask(
    session: Session,
    kit: Kit,
    who: Who,
    value: str,
    item: str,
    note: str | None,
    request_key: str,
    now: datetime,
) -> str:
    """Put a question to the team of an item; give the sentence that says so. It counts as asked."""
    person = person_of(session, who)
    row = speakable.speak_to(session, who, item)
    question = _for_team(kit, question_of(value))
    place = {
        "workspace_id": who.workspace_id,
        "organization_id": row.organization_id,
        "milestone_id": row.milestone_id,
        "action_id": row.action_id,
        "question_id": question.id,
    }
    asked = place | {"note": note, "asked_at": now, "asked_by_id": person.id, "request_key": request_key}
    key = coached.put(session, asked)
    if key is None:
        return kit.words.line("coach.asking.again")
    calendar = routine_of(session, who.workspace_id, row.organization_id, now.date()).calendar
    today = calendar.day_of(now)
    audience = Context.read(value).audience
    coaching.add(
        session, [place | {"cycle_id": None, "audience": audience, "reasons": [], "asked_on": today}]
    )
    about, facts = f"team-question:{key}", {"question": key}
    tell_team(session, who.workspace_id, row, News(ASKED, about, about, facts, now), now)
    try:
        again = calendar.moment(calendar.next_school_day(today, SCHOOL_DAYS), AT)
    except NoSchoolDay:
        again = now + timedelta(days=SCHOOL_DAYS)
    tell_team(session, who.workspace_id, row, News(WAITING, f"{about}:again", about, facts, again), now)
    return kit.words.line("coach.asking.done", team=row.team or row.organization)


def open_answer(session: Session, kit: Kit, who: Who, key: int) -> View:
    """Give the form in which a team answers a question."""
    row = _asked(session, who, key)
    question = _question(kit, row.question_id)
    return answer_view(kit.words, question.text, question.follow_ups, row.answer, str(key))


def answer(session: Session, kit: Kit, who: Who, key: int, said: str, now: datetime) -> str:
    """Store a team's answer, show it where the question stands, and tell who asked."""
    person = person_of(session, who)
    row = _asked(session, who, key)
    coached.answer(session, who.workspace_id, key, said, person.id, now)
    about = f"team-question:{key}"
    deliveries.freshen(session, who.workspace_id, about, (ASKED,), now)
    if row.asked_by_id != person.id:
        wish = Wish(
            workspace_id=who.workspace_id,
            key=f"{about}:answer",
            kind=ANSWERED,
            due_at=now,
            about=about,
            facts={"question": key},
            person_id=row.asked_by_id,
        )
        deliveries.wish(session, [wish], now)
        deliveries.freshen(session, who.workspace_id, about, (ANSWERED,), now)
    return kit.words.line("coach.answering.done", asker=row.asker)


def compose_asked(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read a question for its team's thread, with the answer once there is one."""
    facts = _facts(session, kit, delivery)
    if facts is None:
        return Skip("the question or what it is about is gone")
    is_answered = facts["answer"] is not None
    said = kit.words.line("coach.told.answered" if is_answered else "coach.told.question", **facts)
    return Message(said, asked_blocks(kit.words, said, delivery.facts["question"], is_answered))


def compose_waiting(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the one reminder of a question; nothing goes out where it was answered."""
    facts = _facts(session, kit, delivery)
    if facts is None or facts["answer"] is not None:
        return Skip("the question was answered before this was sent")
    said = kit.words.line("coach.told.waiting", **facts)
    return Message(said, asked_blocks(kit.words, said, delivery.facts["question"], False))


def compose_answered(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what who asked is told of the answer."""
    facts = _facts(session, kit, delivery)
    if facts is None:
        return Skip("the question or what it is about is gone")
    said = kit.words.line("coach.told.back", **facts)
    return Message(said, [parts.section(said)])


def _facts(session: Session, kit: Kit, delivery: Delivery) -> dict[str, Any] | None:
    row = coached.question(session, delivery.workspace_id, delivery.facts["question"])
    question = kit.catalogue.by_id.get(row.question_id) if row else None
    if row is None or question is None:
        return None
    item = coachable.one(session, delivery.workspace_id, row.milestone_id, row.action_id)
    if item is None:
        return None
    return {
        "asker": row.asker,
        "number": item.number,
        "text": item.text,
        "question": question.text,
        "follow_ups": question.follow_ups,
        "note": row.note,
        "answerer": row.answerer,
        "answer": row.answer,
    }


def _asked(session: Session, who: Who, key: int) -> Row[Any]:
    row = coached.question(session, who.workspace_id, key)
    if row is None:
        raise Refusal("coach.gone")
    item = f"m{row.milestone_id}" if row.action_id is None else str(row.action_id)
    speakable.speak_to(session, who, item)
    return row


def _question(kit: Kit, identifier: str) -> Question:
    question = kit.catalogue.by_id.get(identifier)
    if question is None:
        raise Refusal("coach.gone")
    return question


def _for_team(kit: Kit, identifier: str) -> Question:
    """Give a question that is worded for a team; `Refusal` for those meant for others."""
    question = _question(kit, identifier)
    if Audience.TEAM not in question.audience:
        raise Refusal("coach.not_for_team")
    return question
