"""How long the picture of a fishbone takes, and whether anybody has to wait for it."""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

from bot.documents.fishbone import Bone, Cause, Key, fishbone
from bot.documents.picture import draw
from tests.bench.rows import Row

WANTED_MS = 300
WAIT_MS = 20
KEY = Key("Ours to change", "Somebody else's", "We have seen it", "Dots", "Where we start")
SAID = (
    "Invitations go out the same week",
    "Nobody calls in the language that families speak at home",
    "Ten minutes for each family",
    "We show grades, not student work",
)


def forty() -> str:
    """The SVG of a fishbone of 40 causes on four bones."""
    bones = [
        Bone(
            f"Domain {at}",
            tuple(Cause(SAID[n % len(SAID)], n % 4, n % 2 == 0, n % 3 == 0, n == at) for n in range(10)),
        )
        for at in range(4)
    ]
    return fishbone("Families do not come to conferences", bones, KEY, "Fishbone")


def drawing(home: Path, rounds: int, seconds: float) -> list[Row]:
    """From the causes to the PNG, the child's start in it; and the longest that the loop stood still."""
    took, stood = asyncio.run(_measure(rounds))
    return [
        Row("fishbone of 40 causes, drawn", "ms", took, None, None, f"< {WANTED_MS} ms", took < WANTED_MS),
        Row("the loop waits while it is drawn", "ms", stood, None, None, f"< {WAIT_MS} ms", stood < WAIT_MS),
    ]


async def _measure(rounds: int) -> tuple[float, float]:
    """Milliseconds: the median of the drawings after the first, and of the longest wait in each."""
    took, stood = [], []
    for _ in range(rounds + 1):
        ticks = asyncio.create_task(_longest())
        began = time.perf_counter()
        await draw(forty())
        took.append((time.perf_counter() - began) * 1000)
        ticks.cancel()
        stood.append(await ticks)
    return statistics.median(took[1:]), statistics.median(stood[1:])


async def _longest() -> float:
    """Until cancelled: the longest that a millisecond of sleep took beyond itself."""
    longest = 0.0
    try:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, (time.perf_counter() - began) * 1000 - 1)
    except asyncio.CancelledError:
        return longest
