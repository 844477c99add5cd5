"""Chooses the coaching questions that fit what is known, and says why each was chosen.

A question earns points for the rule and the coded cause it is made for, its phase, what the team's
own words point to, and how long the trouble has lasted. Rule and cause together always outweigh all
the rest. A team does not hear a question again within `QUIET_DAYS`, unless it has heard every one
that fits; then the one it heard longest ago comes back. Equal input gives equal output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, Protocol

from bot.rules.hearing import Stems, heard
from storage.vocabulary import Audience, Cause, Phase, Rhythm, RuleName, Severity

QUIET_DAYS: Final = 93
LIMIT: Final = 3
PER_SECTION: Final = 2

ReasonCode = Literal["rule", "cause", "heard", "words", "lasting", "phase", "asked_again"]

_RULE, _CAUSE, _PHASE, _NEAR_PHASE, _HEARD, _SUITS, _WORD, _WORDS = 40, 30, 12, 4, 10, 6, 5, 15
_FIRST = 4  # the rule and the cause that a question lists first are what it is best for
_SAME_SECTION = 15
_NEAR: Final[Mapping[Phase, Mapping[Phase, int]]] = {
    Phase.MONITOR: {Phase.IMPLEMENT: _NEAR_PHASE, Phase.NEEDS: 0, Phase.PLAN: 0},
    Phase.IMPLEMENT: {Phase.MONITOR: _NEAR_PHASE, Phase.PLAN: 0},
}


class Askable(Protocol):
    """What choosing needs to know of a question; the catalogue's questions have it."""

    @property
    def id(self) -> str: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def section(self) -> str: ...
    @property
    def audience(self) -> Sequence[Audience]: ...
    @property
    def rules(self) -> Sequence[RuleName]: ...
    @property
    def causes(self) -> Sequence[Cause]: ...
    @property
    def about(self) -> Sequence[str]: ...
    @property
    def suits(self) -> Literal["new", "lasting"] | None: ...


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a question is wanted; everything but the audience may be unknown.

    `running` counts the check-ins in a row that the rule has held (1 when new, 0 when unknown), and
    `rhythm` says how far apart these are. `words` is what the team wrote about the cause.
    """

    audience: Audience
    phase: Phase | None = None
    rule: RuleName | None = None
    cause: Cause | None = None
    severity: Severity | None = None
    running: int = 0
    rhythm: Rhythm = Rhythm.MONTHLY
    words: str = ""

    @property
    def lasts(self) -> bool:
        """True when the trouble is not new: a second check-in in a row, or urgent."""
        return self.running >= 2 or self.severity is Severity.URGENT


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that this team was asked, and the local day of it."""

    question_id: str
    on: date


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a choice: a code, and the facts that its sentence needs."""

    code: ReasonCode
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A question chosen, its points, and the reasons, weightiest first."""

    question_id: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: Askable
    score: int
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        """True when more than its phase and audience speak for the question."""
        return any(reason.code in ("rule", "cause", "heard", "words") for reason in self.reasons)


def choose(
    questions: Sequence[Askable],
    situation: Situation,
    asked_before: Sequence[Asked],
    today: date,
    limit: int = LIMIT,
    stems: Stems | None = None,
) -> list[Choice]:
    """At most `limit` questions for the situation, best first, at most two of a section while others fit.

    `asked_before` is what this team heard, `today` its local day; `stems` are the beginnings of words
    by which a cause is heard in the situation's words (the catalogue's `stems`).
    """
    causes_heard = {
        cause: words
        for cause, words in heard(situation.words, stems or {}).items()
        if cause != situation.cause
    }
    candidates = [
        candidate
        for question in questions
        if (candidate := _weigh(question, situation, causes_heard)) is not None
    ]
    candidates = [c for c in candidates if c.fits or c.score or situation.phase is None]
    fitting = [c for c in candidates if c.fits] or candidates
    last_asked = _last_asked(asked_before)
    since = today - timedelta(days=QUIET_DAYS)
    fresh = [c for c in fitting if last_asked.get(c.question.id, date.min) < since]
    if not fresh and fitting is not candidates:
        fresh = [c for c in candidates if last_asked.get(c.question.id, date.min) < since]
    if fresh:
        return [Choice(c.question.id, c.score, c.reasons) for c in _spread(fresh, limit)]
    return _again(fitting, last_asked, limit)


def _weigh(
    question: Askable, situation: Situation, causes_heard: Mapping[Cause, Sequence[str]]
) -> _Candidate | None:
    """The question with its points and reasons; None when it is for other people or another phase."""
    phase = _phase_points(question.phase, situation.phase)
    if phase is None or not _is_for(question, situation.audience):
        return None
    score, reasons = phase, []
    if situation.rule is not None and situation.rule in question.rules:
        score += _RULE + _FIRST * (question.rules[0] is situation.rule)
        reasons.append(
            Reason("rule", {"rule": situation.rule, "running": situation.running, "rhythm": situation.rhythm})
        )
    if situation.cause is not None and situation.cause in question.causes:
        score += _CAUSE + _FIRST * (question.causes[0] is situation.cause)
        reasons.append(Reason("cause", {"cause": situation.cause}))
    for cause in question.causes:
        if cause in causes_heard:
            score += _HEARD
            reasons.append(Reason("heard", {"cause": cause, "words": tuple(causes_heard[cause])}))
            break
    if words := heard(situation.words, {"": question.about}).get(""):
        score += min(_WORD * len(words), _WORDS)
        reasons.append(Reason("words", {"words": tuple(words)}))
    if situation.rule is not None and question.suits == ("lasting" if situation.lasts else "new"):
        score += _SUITS
        if question.suits == "lasting":
            reasons.append(Reason("lasting", {"running": situation.running, "rhythm": situation.rhythm}))
    if not reasons:
        reasons.append(Reason("phase", {"phase": question.phase}))
    return _Candidate(question, score, tuple(reasons))


def _phase_points(phase: Phase, wanted: Phase | None) -> int | None:
    if wanted is None:
        return 0
    return _PHASE if phase is wanted else _NEAR.get(wanted, {}).get(phase)


def _is_for(question: Askable, audience: Audience) -> bool:
    """A coach may put any question to the people it is meant for."""
    return audience is Audience.COACH or audience in question.audience


def _last_asked(asked_before: Sequence[Asked]) -> dict[str, date]:
    last: dict[str, date] = {}
    for asked in asked_before:
        last[asked.question_id] = max(asked.on, last.get(asked.question_id, date.min))
    return last


def _spread(candidates: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """The best, with sections taking turns: each pick makes its section a little less likely."""
    left, picked = list(candidates), list[_Candidate]()
    while left and len(picked) < limit:
        sections = [(c.question.phase, c.question.section) for c in picked]
        open_left = [
            c for c in left if sections.count((c.question.phase, c.question.section)) < PER_SECTION
        ] or left
        best = min(
            open_left,
            key=lambda c: (
                _SAME_SECTION * sections.count((c.question.phase, c.question.section)) - c.score,
                c.question.id,
            ),
        )
        picked.append(best)
        left.remove(best)
    return sorted(picked, key=lambda c: (-c.score, c.question.id))


def _again(candidates: Sequence[_Candidate], last_asked: Mapping[str, date], limit: int) -> list[Choice]:
    """When all that fit were asked lately: those asked longest ago, and each says so."""
    oldest = sorted(candidates, key=lambda c: (last_asked[c.question.id], -c.score, c.question.id))[:limit]
    return [
        Choice(
            c.question.id, c.score, (*c.reasons, Reason("asked_again", {"last": last_asked[c.question.id]}))
        )
        for c in oldest
    ]
