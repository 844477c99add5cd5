"""What a person's desk shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.blocks.coached import Shelf
from bot.blocks.instruments_home import OwnWorking
from bot.blocks.rootcause_home import OwnSession
from bot.blocks.subscribe import Follow
from bot.blocks.support_list import Care
from bot.rules.quantities import Ratio
from storage.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Waiting:
    """A check-in that waits for this person; `seen` is the number of its newest revision."""

    id: int
    number: str
    text: str
    team: str
    closes_on: date
    is_late: bool = False
    seen: int = 0


@dataclass(frozen=True, slots=True)
class OwnAction:
    """An unfinished action that this person is responsible for."""

    number: str
    text: str
    status: Status
    due_on: date | None
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """One school in a line; without a period no cycle has closed there yet."""

    organization_id: int
    school: str
    period: str | None = None
    cycle_id: int | None = None
    on_time: Ratio | None = None
    received: Ratio | None = None
    lagging: int = 0
    urgent: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on one desk; `name` is None for somebody unknown, who is told whom to `ask`."""

    name: str | None
    today: date
    check_ins: tuple[Waiting, ...] = ()
    actions: tuple[OwnAction, ...] = ()
    subscriptions: tuple[Follow, ...] = ()
    schools: tuple[Glance, ...] = ()
    more_schools: int = 0
    may_measure: bool = False
    answers_check_ins: bool = False
    away: tuple[date, date] | None = None
    ask: tuple[str, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)
    care: Care | None = None
    sessions: tuple[OwnSession, ...] = ()
    workings: tuple[OwnWorking, ...] = ()
    forms_now: tuple[str, ...] = ()
