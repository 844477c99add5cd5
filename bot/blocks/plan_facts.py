"""What is shown of a plan and its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.documents.plan_diff import Change
from storage.vocabulary_plan import PlanCause


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version: when (local time), who, why, and what changed since the one before (None for the first)."""

    number: int
    made_at: datetime
    made_by: str | None
    cause: PlanCause
    restored_from: int | None = None
    changes: Sequence[Change] | None = None


class Moved(NamedTuple):
    """A milestone whose date is not the one that was approved first."""

    number: str
    first: date
    now: date


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan at a glance, with its newest versions first and how many there are in all."""

    organization_id: int
    code: str
    name: str
    title: str
    starts_on: date | None
    ends_on: date | None
    counts: Sequence[tuple[str, int]]
    versions: Sequence[VersionFacts]
    in_all: int
    moved: Sequence[Moved] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a plan and what leads from the first to the second; `numbers` can be chosen from."""

    organization_id: int
    name: str
    first: VersionFacts
    second: VersionFacts
    changes: Sequence[Change]
    numbers: Sequence[VersionFacts]
    newest: int
    may_restore: bool
