"""Slack's pace: as fast as the limits allow, and never faster. Minutes pass in an instant here."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from itertools import pairwise
from typing import Any

import pytest

from bot.sandbox.pace import Pace as SlacksPace
from bot.slack.pace import TIERS, Pace

MINUTES = 5


class Hurried(selectors.SelectSelector):
    """A selector that does not wait: it says how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.passed += timeout or 0.0
        return super().select(0)


def hurried(work: Callable[[Callable[[], float]], Coroutine[Any, Any, None]]) -> None:
    """Run `work(time)` in a loop whose clock jumps over every wait."""
    selector = Hurried()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.passed  # type: ignore[method-assign]
    try:
        loop.run_until_complete(work(loop.time))
    finally:
        loop.close()


def most_in_a_minute(moments: list[float]) -> int:
    """The largest number of moments within any sixty seconds."""
    return max(sum(1 for other in moments if start <= other < start + 60) for start in moments)


@pytest.mark.parametrize("per_minute", [60, 300, 1000])
def test_a_workspaces_limit_is_used_and_kept(per_minute: int) -> None:
    moments: list[float] = []

    async def send(time: Callable[[], float]) -> None:
        pace, slack = Pace(per_minute), SlacksPace(time)
        slack.on(per_minute / 300)
        while time() < MINUTES * 60:
            channel = f"C{len(moments)}"
            await pace.turn("chat.postMessage", channel)
            assert slack.check("T1", "chat.postMessage", None, channel) == 0
            moments.append(time())

    hurried(send)
    assert most_in_a_minute(moments) <= per_minute
    assert len(moments) >= 0.95 * per_minute * MINUTES


@pytest.mark.parametrize("per_minute", [100, 300])
def test_a_channel_gets_one_message_a_second_whatever_else_is_sent(per_minute: int) -> None:
    moments: dict[str, list[float]] = {"C1": [], "C2": [], "C3": []}

    async def send(time: Callable[[], float]) -> None:
        pace, slack = Pace(per_minute), SlacksPace(time)
        slack.on()

        async def fill(channel: str) -> None:
            while time() < 60:
                await pace.turn("chat.postMessage", channel)
                assert slack.check("T1", "chat.postMessage", None, channel) == 0
                moments[channel].append(time())

        await asyncio.gather(*(fill(channel) for channel in moments))

    hurried(send)
    for sent in moments.values():
        assert all(later - earlier >= 1 for earlier, later in pairwise(sent))
    assert sum(map(len, moments.values())) >= 0.95 * min(per_minute, 3 * 60)


@pytest.mark.parametrize("method", sorted(TIERS))
def test_every_method_keeps_its_own_limit(method: str) -> None:
    moments: list[float] = []

    async def call(time: Callable[[], float]) -> None:
        pace = Pace(1000)

        async def one() -> None:
            await pace.turn(method)
            moments.append(time())

        await asyncio.gather(*(one() for _ in range(3 * TIERS[method])))

    hurried(call)
    assert most_in_a_minute(moments) <= TIERS[method]
    assert moments[-1] <= 180 / 0.95


def test_switched_off_it_never_waits() -> None:
    async def send(time: Callable[[], float]) -> None:
        pace = Pace(1, enabled=False)
        for _ in range(100):
            await pace.turn("chat.postMessage", "C1")
        assert time() == 0

    hurried(send)
