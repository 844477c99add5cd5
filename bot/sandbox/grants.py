"""Installation by OAuth: codes that are good once, refresh tokens that are good once."""

from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import IdSource

CODE_LIFE = 600


@dataclass(slots=True)
class Grant:
    """A person's leave to install the app in a workspace. `expires` is in Unix seconds."""

    team_id: str
    user_id: str
    scopes: frozenset[str]
    redirect_uri: str
    expires: float


@dataclass
class Grants:
    """The codes and refresh tokens that are out."""

    ids: IdSource
    clock: SandboxClock
    codes: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, Grant] = field(default_factory=dict)

    def give(self, team_id: str, user_id: str, scopes: frozenset[str], redirect_uri: str, state: str) -> str:
        """Give the address that a person is sent to after allowing an installation."""
        code = f"{self.ids.secret(12)}.{self.ids.secret(12)}.{self.ids.secret(40)}"
        expires = self.clock.now().timestamp() + CODE_LIFE
        self.codes[code] = Grant(team_id, user_id, scopes, redirect_uri, expires)
        return located(redirect_uri, {"code": code, "state": state})

    def exchange(self, code: str, redirect_uri: str | None) -> Grant:
        """Use up a code; refuses one that is unknown, used or old, or that came by another address."""
        grant = self.codes.pop(code, None)
        if grant is None or grant.expires < self.clock.now().timestamp():
            raise SlackError("invalid_code")
        if redirect_uri is not None and redirect_uri != grant.redirect_uri:
            raise SlackError("bad_redirect_uri")
        return grant

    def refresh_token(self, grant: Grant) -> str:
        """Give a refresh token for an installation."""
        token = f"xoxe-1-sandbox-{self.ids.secret()}"
        self.refreshes[token] = grant
        return token

    def refresh(self, token: str) -> Grant:
        """Use up a refresh token."""
        grant = self.refreshes.pop(token, None)
        if grant is None:
            raise SlackError("invalid_refresh_token")
        return grant


def located(address: str, extra: dict[str, str]) -> str:
    """Give an address with more in its query."""
    parts = urlsplit(address)
    query = f"{parts.query}&{urlencode(extra)}" if parts.query else urlencode(extra)
    return urlunsplit(parts._replace(query=query))
