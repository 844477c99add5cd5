"""One e-mail on its way: text and HTML together, over an encrypted connection unless told otherwise."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from bot.flows.mail_digest import Mail
from bot.outbox.hook import Verdict
from bot.outbox.settings import MailSettings
from bot.settings import Security

SECONDS = 20.0


def message_of(mail: Mail, sender: str, key: str) -> EmailMessage:
    """Give the message; its Message-ID is made of the key, so that one that comes twice is known as one."""
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"] = sender
    message["To"] = mail.to
    message["Date"] = format_datetime(mail.at)
    domain = parseaddr(sender)[1].rpartition("@")[2] or "milepost.invalid"
    message["Message-ID"] = f"<{key}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def send(settings: MailSettings, mail: Mail, key: str) -> Verdict:
    """Hand a mail to the mail server; says in a word what became of it, and never whose it was."""
    try:
        with connected(settings) as server:
            server.send_message(message_of(mail, settings.sender, key))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        return Verdict("mail_refused", final=_is_final(error))
    except smtplib.SMTPAuthenticationError:
        return Verdict("mail_login")
    except (smtplib.SMTPException, ssl.SSLError):
        return Verdict("mail_server")
    except OSError:
        return Verdict("unreachable")
    return Verdict("sent")


def connected(settings: MailSettings) -> smtplib.SMTP:
    """Give a connection that is encrypted and signed in; whoever asked closes it."""
    if settings.security is Security.TLS:
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)
    try:
        if settings.security is Security.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if settings.user and settings.password is not None:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _is_final(error: smtplib.SMTPException) -> bool:
    """Whether the server says that trying again would change nothing (codes from 500 on)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
