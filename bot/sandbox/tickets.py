"""The short-lived permissions that Slack hands out: trigger ids and response URLs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import IdSource

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_LIFE = timedelta(minutes=30)


@dataclass(slots=True)
class Trigger:
    """Leave to open one view for one person. `born` is in real seconds: nobody waits in fictional time."""

    user: str
    team_id: str
    born: float
    used: bool = False


@dataclass
class Triggers:
    """Single-use trigger ids with a life of `seconds` real seconds."""

    ids: IdSource
    monotonic: Callable[[], float]
    seconds: float = TRIGGER_SECONDS
    known: dict[str, Trigger] = field(default_factory=dict)

    def issue(self, user: str, team_id: str) -> str:
        """Give a new trigger id for something that `user` did."""
        now = self.monotonic()
        for old in [key for key, t in self.known.items() if now - t.born > 60]:
            del self.known[old]
        key = f"{self.ids.secret(12)}.{self.ids.secret(12)}.{self.ids.secret()}"
        self.known[key] = Trigger(user, team_id, now)
        return key

    def exchange(self, key: str, team_id: str) -> Trigger:
        """Use up a trigger id; refuses one that is unknown, old or used, with Slack's codes."""
        trigger = self.known.get(key)
        if trigger is None or trigger.team_id != team_id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.monotonic() - trigger.born > self.seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass(slots=True)
class ResponseTicket:
    """What a response URL may still be used for. `original` is the message it came from, in microseconds."""

    team_id: str
    channel: str
    user: str
    expires: datetime
    original: int = 0
    ephemeral: bool = False
    thread: int = 0
    left: int = RESPONSE_USES


@dataclass
class ResponseUrls:
    """Response URLs: five uses within thirty minutes of the workspace's clock."""

    ids: IdSource
    clock: SandboxClock
    base: str = ""
    known: dict[str, ResponseTicket] = field(default_factory=dict)

    def issue(self, ticket: ResponseTicket) -> str:
        """Give the URL for a ticket; its expiry is set here."""
        now = self.clock.now()
        if len(self.known) > 2_000:
            self.known = {key: t for key, t in self.known.items() if t.expires > now}
        ticket.expires = now + RESPONSE_LIFE
        key = self.ids.secret(24)
        self.known[key] = ticket
        return f"{self.base}/hooks/actions/{ticket.team_id}/{key}"

    def use(self, key: str) -> ResponseTicket | str:
        """Use a URL once; gives its ticket, or `used_url` / `expired_url`."""
        ticket = self.known.get(key)
        if ticket is None or self.clock.now() > ticket.expires:
            return "expired_url"
        if ticket.left <= 0:
            return "used_url"
        ticket.left -= 1
        return ticket
