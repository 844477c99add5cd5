"""The local workspace in a process of its own, with people who are told what to do.

argv: PEOPLE. Prints where it is, as JSON; then answers each line that it reads: "limits" (limits from now
on, without any allowance for bursts), "refused" (how many answers were 429), "kept" (how many messages it
holds), "first" (waits for the next Milepost to connect and types a command; the monotonic time of its
answer), "visit N" (N requests).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

from bot.ids import Act
from bot.sandbox import PersonSeed, SandboxServer, WorkspaceSeed
from bot.sandbox.acts import messages
from bot.sandbox.pace import WORKSPACE_MESSAGES
from bot.sandbox.person import Message, Person
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from bot.words import Words
from tests.bench.scene import user_of
from tests.bench.signing import TEAM_ID

AT_ONCE = 8
REQUESTS = 5
"""Requests of one visit: help, the list, the desk, the form, the report."""


class Town:
    """The workspace, and what its people can be told."""

    def __init__(self, server: SandboxServer, people: int) -> None:
        """Have the hands of so many people."""
        self.server = server
        self.people = [server.person(user_of(number)) for number in range(people)]
        self.greeted = 0

    async def obey(self, what: str, count: str) -> dict[str, Any]:
        """Do what a line says."""
        if what == "limits":
            return self.limits()
        if what == "refused":
            return {"too_fast": sum(one.status == 429 for one in self.server.calls)}
        if what == "kept":
            return {"messages": sum(len(one.timeline) for one in self.server.space.channels.values())}
        if what == "first":
            return await self.first()
        return await self.visits(int(count))

    def limits(self) -> dict[str, Any]:
        """Keep to the limits that Slack has published, with nothing left of the minute that it forgives."""
        self.server.pace.on()
        for number in range(WORKSPACE_MESSAGES - 1):
            self.server.pace.check(self.server.team_id, "chat.postMessage", None, f"C{number}")
        return {}

    async def first(self) -> dict[str, Any]:
        """Wait for a new connection and type a command; say when it was answered."""
        await self.server.until(lambda: self.server.hellos > self.greeted, 60)
        self.greeted = self.server.hellos
        await self.server.connected(60)
        who = self.people[0]
        outcome = await messages.command(who.actor, "/milepost help", who.dm())
        return {"at": time.monotonic(), "error": outcome.error}

    async def visits(self, requests: int) -> dict[str, Any]:
        """Let people come, some at a time, until so many requests were made."""
        left = iter(range(requests // REQUESTS))
        wrong: list[str] = []

        async def come(person: Person) -> None:
            for _ in left:
                wrong.extend(await visit(person))

        began = time.perf_counter()
        await asyncio.gather(*[come(person) for person in self.people[:AT_ONCE]])
        return {"seconds": time.perf_counter() - began, "wrong": wrong[:3]}


async def visit(person: Person) -> list[str]:
    """Ask for help and for the list, look at the desk, open the form and send it; give what went wrong."""
    outcomes = [
        await messages.command(person.actor, "/milepost help", person.dm()),
        await messages.command(person.actor, "/milepost checkin", person.dm()),
        await person.open_home(),
    ]
    await person.until(lambda: any(map(_has_form, person.messages())), 20)
    prompt = next(filter(_has_form, person.messages()))
    outcomes.append(await person.click(prompt, _form_button(prompt)))
    await person.until(lambda: person.modal is not None, 10)
    sent = await person.submit()
    wrong = [str(one.error) for one in outcomes if one.error]
    return wrong if sent.closed else [*wrong, str(sent.errors or sent.error)]


def _has_form(message: Message) -> bool:
    return not message.ephemeral and bool(_form_button(message))


def _form_button(message: Message) -> str:
    """The id of the button that opens the form, under a question or a receipt."""
    said = json.dumps(message.blocks)
    return next((act for act in (Act.CHECKIN_REPORT, Act.CHECKIN_EDIT) if f'"{act}"' in said), "")


async def main(people: int) -> None:
    """Serve until nothing is asked any more."""
    seeds = [
        PersonSeed(user_of(number), f"Lead {number}", f"lead{number}@example.org") for number in range(people)
    ]
    manifest = make_manifest(Words.load(), Mode.SOCKET)
    server = await SandboxServer.start(WorkspaceSeed(team_id=TEAM_ID, people=seeds), manifest=manifest)
    town = Town(server, people)
    hello = {
        "api_url": server.api_url,
        "bot_token": server.bot_token,
        "app_token": server.app_token,
        "conversations": [one.dm() for one in town.people],
    }
    say(hello)
    while line := await asyncio.to_thread(sys.stdin.readline):
        what, _, count = line.strip().partition(" ")
        say(await town.obey(what, count))
    await server.stop()


def say(what: dict[str, Any]) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
