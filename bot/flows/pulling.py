"""Coaching questions that somebody asks for: by a command, a form, or beside a lagging item."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.flows import coaching
from bot.flows.digest_story import place_of, reports_of, situation_of, story_of
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.routine import routine_of
from bot.rules.calendar import zone_of
from bot.rules.coaching import Situation, choose, heeded
from bot.rules.said import Asked, said
from bot.words import Words
from storage import cycles, desk, people, tellings, trees
from storage.vocabulary import Audience, Cause, Phase, RoleKind, RuleName

LIMIT = 4
_AUDIENCES = (
    (RoleKind.COACH, Audience.COACH),
    (RoleKind.PRINCIPAL, Audience.LEADERSHIP),
    (RoleKind.LEADERSHIP, Audience.LEADERSHIP),
    (RoleKind.LIAISON, Audience.DISTRICT),
    (RoleKind.EXPERT, Audience.DISTRICT),
    (RoleKind.DISTRICT_STAFF, Audience.DISTRICT),
    (RoleKind.STATE_STAFF, Audience.STATE),
)
"""For whom questions are when somebody asks for them, by their roles; the first that fits."""

Worded = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Pulled:
    """Questions with their reasons, and what they were asked for.

    `unheard` are the words of those who asked, when nothing that is known fits them.
    """

    questions: tuple[Worded, ...]
    asked: Asked
    audience: Audience
    unheard: str = ""

    def about(self, words: Words) -> list[str]:
        """What the questions are about, in plain words; words that led to none of them stay out."""
        named = [one for one in (self.asked.phase, self.asked.cause, self.asked.rule) if one]
        said = [words.term(one).lower() for one in named]
        own = "" if self.unheard else self.asked.words
        return [*said, words.label("coach.about_words", words=own)] if own else said

    def value(self) -> str:
        """What was asked, for the button that opens the form."""
        known = {"phase": self.asked.phase, "cause": self.asked.cause, "words": self.asked.words[:500]}
        return json.dumps({"audience": self.audience} | {key: one for key, one in known.items() if one})


def phases(kit: Kit) -> list[Phase]:
    """Give the parts of the work for which there are questions, in their order."""
    known = {question.phase for question in kit.catalogue.questions}
    return [phase for phase in Phase if phase in known]


def pull(session: Session, kit: Kit, who: Who, typed: str, now: datetime) -> Pulled:
    """Choose questions for what somebody typed behind `/milepost coach`."""
    names = {
        **{kit.words.term(one): one for one in (*Phase, *Cause, *RuleName)},
        **{one.value: one for one in (*Phase, *Cause, *RuleName)},
    }
    return choose_for(session, kit, who, said(typed, names), None, now)


def choose_for(
    session: Session, kit: Kit, who: Who, asked: Asked, audience: Audience | None, now: datetime
) -> Pulled:
    """Choose questions for what somebody asked, for an audience or for the person's own role."""
    person = person_of(session, who)
    for_whom = audience or audience_of(session, who, person.id)
    situation = Situation(
        audience=for_whom, phase=asked.phase, rule=asked.rule, cause=asked.cause, words=asked.words
    )
    chosen = choose(kit.catalogue.bank, situation, [], _today(session, who, person.id, now), LIMIT)
    unheard = "" if heeded(chosen, situation, kit.catalogue.bank) else asked.words
    return Pulled(tuple(coaching.worded(kit, chosen)), asked, for_whom, unheard)


def more(
    session: Session,
    kit: Kit,
    who: Who,
    cycle_id: int,
    milestone_id: int,
    action_id: int | None,
    now: datetime,
) -> tuple[Worded, ...]:
    """Give more questions for a lagging item than its reply shows; they count as asked, too."""
    person = person_of(session, who)
    cycle = cycles.get(session, who.workspace_id, cycle_id)
    if cycle.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("digest.not_yours")
    story = story_of(session, kit, who.workspace_id, cycle, milestone_id, action_id)
    if story is None:
        return ()
    routine = routine_of(session, who.workspace_id, cycle.organization_id, now.date())
    reports = reports_of(session, who.workspace_id, cycle_id)
    report = reports.get(action_id or 0, story.report)
    team_id = tellings.team_of(session, who.workspace_id, milestone_id)
    place = {**place_of(cycle, story.item, team_id), "cycle_id": None}
    chosen = coaching.ask(
        session,
        kit,
        who.workspace_id,
        place,
        situation_of(story.item, report, routine),
        routine.calendar.day_of(now),
    )
    return tuple(coaching.worded(kit, chosen))


def audience_of(session: Session, who: Who, person_id: int) -> Audience:
    """Give for whom a person asks: by their roles, and a team member's team without one."""
    kinds = desk.role_kinds(session, who.workspace_id, person_id)
    return next((audience for kind, audience in _AUDIENCES if kind in kinds), Audience.TEAM)


def _today(session: Session, who: Who, person_id: int, now: datetime) -> date:
    timezone = people.timezone_of(session, who.workspace_id, person_id)
    return now.astimezone(zone_of(timezone)).date() if timezone else now.date()
