"""What came back for something that was delivered to the bot."""

from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.model import Json

ACK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Ack:
    """An acknowledgement, or why there was none: `reason` is Slack's x-slack-retry-reason."""

    ok: bool
    body: Json | None = None
    reason: str = ""
    status: int = 200
    no_retry: bool = False


class Transport(Protocol):
    """A way to the bot. What is not acknowledged within `ack_seconds` counts as not delivered."""

    ack_seconds: float

    async def send(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Ack:
        """Deliver a payload of a kind (events_api, interactive, slash_commands) and give what came back."""
        ...

    async def stop(self) -> None:
        """Let go of connections."""
        ...
