"""What went over the wire in each direction, for the inspector and for assertions; bounded in memory."""

import json
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.hub import Hub

HIDDEN = {"token", "client_secret", "code", "access_token", "refresh_token"}


@dataclass(slots=True)
class WireEntry:
    """One call or one delivery. Bodies stay serialized until they are looked at."""

    n: int
    at: datetime
    direction: str
    name: str
    status: int
    ms: float
    raw_body: bytes
    raw_answer: bytes

    @property
    def method(self) -> str:
        """Give the Web API method, or the kind of what was delivered."""
        return self.name

    @property
    def args(self) -> dict[str, Any]:
        """Give what was sent, without tokens and secrets."""
        body = json.loads(self.raw_body or b"{}")
        return (
            {k: v for k, v in body.items() if k not in HIDDEN} if isinstance(body, dict) else {"body": body}
        )

    @property
    def answer(self) -> Any:
        """Give what was answered; None when there was no answer."""
        if not self.raw_answer:
            return None
        answer = json.loads(self.raw_answer)
        if isinstance(answer, dict):
            return {k: v for k, v in answer.items() if k not in HIDDEN}
        return answer

    def as_json(self) -> dict[str, Any]:
        """Give the entry as the page's inspector shows it."""
        return {
            "n": self.n,
            "at": self.at.isoformat(),
            "direction": self.direction,
            "name": self.name,
            "status": self.status,
            "ms": round(self.ms, 2),
            "body": self.args,
            "answer": self.answer,
        }


@dataclass
class Wire:
    """The record: the last `limit` entries, `room` bytes of them at most, and how many there were by name."""

    hub: Hub
    limit: int = 20_000
    room: int = 64 * 2**20
    entries: deque[WireEntry] = field(default_factory=deque)
    held: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def record(
        self, at: datetime, direction: str, name: str, status: int, ms: float, body: bytes, answer: bytes
    ) -> None:
        """Note one exchange. `direction` is `from_bot` or `to_bot`; `body` and `answer` are JSON."""
        self.total += 1
        self.counts[name] += 1
        self.entries.append(WireEntry(self.total, at, direction, name, status, ms, body, answer))
        self.held += len(body) + len(answer)
        while len(self.entries) > self.limit or self.held > self.room:
            gone = self.entries.popleft()
            self.held -= len(gone.raw_body) + len(gone.raw_answer)
        self.hub.notify("wire")

    def after(self, n: int, most: int = 200) -> list[WireEntry]:
        """Give the entries that came after number `n`, at most the last `most`."""
        fresh = min(self.total - n, most, len(self.entries))
        return (
            [self.entries[i] for i in range(len(self.entries) - fresh, len(self.entries))]
            if fresh > 0
            else []
        )
