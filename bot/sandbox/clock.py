"""The workspace's clock: real time with an offset, or frozen; it can be moved, and people can wait on it."""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """Tells the time of the workspace. Frozen when it is given a time to begin with, else it runs."""

    def __init__(self, now: datetime | None = None) -> None:
        if now is not None and now.tzinfo is None:
            raise ValueError("the clock needs a time with a time zone")
        self._frozen = now.astimezone(UTC) if now is not None else None
        self._offset = timedelta()
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self.moved: Callable[[], None] = lambda: None

    @property
    def frozen(self) -> bool:
        """True when time stands still until it is moved."""
        return self._frozen is not None

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset

    def set(self, moment: datetime) -> None:
        """Move the clock to `moment` (aware); a running clock goes on from there."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs a time with a time zone")
        moment = moment.astimezone(UTC)
        if self._frozen is not None:
            self._frozen = moment
        else:
            self._offset = moment - datetime.now(UTC)
        self.moved()
        self._wake()

    def advance(self, by: timedelta) -> None:
        """Move the clock by a span."""
        self.set(self.now() + by)

    async def wait_until(self, moment: datetime) -> None:
        """Return when the clock reads `moment` or later, however it came to do so."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (moment, next(self._order), future))
            try:
                await asyncio.wait_for(future, None if self.frozen else left)
            except TimeoutError:
                continue

    def _wake(self) -> None:
        """Release whoever waits for a moment that has come."""
        now = self.now()
        while self._waiting and self._waiting[0][0] <= now:
            future = heapq.heappop(self._waiting)[2]
            if not future.done():
                future.set_result(None)
