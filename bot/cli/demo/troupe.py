"""The people of the demo when nobody plays them: they answer, forget, come late and recover.

They act as anybody would, with the hands that the local workspace gives them: they read their
messages, click, fill in and send off. When they do so is chosen once, by a seed.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from bot.cli.demo.answering import Answering
from bot.cli.demo.district import Member
from bot.cli.demo.fate import Fates, Manner
from bot.cli.demo.leading import Leading
from bot.cli.demo.moments import Window, planned, window_of
from bot.cli.demo.theater import Theater
from bot.cli.demo.voices import load_voices
from bot.sandbox.person import Message, Person

Act = Callable[[], Awaitable[None]]
PROMPT, DIGEST = "checkin-prompt:", "digest:"


class Troupe:
    """Everybody in the theater, and what they are about to do."""

    def __init__(self, theater: Theater, seed: int) -> None:
        """Let `seed` decide how the year goes."""
        voices = load_voices()
        self._theater = theater
        self._fates = Fates(theater.district, seed)
        self._answering = Answering(theater, self._fates, voices)
        self._leading = Leading(theater, self._fates, voices)
        self._acts: list[tuple[datetime, int, Act]] = []
        self._count = itertools.count()
        self._noticed: set[tuple[str, str]] = set()
        self._played: set[str] = set()

    @cached_property
    def _people(self) -> list[tuple[Member, Person]]:
        server = self._theater.server
        return [(member, server.person(member.slack_id)) for member in self._theater.district.everybody]

    @property
    def next_at(self) -> datetime | None:
        """When somebody acts next."""
        return self._acts[0][0] if self._acts else None

    async def begin(self) -> None:
        """Have the district's people say what they want to hear of."""
        await self._leading.subscribe()

    def make_room(self, member: str) -> None:
        """Leave the check-ins of a member to whoever plays them from now on."""
        self._played.add(member)

    async def act(self) -> None:
        """Have everybody do what they had in mind for about now."""
        while self._acts and self._acts[0][0] <= self._theater.now:
            await heapq.heappop(self._acts)[2]()
            await self._theater.server.settle()

    async def notice(self) -> None:
        """Have everybody look at what is new, and make up their minds."""
        for period, window in await self._read(planned):
            for school, team in self._teams():
                if self._is_new("away", f"{school}:{team}:{period}"):
                    self._plan_absence(school, team, period, window)
        for member, person in self._people:
            for message in person.messages():
                key = _key(message)
                ours = key.startswith(PROMPT) and member.id not in self._played
                if ours and self._is_new(member.id, key):
                    await self._plan_answer(member, person, key)
        for place in self._theater.district.schools:
            principal = next(one for one in place.people if "principal" in one.roles)
            person = self._theater.server.person(principal.slack_id)
            for message in person.messages(place.channel_id):
                if _key(message).startswith(DIGEST) and self._is_new(place.code, _key(message)):
                    self._plan_leading(person, place.code, _key(message))

    async def _plan_answer(self, member: Member, person: Person, key: str) -> None:
        school, team = self._team_of(member, key)
        period = key.split(":")[2]
        window = await self._read(window_of, period)
        dice = self._fates.dice(key, member.id)
        at = _moment(self._fates.manner(f"{school}:{team}", period), window, self._theater.now, dice)
        if at is not None:
            self._later(at, lambda: self._answering.answer(person, key))

    def _plan_absence(self, school: str, team: str, period: str, window: Window) -> None:
        if self._fates.manner(f"{school}:{team}", period) is not Manner.AWAY:
            return
        first, last = window.opens_at.date(), (window.closes_at + timedelta(days=2)).date()
        crew = next(one for one in self._school(school).teams if one.code == team)
        for one in crew.members:
            person = self._theater.server.person("U0" + one.replace(".", "").upper()[:12])
            at = max(self._theater.now, window.opens_at - timedelta(days=1))
            self._later(at, lambda person=person: self._answering.go_away(person, first, last))  # type: ignore[misc]  # bound now

    def _plan_leading(self, principal: Person, school: str, key: str) -> None:
        channel = self._school(school).channel_id
        at = self._theater.now + timedelta(hours=3)
        self._later(at, lambda: self._leading.adjust(principal, channel, key))
        self._later(at + timedelta(hours=20), lambda: self._leading.offer(channel, key))

    def _later(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._acts, (at, next(self._count), act))

    def _is_new(self, who: str, key: str) -> bool:
        if (who, key) in self._noticed:
            return False
        self._noticed.add((who, key))
        return True

    def _teams(self) -> Iterator[tuple[str, str]]:
        for school in self._theater.district.schools:
            for crew in school.teams:
                yield school.code, crew.code

    def _school(self, code: str) -> Any:
        return next(one for one in self._theater.district.schools if one.code == code)

    def _team_of(self, member: Member, key: str) -> tuple[str, str]:
        """The team that somebody answers for: theirs, or the first of theirs when they have several."""
        for school in self._theater.district.schools:
            for crew in school.teams:
                if member.id in crew.members:
                    return school.code, crew.code
        raise LookupError(key)

    async def _read(self, look: Callable[..., Any], *about: Any) -> Any:
        milepost = self._theater.milepost
        return await milepost.database.read(look, milepost.workspace_id, *about)


def _key(message: Message) -> str:
    return str(((message.metadata or {}).get("event_payload") or {}).get("key", ""))


def _moment(manner: Manner, window: Window, now: datetime, dice: Random) -> datetime | None:
    """When somebody of this manner answers what they found at `now`."""
    hours = timedelta(hours=dice.uniform(0.3, 6.5))
    if manner is Manner.AT_ONCE:
        return now + hours
    if manner is Manner.REMINDED:
        return max(now, window.reminds_at) + timedelta(minutes=dice.uniform(10, 200))
    if manner is Manner.LAST_MINUTE:
        return max(now, window.closes_at - timedelta(minutes=dice.uniform(15, 80)))
    if manner is Manner.LATE:
        return max(now, window.closes_at) + timedelta(hours=dice.uniform(17, 70))
    return None
