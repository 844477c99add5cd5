"""A closed-loop load generator, in a process of its own: signed requests over keep-alive connections.

argv: URL CLIENTS SECONDS WARM_UP FILE; FILE holds one JSON payload a line, in which @N@ is replaced by a
serial number. Each client sends, waits for the answer, sends again. Prints one JSON line: requests a
second, p50 and p99 in ms; and of all that was sent, with the warm-up: the number of requests, and of
answers that were not an empty 200.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from pathlib import Path

import aiohttp

from tests.bench.signing import form, signed


def percentile(values: list[float], share: float) -> float:
    """Give the value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Load:
    """Clients that send in turn until they are told to stop."""

    def __init__(self, url: str, payloads: list[str]) -> None:
        """Send `payloads` to `url`, one after the other."""
        self.url = url
        self.payloads = itertools.cycle(payloads)
        self.serial = itertools.count(int(time.time() * 1000) % 10**9)
        self.taken: list[float] = []
        self.requests = self.wrong = 0
        self.stop = False

    async def client(self, session: aiohttp.ClientSession) -> None:
        """Be one client."""
        while not self.stop:
            body = form(next(self.payloads).replace("@N@", str(next(self.serial))))
            began = time.perf_counter()
            async with session.post(self.url, data=body, headers=signed(body)) as answer:
                said = await answer.read()
                self.requests += 1
                self.wrong += answer.status != 200 or bool(said)
            self.taken.append(time.perf_counter() - began)

    async def run(self, clients: int, seconds: float, warm_up: float) -> dict[str, float]:
        """Run, and give the figures of what came after the warm-up."""
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            tasks = [asyncio.create_task(self.client(session)) for _ in range(clients)]
            await asyncio.sleep(warm_up)
            self.taken.clear()
            began = time.perf_counter()
            await asyncio.sleep(seconds)
            taken, lasted = list(self.taken), time.perf_counter() - began
            self.stop = True
            await asyncio.gather(*tasks)
        taken = taken or self.taken  # a very short run: what was under way counts
        return {
            "rate": len(taken) / lasted,
            "p50": percentile(taken, 0.50) * 1e3,
            "p99": percentile(taken, 0.99) * 1e3,
            "wrong": self.wrong,
            "requests": self.requests,
        }


def main() -> None:
    """Read the arguments, run, print."""
    url, clients, seconds, warm_up, file = sys.argv[1:6]
    load = Load(url, Path(file).read_text("utf-8").splitlines())
    sys.stdout.write(json.dumps(asyncio.run(load.run(int(clients), float(seconds), float(warm_up)))) + "\n")


if __name__ == "__main__":
    main()
