"""What a digest says, as plain values: filled by flows, worded by the other modules of this story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.quantities import Counts, Ratio
from storage.vocabulary import Cause, Rhythm, RuleName, Severity, Standing


@dataclass(frozen=True, slots=True)
class Evidence:
    """One flag of an item: the rule, its severity, and the rule's facts."""

    rule: RuleName
    severity: Severity
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone or one of its actions, with what stands against it, the gravest first."""

    milestone_id: int
    action_id: int | None
    number: str
    text: str
    team: str | None = None
    evidence: tuple[Evidence, ...] = ()
    cause: Cause | None = None

    @property
    def key(self) -> str:
        """What deliveries and buttons call it: "12" for an action, "m7" for a milestone."""
        return f"m{self.milestone_id}" if self.action_id is None else str(self.action_id)

    @property
    def is_only_silent(self) -> bool:
        """Whether all there is to say is that no check-in came; the digest lists that elsewhere."""
        return all(one.rule is RuleName.SILENT for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Moved:
    """An action that was finished, or is back on track."""

    number: str
    text: str
    team: str | None
    outputs: str | None = None
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Quiet:
    """A check-in that nobody answered in time, and why."""

    standing: Standing
    number: str
    text: str
    who: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """Help that was asked for and has not been answered."""

    number: str
    text: str
    team: str | None
    words: str | None
    asked_on: date


@dataclass(frozen=True, slots=True)
class Success:
    """Something to celebrate, in the team's own words."""

    words: str
    who: str


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened after the digest was told: `what` is a key of the words "digest.news"."""

    on: date
    what: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """M-03 in numbers: what is different since the check-in before closed."""

    done: int = 0
    newly_behind: int = 0
    recovered: int = 0
    redated: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """How an earlier check-in closed: actions within their dates, teams that answered in time."""

    closes_on: date
    on_time: Ratio
    received: Ratio


@dataclass(frozen=True, slots=True)
class Digest:
    """One cycle of one organization, as its leaders read it."""

    cycle_id: int
    school: str
    rhythm: Rhythm
    closes_on: date
    counts: Counts
    standings: Mapping[Standing, Ratio]
    reported_behind: Ratio
    moved: tuple[Moved, ...] = ()
    lagging: tuple[Item, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    requests: tuple[Request, ...] = ()
    successes: tuple[Success, ...] = ()
    news: tuple[News, ...] = ()
    changed: Changed | None = None
    trend: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a team's latest check-in says of an action, in its own words."""

    cause_words: str | None = None
    adjustment: str | None = None
    support_needed: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What leaders did about an item: an adjustment, or help that was offered."""

    on: date
    name: str
    words: str
    new_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemStory:
    """A lagging item with all that its reply in the thread shows; `cleared_on` when it is over."""

    cycle_id: int
    item: Item
    milestone: str | None = None
    due_on: date | None = None
    report: Report = Report()
    questions: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    adjusted: tuple[Done, ...] = ()
    supported: tuple[Done, ...] = ()
    cleared_on: date | None = None
    found: tuple[str, str | None] | None = None
    """The root cause that the team settled on, and what shows it."""
