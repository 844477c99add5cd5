"""Whom each check-in is put to, and who is reminded (design section 2, steps 1 and 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.teams import members_of
from bot.rules.absence import MemberFacts
from bot.rules.reminders import Decision, ReminderFacts, SkipReason, remind, whom_to_ask
from storage import checkins, cycles, deliveries, plans
from storage.deliveries import Wish
from storage.tables import Cycle
from storage.vocabulary import DeliveryState, Step, StepOutcome

PUT_OFF = "put_off"
"""Why somebody is not reminded who asked to be reminded later."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """What became of a step, and why; the reason counts codes, and names nobody."""

    outcome: StepOutcome = StepOutcome.DONE
    reason: str = ""


def open_cycle(session: Session, cycle: Cycle, timezone: str, superseded: bool, now: datetime) -> StepResult:
    """Put the question to the team of every milestone that has unfinished actions.

    A cycle that is found only when the next one is due as well is kept without asking: nobody
    is asked twice at once, and its check-ins will say that Milepost was down.
    """
    milestones = plans.milestones_to_ask(session, cycle.workspace_id, cycle.organization_id)
    asked = _first_asked(session, cycle, milestones, timezone, now)
    keys = checkins.add(session, [_check_in(cycle, one, asked[one.id], now) for one in milestones])
    cycles.mark(session, cycle.workspace_id, cycle.id, opened_at=now)
    if superseded:
        return StepResult(StepOutcome.SKIPPED, f"{SkipReason.SUPERSEDED} {len(milestones)}")
    wishes = [
        prompt(cycle, one.id, keys[one.id], channel=one.channel, person_id=asked[one.id], now=now)
        for one in milestones
        if asked[one.id] is not None
    ]
    deliveries.wish(session, wishes, now)
    return StepResult(reason=_count(Counter(asked=len(wishes), not_asked=len(milestones) - len(wishes))))


def prompt(
    cycle: Cycle,
    milestone_id: int,
    check_in_id: int,
    *,
    channel: str | None,
    person_id: int | None,
    now: datetime,
    anew: bool = False,
    turn: int = 1,
    facts: dict[str, Any] | None = None,
) -> Wish:
    """The wish for a prompt; `anew` for somebody who is asked instead of the one asked first.

    `turn` counts how often it has come to them.
    """
    key = f"checkin-prompt:{milestone_id}:{cycle.period}" + (f":{person_id}" if anew else "")
    key += f":{turn}" if turn > 1 else ""
    return Wish(
        workspace_id=cycle.workspace_id,
        key=key,
        kind="checkin_prompt",
        due_at=now,
        about=checkins.about(check_in_id),
        facts={"check_in": check_in_id, "person": person_id, **(facts or {})},
        person_id=None if channel else person_id,
        channel=channel,
    )


def remind_cycle(session: Session, cycle: Cycle, step: Step, timezone: str, now: datetime) -> StepResult:
    """Remind those who have not answered, each in the thread of their prompt; say how many, and why not."""
    following = None
    if step is Step.REMIND_FIRST:
        following = cycles.planned_at(session, cycle.workspace_id, cycle.id, Step.REMIND_LAST)
    check_ins = checkins.of_cycle(session, cycle.workspace_id, cycle.id)
    became = remind_all(session, cycle, check_ins, step.value, timezone, following, now)
    outcome = StepOutcome.DONE if became["reminded"] else StepOutcome.SKIPPED
    return StepResult(outcome, _count(became))


def remind_put_off(session: Session, cycle: Cycle, due: Row[Any], timezone: str, now: datetime) -> None:
    """Remind the person who asked to be reminded about now."""
    check_in = checkins.one_asked(session, cycle.workspace_id, due.id)
    occasion = f"{PUT_OFF}-{due.remind_at:%Y%m%dT%H%M}"
    remind_all(session, cycle, [check_in], occasion, timezone, None, now, wished_for=due.remind_at)


def remind_all(
    session: Session,
    cycle: Cycle,
    check_ins: Sequence[Row[Any]],
    occasion: str,
    timezone: str,
    following: datetime | None,
    now: datetime,
    wished_for: datetime | None = None,
) -> Counter[str]:
    """Remind about these check-ins where it makes sense; count what became of each."""
    members = members_of(session, cycle.workspace_id, check_ins, timezone, now)
    written: dict[str, list[Row[Any]]] = defaultdict(list)
    abouts = [checkins.about(one.id) for one in check_ins]
    for delivery in checkins.written(session, cycle.workspace_id, abouts):
        written[delivery.about].append(delivery)
    became: Counter[str] = Counter()
    wishes = []
    for one in check_ins:
        sent = written[checkins.about(one.id)]
        decision = _decide(cycle, one, members[one.milestone_id], sent, following, wished_for, now)
        if decision.person_id is None:
            became[decision.skipped.value if decision.skipped else PUT_OFF] += 1
            continue
        became["reminded"] += 1
        wishes.append(_reminder(session, cycle, one, sent, decision.person_id, occasion, now))
    deliveries.wish(session, wishes, now)
    return became


def _decide(
    cycle: Cycle,
    one: Row[Any],
    members: tuple[MemberFacts, ...],
    sent: Sequence[Row[Any]],
    following: datetime | None,
    wished_for: datetime | None,
    now: datetime,
) -> Decision:
    if one.answered_at is None and one.remind_at is not None and now < one.remind_at < cycle.closes_at:
        return Decision()
    return remind(
        ReminderFacts(
            closes_at=cycle.closes_at,
            members=members,
            answered_at=one.answered_at,
            prompted_at=max((delivery.created_at for delivery in sent), default=None),
            next_reminder_at=following,
            asked_person_id=one.asked_person_id,
            wished_for=wished_for,
            has_work=one.has_work,
        ),
        now,
    )


def _reminder(
    session: Session,
    cycle: Cycle,
    one: Row[Any],
    sent: Sequence[Row[Any]],
    person_id: int,
    occasion: str,
    now: datetime,
) -> Wish:
    """A reply to the prompt that the person can see; for somebody who has none yet, a prompt."""
    prompts = [delivery for delivery in sent if delivery.kind in checkins.PROMPTS]
    mine = next((row for row in reversed(prompts) if _reaches(row, one.channel, person_id)), None)
    if person_id != one.asked_person_id:
        checkins.ask(session, cycle.workspace_id, one.id, person_id)
    if mine is None:
        facts = {"instead_of": one.asked_person_id} if person_id != one.asked_person_id else {}
        return prompt(
            cycle,
            one.milestone_id,
            one.id,
            channel=None,
            person_id=person_id,
            now=now,
            anew=True,
            facts=facts,
        )
    return Wish(
        workspace_id=cycle.workspace_id,
        key=f"checkin-reminder:{one.id}:{occasion}:{person_id}",
        kind="checkin_reminder",
        due_at=now,
        about=checkins.about(one.id),
        facts={"check_in": one.id, "person": person_id},
        person_id=mine.person_id,
        channel=mine.channel if mine.person_id is None else None,
        parent_id=mine.id,
    )


def _reaches(prompt: Row[Any], channel: str | None, person_id: int) -> bool:
    """Whether a prompt stands where this person of the team sees it: their own, or the team's channel."""
    if prompt.state is DeliveryState.STOPPED:
        return False
    return bool(prompt.person_id == person_id or (prompt.person_id is None and prompt.channel == channel))


