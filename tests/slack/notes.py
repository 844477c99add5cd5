"""A small story of its own, to try the doors and the drain with: notes that people keep.

`/milepost note` opens a form, `/milepost tell` has a message sent; a note is kept as an audit event.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from bot.flows.kit import Kit, Refusal
from bot.flows.message import Message, Picture, Skip
from bot.ids import Act, Modal
from bot.listeners.story import Story
from bot.listeners.visit import Visit
from storage.database import Database
from storage.deliveries import Wish, wish
from storage.tables import AuditEvent, Delivery

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#246"/></svg>'
)
FORBIDDEN = "forbidden"


def compose_note(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Say what the delivery's facts hold; "skip", "break" and "picture" among them do as they say."""
    facts = delivery.facts
    if facts.get("skip"):
        return Skip("no longer of interest")
    if facts.get("break"):
        raise RuntimeError(facts["text"])
    text = str(facts["text"])
    blocks: list[dict[str, Any]] = [{"type": "section", "text": {"type": "plain_text", "text": text}}]
    if not facts.get("picture"):
        return Message(text, blocks)
    alt = "A blue field"
    blocks.append(
        {"type": "image", "block_id": "chart", "image_url": "https://example.org/x.png", "alt_text": alt}
    )
    return Message(text, blocks, Picture(SVG, alt, "A field", "chart"))


def note_wish(workspace_id: int, key: str, now: datetime, **more: Any) -> Wish:
    """A wish for a note that says its key, unless `text` says otherwise."""
    facts = {"text": more.pop("text", key), **more.pop("facts", {})}
    return Wish(workspace_id=workspace_id, key=key, kind="note", due_at=now, facts=facts, **more)


def send(database: Database, wishes: list[Wish], now: datetime) -> None:
    """Write wishes."""
    with database.begin() as session:
        wish(session, wishes, now)


def delivery(database: Database, key: str) -> Delivery:
    """Give a delivery as it is stored now."""
    with database.reading() as session:
        return session.exec(select(Delivery).where(col(Delivery.key) == key)).one()


def notes(database: Database) -> int:
    """Give the number of notes that are kept."""
    with database.reading() as session:
        return session.exec(
            select(func.count(col(AuditEvent.id))).where(col(AuditEvent.what) == "note")
        ).one()


def keep(session: Session, kit: Kit, workspace_id: int, text: str, now: datetime) -> None:
    """Keep a note; one that says the forbidden word is refused."""
    if text == FORBIDDEN:
        raise Refusal("errors.no_such_command", typed=text)
    session.add(AuditEvent(workspace_id=workspace_id, at=now, what="note", facts={"text": text}))


STORY = Story(
    __name__,
    commands={"note": "_open", "fail": "_fail"},
    submissions={Modal.CHECKIN_SUCCESS: "_submit"},
    actions={Act.CHECKIN_PAGE: "_fail"},
    events={"app_home_opened": "_came_home"},
)


async def _open(visit: Visit) -> None:
    await visit.ack()
    await visit.open(FORM)


async def _fail(visit: Visit) -> None:
    raise RuntimeError("Dana wrote something private")


async def _submit(visit: Visit) -> None:
    text = visit.view["state"]["values"]["words"]["input"]["value"]
    await visit.run(keep, visit.workspace_id, text, visit.now)
    await visit.ack()


async def _came_home(visit: Visit) -> None:
    await visit.run(keep, visit.workspace_id, "home", visit.now)


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": Modal.CHECKIN_SUCCESS.value,
    "title": {"type": "plain_text", "text": "A note"},
    "submit": {"type": "plain_text", "text": "Keep"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "input", "multiline": True},
        },
        {
            "type": "actions",
            "block_id": "more",
            "elements": [
                {
                    "type": "button",
                    "action_id": Act.CHECKIN_PAGE.value,
                    "text": {"type": "plain_text", "text": "Next page"},
                }
            ],
        },
    ],
}
