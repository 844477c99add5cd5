"""How the demo's year goes: which action is late and why, who answers when. Chosen once, by a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from bot.cli.demo.district import District, Step
from storage.vocabulary import Cause, Status

SOON = timedelta(days=21)
"""A team that will miss a date sees it coming about three weeks before."""

COMMON_CAUSES = (
    Cause.STAFFING,
    Cause.TIME,
    Cause.TIME,
    Cause.SKILLS,
    Cause.OWNERSHIP,
    Cause.DEPENDENCY,
    Cause.BUY_IN,
    Cause.SCHEDULE,
    Cause.MONEY,
)


class Manner(StrEnum):
    """When a team answers one check-in."""

    AT_ONCE = "at_once"
    REMINDED = "reminded"
    LAST_MINUTE = "last_minute"
    LATE = "late"
    SILENT = "silent"
    AWAY = "away"


MANNERS = {
    "steady": ((Manner.AT_ONCE, 70), (Manner.REMINDED, 22), (Manner.LAST_MINUTE, 8)),
    "busy": ((Manner.AT_ONCE, 30), (Manner.REMINDED, 35), (Manner.LAST_MINUTE, 15), (Manner.LATE, 20)),
    "torn": ((Manner.AT_ONCE, 25), (Manner.REMINDED, 25), (Manner.LATE, 20), (Manner.SILENT, 30)),
}
TEMPERS = ("steady", "steady", "busy", "steady", "torn")


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one action."""

    step: Step
    done_on: date
    cause: Cause

    def status(self, today: date) -> Status:
        """Give what its team would report on a day."""
        if today >= self.done_on:
            return Status.COMPLETED
        if today < self.step.start:
            return Status.NOT_STARTED
        late = self.done_on > self.step.due
        return Status.BEHIND if late and today > self.step.due - SOON else Status.ON_TRACK


class Fates:
    """The year of a district, for one seed."""

    def __init__(self, district: District, seed: int) -> None:
        """Choose what becomes of every action."""
        self._seed = seed
        self._of: dict[str, Fate] = {}
        for school in district.schools:
            for idea in school.strategies:
                for marker in idea.milestones:
                    for step in marker.actions:
                        self._of[step.text] = self._choose(school.code, step)

    def mentioned(self, text: str) -> list[Fate]:
        """Give the fates of the actions that a message names."""
        return [fate for name, fate in self._of.items() if name in text]

    def in_label(self, label: str) -> Fate:
        """Give the fate of the action that a field is about."""
        return next(fate for name, fate in self._of.items() if name in label)

    def manner(self, team: str, period: str) -> Manner:
        """Give when a team answers the check-in of a period."""
        temper = TEMPERS[Random(f"{self._seed}:{team}").randrange(len(TEMPERS))]
        chances = MANNERS[temper]
        dice = Random(f"{self._seed}:{team}:{period}")
        if dice.random() < 0.04:
            return Manner.AWAY
        return dice.choices([one for one, _ in chances], [weight for _, weight in chances])[0]

    def dice(self, *about: object) -> Random:
        """Give a source of chance that is the same for the same matter, whatever happened before."""
        return Random(":".join(str(one) for one in (self._seed, *about)))

    def _choose(self, school: str, step: Step) -> Fate:
        dice = self.dice(school, step.n)
        fortune = dice.random()
        if fortune < 0.55:
            done = step.due - timedelta(days=dice.randrange(0, 12))
        elif fortune < 0.85:
            done = step.due + timedelta(days=dice.randrange(18, 55))
        else:
            done = step.due + timedelta(days=dice.randrange(60, 130))
        return Fate(step, done, dice.choice(COMMON_CAUSES))
