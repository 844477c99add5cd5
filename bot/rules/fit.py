"""How well a coaching question fits what is known, in points, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from bot.rules.coaching_steering import Signs, Steer
from bot.rules.denials import without_denied
from bot.rules.hearing import Stems, heard, listen
from bot.rules.matching import Index, Match
from bot.rules.themes import Themes, Touched
from storage.vocabulary import Audience, Cause, Phase, Rhythm, RuleName, Severity

ReasonCode = Literal[
    "rule", "cause", "heard", "words", "theme", "steer", "lasting", "phase", "general", "asked_again"
]

# What is known for certain (rule, cause, phase) and what was said weigh about the same: a rule fits a dozen
# questions, but words that are all about one of them are hardly chance.
_RULE, _CAUSE, _HEARD, _SUITS, _STEER = 30, 26, 10, 6, 12
_FIRST = 4  # the rule and the cause that a question lists first are what it is best for
_WORDS, _HALF = 100, 11.0  # points for words that say everything, and the measure that earns half of them
_THEME = 90  # points for a theme that is beyond doubt
_FAINT = 2.0  # words that match less than this are no reason to give
_PHASE, _NEAR_PHASE, _FAR_PHASE = 14, 6, -25
_UNDERWAY = 12  # where nobody named a phase, most of those who ask have work under way
_NEAR: Final[Mapping[Phase, Mapping[Phase, int]]] = {
    Phase.MONITOR: {Phase.IMPLEMENT: _NEAR_PHASE, Phase.NEEDS: 0, Phase.PLAN: 0},
    Phase.IMPLEMENT: {Phase.MONITOR: _NEAR_PHASE, Phase.PLAN: 0, Phase.NEEDS: 0},
    Phase.PLAN: {Phase.NEEDS: 0, Phase.IMPLEMENT: 0},
    Phase.NEEDS: {Phase.PLAN: 0},
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
    def suits(self) -> Literal["new", "lasting"] | None: ...
    @property
    def steers(self) -> Sequence[Steer]: ...


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions, and what hearing needs: beginnings of words by cause, an index, signs of being stuck,
    and the themes that people speak of."""

    questions: Sequence[Askable]
    stems: Stems = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index({}))
    signs: Signs = field(default_factory=Signs)
    themes: Themes = field(default_factory=Themes)


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
    def part(self) -> Phase | None:
        """The phase, or the one in which a rule or a coded cause comes up."""
        return self.phase or (Phase.MONITOR if self.rule or self.cause else None)

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
        return any(
            reason.code in ("rule", "cause", "heard", "words", "theme", "steer") for reason in self.reasons
        )


def candidates_for(bank: Bank, situation: Situation) -> list[Candidate]:
    """The questions that may be asked in this situation: for these people, those of the phase foremost."""
    said = without_denied(situation.words)
    matches, touched = bank.index.ask(said), bank.themes.touched(said)
    causes = {
        cause: words
        for cause, words in heard(listen(said), bank.stems).items()
        if cause is not situation.cause
    }
    stuck = bank.signs.heard(said, situation.cause)
    found = []
    for question in bank.questions:
        if not _is_for(question, situation.audience):
            continue
        points = [
            *_known(question, situation),
            *_said(question, matches.get(question.id), causes),
            *_theme(bank.themes.taken_up(question.id, touched), matches.get(question.id)),
            *_steering(question, situation, stuck),
            *_lasting(question, situation),
        ]
        if not points and situation.part not in (None, question.phase):
            continue
        reasons = tuple(reason for _, reason in points if reason)
        score = _phase_points(question.phase, situation.part) + sum(score for score, _ in points)
        found.append(Candidate(question, score, reasons or (_otherwise(question, situation),)))
    return found


def _otherwise(question: Askable, situation: Situation) -> Reason:
    """The reason for a question of which nothing else speaks."""
    return Reason("phase", {"phase": question.phase}) if situation.part else Reason("general")


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
    question: Askable, match: Match | None, causes: Mapping[Cause, tuple[str, ...]]
) -> list[tuple[int, Reason | None]]:
    """Points for the words that the question answers to, and for another cause that they point to."""
    points: list[tuple[int, Reason | None]] = []
    cause = next((cause for cause in question.causes if cause in causes), None)
    if cause is not None:
        points.append((_HEARD, Reason("heard", {"cause": cause, "words": causes[cause]})))
    if match is not None:
        worth = round(_WORDS * match.score / (match.score + _HALF))
        telling = match.score >= _FAINT
        points.append((worth, Reason("words", {"words": match.words}) if telling else None))
    return points


def _theme(touched: Touched | None, match: Match | None) -> list[tuple[int, Reason | None]]:
    """Points for a theme that was touched on; a reason where the question shares no telling word."""
    if touched is None:
        return []
    said = match is not None and match.score >= _FAINT
    facts = {"theme": touched.label, "words": touched.words}
    return [(round(_THEME * touched.surely), None if said else Reason("theme", facts))]


def _steering(
    question: Askable, situation: Situation, stuck: tuple[Steer, str] | None
) -> list[tuple[int, Reason | None]]:
    """Points for a question that leads past money, time, or blame, where the talk stopped there."""
    if stuck is None or stuck[0] not in question.steers or situation.phase in (Phase.DIRECTION, Phase.STORY):
        return []
    return [(_STEER, Reason("steer", {"steer": stuck[0], "words": stuck[1]}))]


def _lasting(question: Askable, situation: Situation) -> list[tuple[int, Reason | None]]:
    """Points for a question that suits a trouble that is new, or one that lasts; the latter is a reason."""
    if situation.rule is None or question.suits != ("lasting" if situation.lasts else "new"):
        return []
    facts = {"running": situation.running, "rhythm": situation.rhythm}
    return [(_SUITS, Reason("lasting", facts) if situation.lasts else None)]


def _phase_points(phase: Phase, wanted: Phase | None) -> int:
    if wanted is None:
        return _UNDERWAY if phase in (Phase.IMPLEMENT, Phase.MONITOR) else 0
    return _PHASE if phase is wanted else _NEAR.get(wanted, {}).get(phase, _FAR_PHASE)


def _is_for(question: Askable, audience: Audience) -> bool:
    """A coach may put any question to the people it is meant for."""
    return audience is Audience.COACH or audience in question.audience
