"""The floor: Slack's own client with one shared session, sending one message over and over.

argv: API_URL FILE; FILE holds the arguments of chat.postMessage as JSON. Prints "ready"; for each line it
reads (a number of messages), it sends so many, 32 in flight, and prints the seconds that they took.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.bench.signing import TOKEN

IN_FLIGHT = 32


async def send(client: AsyncWebClient, message: dict[str, Any], count: int) -> float:
    """Send `count` messages; give the seconds."""
    left = iter(range(count))

    async def work() -> None:
        for _ in left:
            answer = await client.chat_postMessage(**message)
            if not answer["ok"]:
                raise ValueError("not sent")

    began = time.perf_counter()
    await asyncio.gather(*[work() for _ in range(IN_FLIGHT)])
    return time.perf_counter() - began


async def main(api_url: str, message: dict[str, Any]) -> None:
    """Send when told to."""
    logger = logging.getLogger("floor")
    logger.setLevel(logging.CRITICAL)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=TOKEN, base_url=api_url, session=session, logger=logger)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while line := await asyncio.to_thread(sys.stdin.readline):
            sys.stdout.write(f"{await send(client, message, int(line))}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))))