def _first_asked(
    session: Session, cycle: Cycle, milestones: Sequence[Row[Any]], timezone: str, now: datetime
) -> dict[int, int | None]:
    """Whom each milestone's question goes to: whoever is there, or the lead when everybody is away."""
    nobody = [_Asked(one.id, one.team_id) for one in milestones]
    members = members_of(session, cycle.workspace_id, nobody, timezone, now)
    asked: dict[int, int | None] = {}
    for milestone_id, team in members.items():
        member = whom_to_ask(team, now) or min(team, key=lambda one: one.position, default=None)
        asked[milestone_id] = member.person_id if member else None
    return asked


@dataclass(frozen=True, slots=True)
class _Asked:
    """A milestone about to be asked about, in the shape of a check-in."""

    milestone_id: int
    team_id: int | None
    asked_person_id: int | None = None


def _check_in(cycle: Cycle, milestone: Row[Any], asked: int | None, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": cycle.workspace_id,
        "cycle_id": cycle.id,
        "organization_id": cycle.organization_id,
        "milestone_id": milestone.id,
        "team_id": milestone.team_id,
        "asked_person_id": asked,
        "opened_at": now,
    }


def _count(became: Counter[str]) -> str:
    """ "reminded 2, answered 1" """
    return ", ".join(f"{what} {count}" for what, count in became.items() if count)
