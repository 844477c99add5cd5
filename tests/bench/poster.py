"""Posts one message after the other, as lean as can be, so that the far end is what is measured.

argv: API_URL TOKEN FILE; FILE holds the arguments of chat.postMessage as JSON, a line for each conversation.
Prints "ready"; for each line that it reads (a number of messages), it posts so many, 32 in flight, each to
the next conversation, and prints the seconds that they took.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from pathlib import Path

import aiohttp

IN_FLIGHT = 32


async def post(session: aiohttp.ClientSession, url: str, bodies: itertools.cycle[bytes], count: int) -> float:
    """Post `count` messages; give the seconds."""
    left = iter(range(count))

    async def work() -> None:
        for _ in left:
            async with session.post(url, data=next(bodies)) as answer:
                said = await answer.read()
                if not said.startswith(b'{"ok": true'):
                    raise ValueError(f"not posted: {said[:200]!r}")

    began = time.perf_counter()
    await asyncio.gather(*[work() for _ in range(IN_FLIGHT)])
    return time.perf_counter() - began


async def main(api_url: str, token: str, lines: list[bytes]) -> None:
    """Post when told to."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    bodies = itertools.cycle(lines)
    async with aiohttp.ClientSession(headers=headers) as session:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while line := await asyncio.to_thread(sys.stdin.readline):
            took = await post(session, f"{api_url}chat.postMessage", bodies, int(line))
            sys.stdout.write(f"{took}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]).read_bytes().splitlines()))
