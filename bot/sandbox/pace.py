"""Slack's rate limits: per method and workspace by tier, and one message a second in a channel."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
CHANNEL_BURST = 3
WORKSPACE_MESSAGES = 300
SPECIAL = 300


@dataclass(slots=True)
class Bucket:
    """A token bucket: `size` calls at once, refilled at `rate` a second."""

    size: float
    rate: float
    level: float
    seen: float

    def take(self, now: float) -> float:
        """Take one call; gives 0, or the seconds until one is free (nothing is taken then)."""
        self.level = min(self.size, self.level + (now - self.seen) * self.rate)
        self.seen = now
        if self.level >= 1:
            self.level -= 1
            return 0.0
        return (1 - self.level) / self.rate


@dataclass
class Pace:
    """The limits in force. Off by default; `factor` 10 makes the workspace ten times as patient."""

    monotonic: Callable[[], float]
    enabled: bool = False
    factor: float = 1.0
    history_per_minute: int | None = None
    blocked_until: dict[tuple[str, str], float] = field(default_factory=dict)
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict)

    def on(self, factor: float = 1.0) -> None:
        """Enforce the limits, `factor` times as generous as Slack's."""
        self.enabled, self.factor = True, factor
        self._buckets.clear()
        self.blocked_until.clear()

    def off(self) -> None:
        """Enforce nothing."""
        self.enabled = False

    def check(self, team: str, method: str, tier: int | None, channel: str = "") -> int:
        """Give 0 when a call may pass, else the whole seconds of its Retry-After."""
        if not self.enabled:
            return 0
        now = self.monotonic()
        blocked = self.blocked_until.get((team, method), 0.0) - now
        if blocked > 0:
            return math.ceil(blocked)
        waits = [self._bucket((team, method), self._per_minute(method, tier), now).take(now)]
        if method == "chat.postMessage" and channel:
            waits.append(self._bucket((team, method, channel), 60, now, CHANNEL_BURST).take(now))
        wait = math.ceil(max(waits))
        if wait and not channel:
            self.blocked_until[(team, method)] = now + wait
        return wait

    def _per_minute(self, method: str, tier: int | None) -> float:
        """Give the calls a minute that a method has in one workspace."""
        if method in ("conversations.history", "conversations.replies") and self.history_per_minute:
            return self.history_per_minute
        if method == "chat.postMessage":
            return WORKSPACE_MESSAGES
        return TIERS[tier] if tier else SPECIAL

    def _bucket(self, key: tuple[str, ...], minute: float, now: float, burst: float | None = None) -> Bucket:
        """Give the bucket of a key, full when it is new."""
        bucket = self._buckets.get(key)
        if bucket is None:
            size = burst if burst is not None else minute
            bucket = self._buckets[key] = Bucket(size, minute * self.factor / 60, size, now)
        return bucket
