"""Tells whoever listens that something in the workspace changed: the page's stream, and tests that wait."""

import asyncio
from collections.abc import Callable


class Hub:
    """Spreads tags such as `channel:C1`, `views`, `home`, `clock`, `sidebar`, `wire` to subscribers."""

    def __init__(self) -> None:
        self._subscribers: dict[asyncio.Queue[str], str | None] = {}

    def notify(self, tag: str, user: str | None = None) -> None:
        """Say that `tag` changed, for one user or for all."""
        for queue, who in self._subscribers.items():
            if user is None or who is None or who == user:
                queue.put_nowait(tag)

    def subscribe(self, user: str | None = None) -> asyncio.Queue[str]:
        """Give a queue that receives the tags from now on."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._subscribers[queue] = user
        return queue

    def unsubscribe(self, queue: asyncio.Queue[str]) -> None:
        """Stop filling a queue."""
        self._subscribers.pop(queue, None)

    async def until(self, predicate: Callable[[], bool], seconds: float) -> None:
        """Return once the predicate holds; looks whenever something changed. TimeoutError after `seconds`."""
        queue = self.subscribe()
        try:
            async with asyncio.timeout(seconds):
                while not predicate():
                    await queue.get()
                    while not queue.empty():
                        queue.get_nowait()
        finally:
            self.unsubscribe(queue)
