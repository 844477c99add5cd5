"""How well a coaching question fits what is known, in points, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from bot.rules.hearing import Spoken, Stems, heard, listen
from storage.vocabulary import Audience, Cause, Phase, Rhythm, RuleName, Severity

ReasonCode = Literal["rule", "cause", "heard", "words", "lasting", "phase", "general", "asked_again"]

# Rule and cause together outweigh all the rest, and the rule alone outweighs the team's words.
_RULE, _CAUSE, _PHASE, _NEAR_PHASE, _HEARD, _SUITS, _WORD, _WORDS = 40, 30, 12, 4, 10, 6, 5, 15
_FIRST = 4  # the rule and the cause that a question lists first are what it is best for
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
class Reason:
    """One reason for a choice: a code, and the facts that its sentence needs."""

    code: ReasonCode
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked, with its points and reasons, weightiest first."""

    question: Askable
    score: int
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        """True when more than its phase and audience speak for the question."""
        return any(reason.code in ("rule", "cause", "heard", "words") for reason in self.reasons)


def candidates_for(questions: Sequence[Askable], situation: Situation, stems: Stems) -> list[Candidate]:
    """The questions that may be asked in this situation: for these people, and for this phase or near it."""
    spoken = listen(situation.words)
    causes = {cause: words for cause, words in heard(spoken, stems).items() if cause is not situation.cause}
    found = []
    for question in questions:
        phase = _phase_points(question.phase, situation.phase)
        if phase is None or not _is_for(question, situation.audience):
            continue
        points = [
            *_known(question, situation),
            *_said(question, spoken, causes),
            *_lasting(question, situation),
        ]
        if points or situation.phase in (None, question.phase):
            reasons = tuple(reason for _, reason in points if reason)
            found.append(
                Candidate(
                    question,
                    phase + sum(score for score, _ in points),
                    reasons or (_otherwise(question, situation),),
                )
            )
    return found


def _otherwise(question: Askable, situation: Situation) -> Reason:
    """The reason for a question of which nothing else speaks."""
    return Reason("phase", {"phase": question.phase}) if situation.phase else Reason("general")


def _known(question: Askable, situation: Situation) -> list[tuple[int, Reason | None]]:
    """Points for the rule and for the cause that the team coded."""
    points: list[tuple[int, Reason | None]] = []
    if situation.rule is not None and situation.rule in question.rules:
        facts = {"rule": situation.rule, "running": situation.running, "rhythm": situation.rhythm}
        points.append((_RULE + _FIRST * (question.rules[0] is situation.rule), Reason("rule", facts)))
    if situation.cause is not None and situation.cause in question.causes:
        first = _FIRST * (question.causes[0] is situation.cause)
        points.append((_CAUSE + first, Reason("cause", {"cause": situation.cause})))
    return points


def _said(
    question: Askable, spoken: Spoken, causes: Mapping[Cause, tuple[str, ...]]
) -> list[tuple[int, Reason | None]]:
    """Points for another cause that the team's words point to, and for words of the question's own."""
    points: list[tuple[int, Reason | None]] = []
    cause = next((cause for cause in question.causes if cause in causes), None)
    if cause is not None:
        points.append((_HEARD, Reason("heard", {"cause": cause, "words": causes[cause]})))
    if words := heard(spoken, {"about": question.about}).get("about"):
        points.append((min(_WORD * len(words), _WORDS), Reason("words", {"words": words})))
    return points


def _lasting(question: Askable, situation: Situation) -> list[tuple[int, Reason | None]]:
    """Points for a question that suits a trouble that is new, or one that lasts; the latter is a reason."""
    if situation.rule is None or question.suits != ("lasting" if situation.lasts else "new"):
        return []
    facts = {"running": situation.running, "rhythm": situation.rhythm}
    return [(_SUITS, Reason("lasting", facts) if situation.lasts else None)]


def _phase_points(phase: Phase, wanted: Phase | None) -> int | None:
    if wanted is None:
        return 0
    return _PHASE if phase is wanted else _NEAR.get(wanted, {}).get(phase)


def _is_for(question: Askable, audience: Audience) -> bool:
    """A coach may put any question to the people it is meant for."""
    return audience is Audience.COACH or audience in question.audience
