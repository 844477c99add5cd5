"""What a roll-up over the network shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rules.quantities import Ratio
from storage.vocabulary import OrganizationKind


@dataclass(frozen=True, slots=True)
class Shares:
    """The figures of N-01 over some schools: completed of all, behind of those with a date.

    `said_behind` is what their teams reported behind, of all.
    """

    schools: int
    completed: Ratio
    behind: Ratio
    said_behind: Ratio


@dataclass(frozen=True, slots=True)
class Line:
    """A practice or a domain; without shares too few schools stand behind it, or it tells of one that is."""

    code: str
    name: str
    shares: Shares | None

    @property
    def is_domain(self) -> bool:
        """True for a domain, whose practices follow."""
        return len(self.code) == 1


@dataclass(frozen=True, slots=True)
class Part:
    """What stands directly below: a district, or `count` small ones together."""

    name: str | None
    code: str | None
    shares: Shares | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A coded root cause, or the practice that is missing or weak, and how many schools settled on it."""

    code: str
    name: str
    schools: int
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """An organization and everything below it at the end of a period; without one, none has closed yet."""

    organization_id: int
    name: str
    code: str
    kind: OrganizationKind
    least: int
    period: str | None = None
    everything: Shares | None = None
    schools: int = 0
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    has_ids: bool = False
    found: tuple[Found, ...] = ()

    @property
    def hidden(self) -> int:
        """How many practices and domains are not shown."""
        return sum(line.shares is None for line in self.lines)
