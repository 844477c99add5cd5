"""Setting up what leaves for elsewhere: webhooks, readers of e-mail, shared calendars (command line)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlmodel import Session

from bot.flows.kit import Refusal
from bot.flows.setting_up import named
from storage import audit, mail_readers, outgoing, shares
from storage.outgoing import Event
from storage.tables import Webhook
from storage.vocabulary import OutgoingKind, Severity


def add_webhook(
    session: Session, workspace_id: int, code: str, url: str, secret: str, severity: Severity, now: datetime
) -> int:
    """Have another system hear of an organization and all below it; give the webhook's key."""
    organization = named(session, workspace_id, code)
    hook = Webhook(
        workspace_id=workspace_id,
        organization_id=organization.id,
        url=url,
        secret=secret,
        severity=severity,
        created_at=now,
    )
    session.add(hook)
    session.flush()
    audit.note(session, workspace_id, "webhook.added", now, about=f"webhook:{hook.id}")
    return hook.id


def end_webhook(session: Session, workspace_id: int, webhook_id: int, now: datetime) -> None:
    """Have it hear of nothing more; `Refusal` where there is none."""
    if not outgoing.put_away(session, workspace_id, webhook_id, now):
        raise Refusal("elsewhere.no_webhook", id=webhook_id)
    audit.note(session, workspace_id, "webhook.ended", now, about=f"webhook:{webhook_id}")


def try_webhook(session: Session, workspace_id: int, webhook_id: int, now: datetime) -> str:
    """Write an event that says that it is a test; give its key."""
    _webhook(session, workspace_id, webhook_id)
    key = f"webhook-{webhook_id}-test-{now:%Y%m%d%H%M%S}"
    facts = {"type": "test", "timestamp": now.isoformat(), "data": {"message": "Milepost can reach you."}}
    event = Event(key=key, kind=OutgoingKind.WEBHOOK, webhook_id=webhook_id, facts=facts)
    outgoing.add(session, workspace_id, [event], now)
    return key


def add_reader(session: Session, workspace_id: int, code: str, email: str, now: datetime) -> str:
    """Have somebody get a digest by e-mail; give their name. `Refusal` for a stranger."""
    organization, person = (
        named(session, workspace_id, code),
        mail_readers.person(session, workspace_id, email),
    )
    if person is None:
        raise Refusal("mail.stranger", email=email)
    mail_readers.add(session, workspace_id, organization.id, person.id, now)
    audit.note(session, workspace_id, "mail.reader_added", now, about=f"organization:{organization.id}")
    return str(person.name)


def end_reader(session: Session, workspace_id: int, code: str, email: str, now: datetime) -> str:
    """Have somebody get it no more; give their name. `Refusal` for those who did not."""
    organization, person = (
        named(session, workspace_id, code),
        mail_readers.person(session, workspace_id, email),
    )
    if person is None or not mail_readers.end(session, workspace_id, organization.id, person.id, now):
        raise Refusal("mail.no_reader", email=email)
    return str(person.name)


def share_calendar(session: Session, workspace_id: int, code: str, now: datetime) -> str:
    """Share an organization's routine under a new address; give its token, which is kept nowhere.

    An address that was given out before leads nowhere from now on.
    """
    organization = named(session, workspace_id, code)
    token = secrets.token_urlsafe(32)
    shares.put(session, workspace_id, organization.id, token_hash(token), now)
    audit.note(session, workspace_id, "calendar.shared", now, about=f"organization:{organization.id}")
    return token


def unshare_calendar(session: Session, workspace_id: int, code: str, now: datetime) -> None:
    """Have the address lead nowhere; `Refusal` where there was none."""
    organization = named(session, workspace_id, code)
    if not shares.drop(session, workspace_id, organization.id):
        raise Refusal("elsewhere.not_shared")
    audit.note(session, workspace_id, "calendar.unshared", now, about=f"organization:{organization.id}")


def token_hash(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _webhook(session: Session, workspace_id: int, webhook_id: int) -> None:
    known = outgoing.webhook(session, workspace_id, webhook_id)
    if known is None or known.ended_at is not None:
        raise Refusal("elsewhere.no_webhook", id=webhook_id)
