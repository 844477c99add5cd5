"""Examines what leaves for elsewhere than Slack: the mail server, webhooks, and shared calendars."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.examination import Finding
from bot.outbox import post
from bot.outbox.said import reason
from bot.outbox.settings import mail_settings
from bot.settings import Mode, Settings
from bot.words import Words
from storage import mail_readers, outgoing, shares
from storage.database import Database
from storage.workspaces import served


def examine_elsewhere(words: Words, settings: Settings) -> Iterator[Finding]:
    """Give what there is to say; nothing of what is not used."""
    yield from _mail_server(words, settings)
    database = Database(settings.database_url)
    try:
        with database.reading() as session:
            for one in served(session):
                troubles = outgoing.troubles(session, one.id)
                readers = len(mail_readers.listed(session, one.id))
                hooks = outgoing.listed(session, one.id)
                shared = shares.count(session, one.id)
                yield from _mail(words, settings, readers, troubles.get(None))
                for hook, _ in hooks:
                    yield _hook(words, hook.id, hook.ended_reason, troubles.get(hook.id))
                if shared and settings.mode is Mode.SOCKET and settings.port is None:
                    yield Finding("calendars", False, words.label("elsewhere.not_served"))
    except SQLAlchemyError:
        return  # the line about the database says so
    finally:
        database.close()


def _mail_server(words: Words, settings: Settings) -> Iterator[Finding]:
    """Whether the mail server lets us in; nothing is sent."""
    mail = mail_settings(settings)
    if mail is None:
        return
    try:
        post.connected(mail).quit()
    except smtplib.SMTPAuthenticationError:
        yield Finding("mail", False, _not_working(words, mail.host, "mail_login"))
    except smtplib.SMTPException:
        yield Finding("mail", False, _not_working(words, mail.host, "mail_server"))
    except OSError:
        yield Finding("mail", False, _not_working(words, mail.host, "unreachable"))
    else:
        yield Finding("mail", True, words.label("doctor.mail", host=mail.host, sender=mail.sender))


def _not_working(words: Words, host: str, code: str) -> str:
    return words.label("doctor.mail_wrong", host=host, why=reason(words, code))


def _mail(
    words: Words, settings: Settings, readers: int, trouble: tuple[int, str] | None
) -> Iterator[Finding]:
    if readers and mail_settings(settings) is None:
        yield Finding("mail", False, words.label("doctor.mail_missing", count=readers))
    elif trouble is not None:
        why = reason(words, trouble[1])
        yield Finding("mail", False, words.label("doctor.mail_waiting", count=trouble[0], why=why))


def _hook(words: Words, key: int, ended: str | None, trouble: tuple[int, str] | None) -> Finding:
    if ended is not None:
        said = words.label("doctor.hook_ended", id=key, why=reason(words, ended))
        return Finding("webhook", False, said)
    if trouble is not None:
        said = words.label("doctor.hook_waiting", id=key, count=trouble[0], why=reason(words, trouble[1]))
        return Finding("webhook", False, said)
    return Finding("webhook", True, words.label("doctor.hook", id=key))
