"""A team that answers a coaching question by typing under it, instead of opening the form."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.blocks.coached import MOST_ANSWER
from bot.flows import asking_team, speakable
from bot.flows.kit import Kit, Who
from bot.forms.typed import Reply
from storage import coached, deliveries, people


def heard(session: Session, kit: Kit, who: Who, reply: Reply, now: datetime) -> bool:
    """Take a reply as the answer to the newest question that waits in its thread; False where none does.

    Whoever asked may write there without answering themselves, and so may people who do not belong to
    the team or help it. The question's message shows the answer, with the button that changes it.
    """
    person = people.by_slack_id(session, who.workspace_id, who.slack_user_id)
    root = deliveries.shown_as(session, who.workspace_id, reply.channel, reply.thread_ts)
    if person is None or root is None:
        return False
    for one in deliveries.in_thread(session, who.workspace_id, root.id, asking_team.ASKED):
        key = one.facts["question"]
        row = coached.question(session, who.workspace_id, key)
        if row is None or row.answered_at is not None or row.asked_by_id == person.id:
            continue
        item = speakable.item_of(row)
        if speakable.may_speak_to(session, who, item):
            asking_team.answer(session, kit, who, key, reply.words[:MOST_ANSWER], now)
            return True
    return False
