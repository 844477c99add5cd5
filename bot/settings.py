"""The settings of one installation: read once at the start, then passed down.

Each comes from the environment (`MILEPOST_SLACK_BOT_TOKEN`), from a file named there
(`MILEPOST_SLACK_BOT_TOKEN_FILE`, for secrets that are mounted), or from `.env` in the working directory.
"""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "MILEPOST_"
SLACK = "https://slack.com/api/"
HTTP_PORT = 3000


class Security(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Mode(StrEnum):
    """How Slack reaches Milepost."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one setting: `kind` is "missing", "wrong" or "unreadable"; never its value."""

    name: str
    kind: str

    @property
    def variable(self) -> str:
        """The environment variable's name."""
        return PREFIX + self.name.upper()


class SettingsFault(Exception):
    """Settings that Milepost cannot start with."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep what is wrong; the words for it are in prompts/messages/settings.yaml."""
        super().__init__(", ".join(f"{one.variable} is {one.kind}" for one in problems))
        self.problems = problems


class DatabaseSettings(BaseSettings):
    """What commands need that only look at the database."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: str = "sqlite:///milepost.sqlite"

    @field_validator("database_url")
    @classmethod
    def _names_a_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise PydanticCustomError("wrong", "not a database that Milepost knows")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Look at what the code says first, then the environment, then files it names, then `.env`."""
        return init_settings, env_settings, _FilesNamed(settings_cls, env_settings), dotenv_settings

    @classmethod
    def read(cls, **given: object) -> Self:
        """Read the settings, `given` before all others; raises `SettingsFault`."""
        try:
            return cls(**given)  # type: ignore[arg-type]  # checked by the model
        except ValidationError as error:
            raise SettingsFault(tuple(_problem(one) for one in error.errors())) from None


class AddressSettings(DatabaseSettings):
    """What is known of the address at which Milepost is reached."""

    public_url: str | None = None

    @field_validator("public_url", "slack_api_url", check_fields=False)
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise PydanticCustomError("wrong", "not an https address")
        return value


class WebhookSettings(AddressSettings):
    """Where webhooks may go besides the public internet."""

    webhook_networks: str = ""

    @field_validator("webhook_networks")
    @classmethod
    def _names_networks(cls, value: str) -> str:
        try:
            for part in value.split(","):
                ipaddress.ip_network(part.strip() or "127.0.0.1")
        except ValueError:
            raise PydanticCustomError("wrong", "not a list of networks") from None
        return value


class MailServerSettings(WebhookSettings):
    """The mail server that sends the digest to those who cannot use Slack."""

    smtp_host: str | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Security = Security.STARTTLS
    smtp_user: str | None = None
    smtp_password: SecretStr | None = Field(default=None, repr=False)
    mail_from: str | None = None

    @field_validator("mail_from")
    @classmethod
    def _is_a_mail_address(cls, value: str | None) -> str | None:
        if value is not None and "@" not in parseaddr(value)[1]:
            raise PydanticCustomError("wrong", "not an e-mail address")
        return value

    @model_validator(mode="after")
    def _has_a_sender_for_mail(self) -> Self:
        if self.smtp_host is not None and self.mail_from is None:
            raise PydanticCustomError("missing_for_mode", "{name}", {"name": "mail_from"})
        return self


class Settings(MailServerSettings):
    """Everything that an installation can set."""

    slack_bot_token: SecretStr = Field(repr=False)
    slack_app_token: SecretStr | None = Field(default=None, repr=False)
    slack_signing_secret: SecretStr | None = Field(default=None, repr=False)
    mode: Mode = Mode.SOCKET
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)
    slack_api_url: str = SLACK
    prompts_overlay: Path | None = None
    log_level: str = "INFO"
    pace: bool = True
    messages_per_minute: int = Field(default=300, ge=1, le=1000)

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        expected = ("xapp-",) if info.field_name == "slack_app_token" else ("xoxb-", "xoxe.xoxb-")
        said = value.get_secret_value() if value is not None else None
        if said is not None and (not said.startswith(expected) or "..." in said):
            raise PydanticCustomError("wrong", "not a token of this kind")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise PydanticCustomError("wrong", "not a level")
        return value.upper()

    @model_validator(mode="after")
    def _has_what_its_mode_needs(self) -> Self:
        needed = "slack_app_token" if self.mode is Mode.SOCKET else "slack_signing_secret"
        if getattr(self, needed) is None:
            raise PydanticCustomError("missing_for_mode", "{name}", {"name": needed})
        return self


def unknown_variables(environment: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Give the variables that look like ours and are not, each with the one that was probably meant."""
    known = [PREFIX + name.upper() + end for name in Settings.model_fields for end in ("", "_FILE")]
    strange = sorted(
        name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    near = {name: difflib.get_close_matches(name.upper(), known, n=1) for name in strange}
    return [(name, near[name][0] if near[name] else None) for name in strange]


class _FilesNamed(PydanticBaseSettingsSource):
    """`MILEPOST_X_FILE` names a file that holds the value of X, as mounted secrets are."""

    def __init__(self, settings_cls: type[BaseSettings], env: PydanticBaseSettingsSource) -> None:
        super().__init__(settings_cls)
        self._variables = env.env_vars if isinstance(env, EnvSettingsSource) else {}

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        """Give the content of the file named for `field_name`, without the line's end."""
        path = self._variables.get(f"{PREFIX}{field_name}_file".lower())
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError):
            raise SettingsFault((Problem(f"{field_name}_file", "unreadable"),)) from None

    def __call__(self) -> dict[str, Any]:
        """Give every value that comes from a file."""
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value is not None}


def _problem(error: Any) -> Problem:
    if error["type"] == "missing_for_mode":
        return Problem(error["ctx"]["name"], "missing")
    name = str(error["loc"][0]) if error["loc"] else "mode"
    return Problem(name, "missing" if error["type"] == "missing" else "wrong")
