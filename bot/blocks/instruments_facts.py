"""What the messages and windows of a working show, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.catalogue.instruments import AnyItem, Instrument, Section
from bot.rules.agreement import Together
from storage.vocabulary import OrganizationKind
from storage.vocabulary_instruments import DecisionKind, WorkingMode, WorkingState


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is shown; `became` is where it lives now ("action:7")."""

    kind: DecisionKind
    words: str
    owner: str | None = None
    due_on: date | None = None
    became: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section on the way: by how many people it was sent, who has it, whether this person sent it."""

    id: str
    name: str
    group: str | None
    sent_by: int = 0
    handed_to: tuple[str, ...] = ()
    is_mine: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class WorkingFacts:
    """A working as it stands. `finished` of `invited` have sent every section of theirs."""

    id: int
    form: Instrument
    kind: OrganizationKind
    organization: str
    period: str
    mode: WorkingMode
    state: WorkingState
    facilitator: str
    parts: tuple[Part, ...]
    is_nameless: bool = False
    least: int = 1
    is_paused: bool = False
    due_on: date | None = None
    finished: int = 0
    begun: int = 0
    unheard: tuple[str, ...] = ()
    differ: int = 0
    decisions: tuple[Decided, ...] = ()
    proposed_by: str = ""
    may_lead: bool = False

    @property
    def done(self) -> int:
        """How many sections are done."""
        return sum(part.is_done for part in self.parts)


@dataclass(frozen=True, slots=True)
class View:
    """What stands of an answer: the text of it, whose it is, and the revision that says so."""

    id: int
    text: str
    by: str
    value: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row of a table, its cells as text by column."""

    key: str
    cells: Mapping[str, str]
    label: str | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """An item with everything that may be shown of it.

    `views` are what stands of the shared answer (more than one where people differ), `together` what single
    answers say together, `counts` how often each option was chosen, `words` what single people wrote.
    `hidden` says that there may be answers, and too few to show.
    """

    item: AnyItem
    views: tuple[View, ...] = ()
    rows: tuple[RowSeen, ...] = ()
    together: Together | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def text(self) -> str:
        """What stands, as text; empty where nothing does."""
        return self.views[-1].text if self.views else ""


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """A section with its items."""

    section: Section
    items: tuple[ItemSeen, ...]
