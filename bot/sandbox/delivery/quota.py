"""How many events an app is sent: so many an hour, and none at all once it takes hardly any of them."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.sandbox.clock import SandboxClock

EVENTS_AN_HOUR = 30_000
HOUR = 3_600.0
ENOUGH_TO_JUDGE = 1_000
TOO_MANY_LOST = 0.95


@dataclass
class EventQuota:
    """The deliveries of the last hour of the workspace's clock, by workspace."""

    clock: SandboxClock
    an_hour: int = EVENTS_AN_HOUR
    judged_from: int = ENOUGH_TO_JUDGE
    switched_off: set[str] = field(default_factory=set)
    _sent: defaultdict[str, deque[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(deque))
    _told: dict[str, int] = field(default_factory=dict)

    def full(self, team: str) -> bool:
        """Tell whether a workspace has had its events of this hour."""
        return len(self._recent(team)) >= self.an_hour

    def minute_to_tell(self, team: str) -> int | None:
        """Give the minute (Unix seconds) for an `app_rate_limited`; None when it was told of already."""
        minute = int(self.clock.now().timestamp()) // 60 * 60
        if self._told.get(team) == minute:
            return None
        self._told[team] = minute
        return minute

    def count(self, team: str, ok: bool) -> None:
        """Note a delivery; nineteen of twenty lost within the hour, and Slack stops sending."""
        recent = self._recent(team)
        recent.append((self.clock.now().timestamp(), ok))
        lost = sum(1 for _, taken in recent if not taken) if not ok and len(recent) >= self.judged_from else 0
        if lost > TOO_MANY_LOST * len(recent):
            self.switched_off.add(team)

    def switch_on(self, team: str) -> None:
        """Begin to send again, as an administrator of the app does on its page."""
        self.switched_off.discard(team)
        self._sent.pop(team, None)

    def _recent(self, team: str) -> deque[tuple[float, bool]]:
        """Give the deliveries of the last hour."""
        recent, begin = self._sent[team], self.clock.now().timestamp() - HOUR
        while recent and recent[0][0] <= begin:
            recent.popleft()
        return recent
