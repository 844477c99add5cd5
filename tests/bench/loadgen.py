"""A closed-loop load generator, in a process of its own: signed requests over keep-alive connections.

argv: URL CLIENTS SECONDS FILE; FILE holds one JSON payload a line, in which @N@ is replaced by a
serial number. Each client sends, waits for the answer, sends again. Prints one JSON line: requests a
second, p50 and p99 in ms, and the number of answers that were not 200.
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

WARM_UP = 0.7


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
        self.wrong = 0
        self.stop = False

    async def client(self, session: aiohttp.ClientSession) -> None:
        """Be one client."""
        while not self.stop:
            body = form(next(self.payloads).replace("@N@", str(next(self.serial))))
            began = time.perf_counter()
            async with session.post(self.url, data=body, headers=signed(body)) as answer:
                await answer.read()
                self.wrong += answer.status != 200
            self.taken.append(time.perf_counter() - began)

    async def run(self, clients: int, seconds: float) -> dict[str, float]:
        """Run, and give the figures of what came after the warm-up."""
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            tasks = [asyncio.create_task(self.client(session)) for _ in range(clients)]
            await asyncio.sleep(WARM_UP)
            self.taken.clear()
            began = time.perf_counter()
            await asyncio.sleep(seconds)
            taken, lasted = list(self.taken), time.perf_counter() - began
            self.stop = True
            await asyncio.gather(*tasks)
        return {
            "rate": len(taken) / lasted,
            "p50": percentile(taken, 0.50) * 1e3,
            "p99": percentile(taken, 0.99) * 1e3,
            "wrong": self.wrong,
            "requests": next(self.serial),
        }


def main() -> None:
    """Read the arguments, run, print."""
    url, clients, seconds, file = sys.argv[1:5]
    load = Load(url, Path(file).read_text("utf-8").splitlines())
    sys.stdout.write(json.dumps(asyncio.run(load.run(int(clients), float(seconds)))) + "\n")


if __name__ == "__main__":
    main()
