"""What is said of help: to the team when it comes, to them again weeks later, and to who gave it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.blocks import parts
from bot.blocks.support import follow_up_blocks
from bot.flows.course_places import News, freshen_prompts, tell_team
from bot.flows.kit import Kit
from bot.flows.message import Message, Skip
from bot.flows.routine import routine_of
from bot.rules.calendar import NoSchoolDay
from storage import deliveries, people, supports
from storage.deliveries import Wish
from storage.tables import Delivery

SUPPORTED, FOLLOW_UP, RATED = "support_told", "support_follow_up", "support_rated"
SCHOOL_DAYS_LATER = 15
"""Three weeks of school: enough for help to have come and to have been used."""

AT = time(10, 0)


def tell_offer(session: Session, workspace_id: int, action: Row[Any], support_id: int, now: datetime) -> None:
    """Wish for the team's news of help that comes, and for the one question about it some weeks later."""
    freshen_prompts(session, workspace_id, action, now)
    moment = now.isoformat(timespec="seconds")
    facts = {"support": support_id}
    about = f"support:{support_id}"
    news = News(SUPPORTED, f"{about}:{moment}", about, facts, now)
    tell_team(session, workspace_id, action, news, now)
    due_at = _weeks_later(session, workspace_id, action.organization_id, now)
    if due_at is not None:
        question = News(FOLLOW_UP, f"support-follow-up:{support_id}", about, facts, due_at, once=True)
        tell_team(session, workspace_id, action, question, now)


def tell_rating(session: Session, workspace_id: int, support: Row[Any], by_id: int, now: datetime) -> None:
    """Have the question say thanks, and tell who offered the help what came of it."""
    deliveries.freshen(session, workspace_id, f"support:{support.id}", (FOLLOW_UP,), now)
    helper = support.offered_by_id
    if helper is None or helper == by_id:
        return
    wish = Wish(
        workspace_id=workspace_id,
        key=f"support-rated:{support.id}:{now.isoformat(timespec='seconds')}",
        kind=RATED,
        due_at=now,
        about=f"support:{support.id}",
        facts={"support": support.id, "by": by_id},
        person_id=helper,
    )
    deliveries.wish(session, [wish], now)


def compose_offer(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what a team is told of help that comes."""
    row = supports.one(session, delivery.workspace_id, delivery.facts["support"])
    if row is None:
        return Skip("the support is not there any more")
    said = kit.words.line(
        "support.told",
        number=row.number,
        text=row.text,
        name=row.name,
        what=row.offered_words,
        asked=row.asked_words,
        is_given=row.given_on is not None,
    )
    return Message(said, [parts.section(said)])


def compose_follow_up(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read the question how help went; thanks once it is answered, nothing for help that is not coming."""
    row = supports.one(session, delivery.workspace_id, delivery.facts["support"])
    is_over = row is None or row.rated_on is not None or row.offered_on is None
    if row is None or (is_over and not delivery.sent):
        return Skip("there is nothing to ask about this help any more")
    key = "thanks" if is_over else "follow_up"
    said = kit.words.line(
        f"support.{key}", number=row.number, text=row.text, name=row.name, what=row.offered_words
    )
    return Message(said, follow_up_blocks(kit.words, said, None if is_over else row.id))


def compose_rating(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what somebody who helped is told of it."""
    row = supports.one(session, delivery.workspace_id, delivery.facts["support"])
    if row is None:
        return Skip("the support is not there any more")
    by_id = delivery.facts["by"]
    said = kit.words.line(
        "support.rated",
        name=people.names(session, delivery.workspace_id, [by_id])[by_id].name,
        number=row.number,
        text=row.text,
        organization=row.organization,
        intended=row.as_intended,
        intended_words=row.as_intended_words,
        used=row.used_words,
        helped=row.helped,
    )
    return Message(said, [parts.section(said)])


def _weeks_later(session: Session, workspace_id: int, organization_id: int, now: datetime) -> datetime | None:
    """Some weeks of school from now; None where the calendar holds no more school days."""
    calendar = routine_of(session, workspace_id, organization_id, now.date()).calendar
    try:
        return calendar.moment(calendar.next_school_day(calendar.day_of(now), SCHOOL_DAYS_LATER), AT)
    except NoSchoolDay:
        return None
