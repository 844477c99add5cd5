"""The digest by e-mail, for those whose network blocks Slack: who gets it, and what it says when sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.blocks.digest_mail import mail_html, mail_subject, mail_text
from bot.flows.digest_reading import digest_of
from bot.flows.kit import Kit
from bot.flows.routine import routine_of
from storage import cycles, mail_readers, outgoing
from storage.outgoing import Event
from storage.tables import Outgoing
from storage.vocabulary import OutgoingKind


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """An e-mail: whom it is for, what it says, and when it is written."""

    to: str
    subject: str
    text: str
    html: str
    at: datetime


def wish(session: Session, workspace_id: int, cycle_id: int, organization_id: int, now: datetime) -> None:
    """Have a cycle's digest sent to everybody who gets it by e-mail, once."""
    events = [
        Event(
            key=f"digest-mail-{cycle_id}-{person_id}",
            kind=OutgoingKind.MAIL,
            person_id=person_id,
            facts={"cycle": cycle_id},
        )
        for person_id in mail_readers.of_organization(session, workspace_id, organization_id)
    ]
    outgoing.add(session, workspace_id, events, now)


def compose(session: Session, kit: Kit, workspace_id: int, one: Outgoing, now: datetime) -> Mail | str:
    """Read the digest as it is now, for one reader; a word that says why there is nothing to send."""
    cycle = cycles.get(session, workspace_id, one.facts["cycle"])
    reader = mail_readers.reader(session, workspace_id, one.person_id or 0, cycle.organization_id)
    if reader is None:
        return "no_reader"
    routine = routine_of(session, workspace_id, cycle.organization_id, now.date())
    digest = digest_of(session, workspace_id, cycle, routine)
    return Mail(
        to=reader.email,
        subject=mail_subject(kit.words, digest),
        text=mail_text(kit.words, digest, reader.name),
        html=mail_html(kit.words, digest, reader.name),
        at=now,
    )
