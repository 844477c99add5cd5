"""What the process that sends needs to know; handed to it by the environment, as it holds a password."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel

from bot.settings import MailServerSettings, Security

VARIABLE = "MILEPOST_OUTBOX"


class MailSettings(BaseModel):
    """The mail server, and who writes; `password` is never shown."""

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = None
    sender: str

    def __repr__(self) -> str:
        """Name the server alone."""
        return f"MailSettings({self.host}:{self.port})"


class OutboxSettings(BaseModel):
    """Everything that sending needs; without `mail` no e-mail is sent.

    `patience` is how many seconds a webhook may take.
    """

    database_url: str
    overlay: Path | None = None
    networks: str = ""
    patience: float = 15.0
    mail: MailSettings | None = None

    @classmethod
    def of(cls, settings: MailServerSettings, overlay: Path | None = None) -> Self:
        """Take what sending needs out of an installation's settings."""
        return cls(
            database_url=settings.database_url,
            overlay=overlay,
            networks=settings.webhook_networks,
            mail=mail_settings(settings),
        )


def mail_settings(settings: MailServerSettings) -> MailSettings | None:
    """Give the mail server of an installation, or None."""
    if settings.smtp_host is None or settings.mail_from is None:
        return None
    secret = settings.smtp_password
    return MailSettings(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=secret.get_secret_value() if secret is not None else None,
        sender=settings.mail_from,
    )
