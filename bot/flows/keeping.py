"""What a coach keeps and gives: questions saved for later, and feedback, posted or kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks import parts
from bot.blocks.coached import Kept, Shelf, feedback_view
from bot.blocks.parts import View
from bot.flows import speakable
from bot.flows.course_places import News, tell_team
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message, Skip
from bot.flows.persons import person_of
from bot.forms.coach import Context, FeedbackForm, keys_of, question_of
from storage import coachable, coached
from storage.tables import Delivery
from storage.vocabulary import Audience

FEEDBACK = "feedback"


def save(session: Session, kit: Kit, who: Who, value: str, now: datetime) -> str:
    """Keep the question of a button's value on a person's desk; give the sentence that says so."""
    person = person_of(session, who)
    context = Context.read(value)
    row = speakable.read(session, who, context.item) if context.item else None
    is_new = coached.save(
        session,
        {
            "workspace_id": who.workspace_id,
            "person_id": person.id,
            "question_id": question_of(value),
            "milestone_id": row.milestone_id if row else None,
            "action_id": row.action_id if row else None,
            "audience": context.audience,
            "saved_at": now,
        },
    )
    return kit.words.line("coach.saved" if is_new else "coach.saved_before")


def drop(session: Session, kit: Kit, who: Who, key: int) -> None:
    """Put a saved question away."""
    coached.drop(session, who.workspace_id, person_of(session, who).id, key)


def open_feedback(session: Session, kit: Kit, who: Who, value: str) -> View:
    """Give the form for feedback, with the first question as a suggestion."""
    items = speakable.listed(session, kit, who)
    if not items:
        raise Refusal("coach.nothing_to_ask")
    question = kit.catalogue.by_id.get(question_of(value))
    text = question.text if question else ""
    return feedback_view(kit.words, items, Context.read(value).item, text, value)


def give(session: Session, kit: Kit, who: Who, form: FeedbackForm, request_key: str, now: datetime) -> str:
    """Store feedback; posted, its team reads it. Give the sentence that says so."""
    person = person_of(session, who)
    row = speakable.speak_to(session, who, form.item)
    key = coached.write(
        session,
        {
            "workspace_id": who.workspace_id,
            "organization_id": row.organization_id,
            "milestone_id": row.milestone_id,
            "action_id": row.action_id,
            "by_id": person.id,
            "strength": form.strength,
            "next_aspect": form.next_aspect,
            "question": form.question,
            "look_for": form.look_for,
            "written_at": now,
            "posted_at": now if form.post else None,
            "request_key": request_key,
        },
    )
    if key is None:
        return kit.words.line("coach.giving.again")
    if not form.post:
        return kit.words.line("coach.giving.kept")
    return _tell(session, kit, who, row, key, now)


def post(session: Session, kit: Kit, who: Who, key: int, now: datetime) -> str:
    """Post feedback that its writer kept; give the sentence that says so. Clicking twice posts once."""
    person = person_of(session, who)
    kept = coached.to_post(session, who.workspace_id, person.id, key)
    if kept is None:
        return kit.words.line("coach.giving.again")
    row = speakable.speak_to(session, who, _item(kept.milestone_id, kept.action_id) or "")
    if not coached.post(session, who.workspace_id, person.id, key, now):
        return kit.words.line("coach.giving.again")
    return _tell(session, kit, who, row, key, now)


def _tell(session: Session, kit: Kit, who: Who, row: Row[Any], key: int, now: datetime) -> str:
    about = f"feedback:{key}"
    tell_team(session, who.workspace_id, row, News(FEEDBACK, about, about, {"feedback": key}, now), now)
    return kit.words.line("coach.giving.posted", team=row.team or row.organization)


def put_away(session: Session, kit: Kit, who: Who, key: int, now: datetime) -> None:
    """Show kept feedback on the desk no longer."""
    coached.put_away(session, who.workspace_id, person_of(session, who).id, key, now)


def compose(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read feedback for its team's thread."""
    row = coached.feedback(session, delivery.workspace_id, delivery.facts["feedback"])
    item = coachable.one(session, delivery.workspace_id, row.milestone_id, row.action_id) if row else None
    if row is None or item is None:
        return Skip("the feedback or what it is about is gone")
    said = kit.words.line(
        "coach.told.feedback",
        name=row.name,
        number=item.number,
        text=item.text,
        strength=row.strength,
        next_aspect=row.next_aspect,
        question=row.question,
        look_for=row.look_for,
    )
    return Message(said, [parts.section(said)])


def shelf_of(session: Session, kit: Kit, workspace_id: int, person_id: int) -> Shelf:
    """Read what a person keeps; a question that is not in the bank any more is left out."""
    known = kit.catalogue.by_id
    saved = [one for one in coached.saved_of(session, workspace_id, person_id) if one.question_id in known]
    asked = [one for one in coached.open_of(session, workspace_id, person_id) if one.question_id in known]
    return Shelf(
        saved=tuple(
            Kept(
                one.id,
                known[one.question_id].text,
                _about(session, kit, workspace_id, one.milestone_id, one.action_id),
                _ask_value(one) if Audience.TEAM in known[one.question_id].audience else None,
            )
            for one in saved
        ),
        asked=tuple(
            (
                known[one.question_id].text,
                _about(session, kit, workspace_id, one.milestone_id, one.action_id) or "",
                one.asked_at.date(),
            )
            for one in asked
        ),
        feedback=tuple(
            Kept(
                one.id,
                kit.words.label(
                    "coach.shelf.feedback_one", next_aspect=one.next_aspect, look_for=one.look_for
                ),
                _about(session, kit, workspace_id, one.milestone_id, one.action_id),
            )
            for one in coached.kept_of(session, workspace_id, person_id)
        ),
    )


def _ask_value(saved: Row[Any]) -> str:
    """Give what the button that puts a saved question to a team carries."""
    item = _item(saved.milestone_id, saved.action_id)
    return Context(saved.audience, item=item).value(question=saved.question_id)


def _item(milestone_id: int | None, action_id: int | None) -> str | None:
    if action_id is not None:
        return str(action_id)
    return f"m{milestone_id}" if milestone_id is not None else None


def _about(
    session: Session, kit: Kit, workspace_id: int, milestone_id: int | None, action_id: int | None
) -> str | None:
    item = _item(milestone_id, action_id)
    row = coachable.one(session, workspace_id, *keys_of(item)) if item else None
    return kit.words.label("coach.shelf.about", number=row.number, text=row.text) if row else None
