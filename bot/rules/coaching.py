"""Chooses the coaching questions that fit what is known, and says why each was chosen.

The points are those of `bot.rules.fit`. A team does not hear a question again within `QUIET_DAYS`,
unless it has heard every one that it could be asked; then the one that fits and that it heard longest
ago comes back, and says so. Equal input gives equal output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.rules.fit import Bank, Candidate, Reason, ReasonCode, Situation, candidates_for
from bot.rules.hearing import heard, listen

__all__ = [
    "LIMIT",
    "QUIET_DAYS",
    "Asked",
    "Bank",
    "Choice",
    "Reason",
    "ReasonCode",
    "Situation",
    "choose",
    "heeded",
]

QUIET_DAYS: Final = 93
LIMIT: Final = 3
_PER_SECTION = 2
_SAME_SECTION = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that this team was asked, and the local day of it."""

    question_id: str
    on: date


@dataclass(frozen=True, slots=True)
class Choice:
    """A question chosen, its points, and the reasons, weightiest first."""

    question_id: str
    score: int
    reasons: tuple[Reason, ...]


def choose(
    bank: Bank, situation: Situation, asked_before: Sequence[Asked], today: date, limit: int = LIMIT
) -> list[Choice]:
    """At most `limit` questions for the situation, best first, at most two of a section while others fit.

    `asked_before` is what this team heard, `today` its local day. Where the talk has
    stopped at money, time, or blame, one of the questions leads past it.
    """
    candidates = candidates_for(bank, situation)
    fitting = [c for c in candidates if c.fits] or candidates
    last_asked = _last_asked(asked_before)
    since = today - timedelta(days=QUIET_DAYS)
    picked: list[Candidate] = []
    for pool in (fitting, candidates):
        taken = {c.question.id for c in picked}
        fresh = [
            c for c in pool if c.question.id not in taken and last_asked.get(c.question.id, date.min) < since
        ]
        picked += _spread(fresh, limit - len(picked))
    if picked or limit < 1:
        ranked = sorted(picked, key=lambda c: (-c.score, c.question.id))
        return [Choice(c.question.id, c.score, c.reasons) for c in ranked]
    return _again(fitting, last_asked, limit)


def heeded(choices: Sequence[Choice], situation: Situation, bank: Bank) -> bool:
    """True when the situation's words had a part in the choice, or point to the cause that was named."""
    if any(reason.code in ("heard", "words", "steer") for choice in choices for reason in choice.reasons):
        return True
    return situation.cause in heard(listen(situation.words), bank.stems)


def _last_asked(asked_before: Sequence[Asked]) -> dict[str, date]:
    last: dict[str, date] = {}
    for asked in asked_before:
        last[asked.question_id] = max(asked.on, last.get(asked.question_id, date.min))
    return last


def _spread(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """The best, with sections taking turns: each pick makes its section a little less likely.

    The last of several is one that leads past where the talk stopped, unless one of the others does.
    """
    left, picked = list(candidates), list[Candidate]()
    while left and len(picked) < limit:
        steering = [c for c in left if _steers(c)] if len(picked) == limit - 1 > 0 else []
        if any(_steers(c) for c in picked):
            steering = []
        sections = [_section(c) for c in picked]
        others = steering or [c for c in left if sections.count(_section(c)) < _PER_SECTION] or left
        best = min(
            others, key=lambda c: (_SAME_SECTION * sections.count(_section(c)) - c.score, c.question.id)
        )
        picked.append(best)
        left.remove(best)
    return sorted(picked, key=lambda c: (-c.score, c.question.id))


def _steers(candidate: Candidate) -> bool:
    return any(reason.code == "steer" for reason in candidate.reasons)


def _section(candidate: Candidate) -> tuple[str, str]:
    return candidate.question.phase, candidate.question.section


def _again(candidates: Sequence[Candidate], last_asked: Mapping[str, date], limit: int) -> list[Choice]:
    """When all were asked lately: those asked longest ago, each with the day it was last asked."""
    oldest = sorted(candidates, key=lambda c: (last_asked[c.question.id], -c.score, c.question.id))[:limit]
    return [
        Choice(
            c.question.id, c.score, (*c.reasons, Reason("asked_again", {"last": last_asked[c.question.id]}))
        )
        for c in oldest
    ]
