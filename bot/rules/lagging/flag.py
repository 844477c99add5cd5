"""What the rules find, and how it differs from what stood before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.vocabulary import RuleName, Severity

Scalar = str | int | float | bool | None
Key = tuple[RuleName, int, int | None]


class Remedy(StrEnum):
    """What would clear a flag; the words for each are in `prompts/`."""

    COMPLETE = "complete"
    DROP = "drop"
    REDATE = "redate"
    REPORT_ON_TRACK = "report_on_track"
    HOLD_STEADY = "hold_steady"
    ANSWER = "answer"
    START = "start"
    FINISH_PREDECESSORS = "finish_predecessors"
    PRODUCE_OUTPUT = "produce_output"
    RECORD_SUPPORT = "record_support"
    COMPLETE_MORE = "complete_more"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that lags today: the evidence as facts (ISO dates, whole numbers), never sentences.

    `action_id` is None for a flag of the whole milestone. Any one of `remedies` is enough to clear it.
    """

    rule: RuleName
    severity: Severity
    milestone_id: int
    action_id: int | None
    facts: Mapping[str, Scalar] = field(default_factory=dict, hash=False)
    remedies: tuple[Remedy, ...] = ()

    @property
    def key(self) -> Key:
        """What makes two flags the same flag at two times."""
        return self.rule, self.milestone_id, self.action_id


@dataclass(frozen=True, slots=True)
class StandingFlag:
    """A flag that was raised earlier and has not been cleared; `id` is its row's."""

    id: int
    rule: RuleName
    severity: Severity
    milestone_id: int
    action_id: int | None = None

    @property
    def key(self) -> Key:
        """What makes two flags the same flag at two times."""
        return self.rule, self.milestone_id, self.action_id


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the flags: every standing and every judged flag is in exactly one place.

    A flag that is less severe than before is kept, with its new severity and facts.
    """

    raised: tuple[Flag, ...] = ()
    worsened: tuple[tuple[StandingFlag, Flag], ...] = ()
    kept: tuple[tuple[StandingFlag, Flag], ...] = ()
    cleared: tuple[StandingFlag, ...] = ()


def changes(standing_flags: Iterable[StandingFlag], judged: Iterable[Flag]) -> Changes:
    """Compare the flags that stand with those that were found today.

    Raises `ValueError` when two standing flags are the same flag: only one may be open at a time.
    """
    before: dict[Key, StandingFlag] = {}
    for flag in standing_flags:
        if before.setdefault(flag.key, flag) is not flag:
            raise ValueError(f"flags {before[flag.key].id} and {flag.id} are the same flag")
    now = {flag.key: flag for flag in judged}
    pairs = [(before[key], flag) for key, flag in now.items() if key in before]
    return Changes(
        raised=tuple(flag for key, flag in now.items() if key not in before),
        worsened=tuple(pair for pair in pairs if pair[1].severity.rank > pair[0].severity.rank),
        kept=tuple(pair for pair in pairs if pair[1].severity.rank <= pair[0].severity.rank),
        cleared=tuple(flag for key, flag in before.items() if key not in now),
    )
