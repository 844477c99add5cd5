"""Coaching questions that somebody asks for: by a command, a form, or beside a lagging item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from bot.blocks.coach import Chosen
from bot.flows import coaching, speakable
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.pulled_item import Known, of_item, of_school
from bot.forms.coach import Context
from bot.rules.calendar import zone_of
from bot.rules.coaching import LIMIT, Situation, choose, heeded
from bot.rules.said import begins_with, said
from bot.words import Words
from storage import cycles, desk, people, trees
from storage.vocabulary import Audience, Cause, Phase, RoleKind, RuleName

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


@dataclass(frozen=True, slots=True)
class Pulled:
    """Questions with their reasons, and what they were asked for.

    `unheard` are the words of those who asked, when nothing that is known fits them; `item` names the
    milestone or action that they are about.
    """

    questions: tuple[Chosen, ...]
    context: Context
    unheard: str = ""
    item: str | None = None

    def about(self, words: Words) -> list[str]:
        """What the questions are about, in plain words; words that led to none of them stay out."""
        context = self.context
        named = [one for one in (context.phase, context.cause, context.rule) if one]
        about = [*([self.item] if self.item else []), *(words.term(one).lower() for one in named)]
        own = "" if self.unheard else context.words
        return [*about, words.label("coach.about_words", words=own)] if own else about


def phases(kit: Kit) -> list[Phase]:
    """Give the parts of the work for which there are questions, in their order."""
    known = {question.phase for question in kit.catalogue.questions}
    return [phase for phase in Phase if phase in known]


def pull(session: Session, kit: Kit, who: Who, typed: str, now: datetime) -> Pulled:
    """Choose questions for what somebody typed behind `/milepost coach`.

    That is a school, a milestone's or action's number, names of phases, causes and rules, and words of
    their own, in this order, each where it is there.
    """
    person = person_of(session, who)
    visible = trees.visible(session, who.workspace_id, person.id)
    names = {
        **{kit.words.term(one): one for one in (*Phase, *Cause, *RuleName)},
        **{one.value: one for one in (*Phase, *Cause, *RuleName)},
    }
    known = trees.named(session, who.workspace_id, visible)
    schools = {name: one.id for one in known for name in (one.code, one.name) if name not in names}
    school, rest = begins_with(" ".join(typed.split()), schools)
    row, rest = speakable.numbered(session, who, rest, {school} if school else visible)
    asked = said(rest, names)
    context = Context(
        audience_of(session, who, person.id),
        asked.phase,
        asked.cause,
        asked.rule,
        asked.words,
        item=speakable.item_of(row) if row else None,
        school=None if row else school,
    )
    return choose_for(session, kit, who, context, now)


def choose_for(session: Session, kit: Kit, who: Who, context: Context, now: datetime) -> Pulled:
    """Choose questions that were not shown yet; once all were, begin again."""
    person = person_of(session, who)
    known = _known(session, kit, who, context, now)
    base = known.situation
    situation = replace(
        base,
        phase=context.phase or base.phase,
        rule=context.rule or base.rule,
        cause=context.cause or base.cause,
        words=" ".join(one for one in (context.words, base.words) if one),
    )
    today = _today(session, who, person.id, now)
    before = coaching.before(session, who.workspace_id, known.place, today)
    bank = kit.catalogue.bank
    fresh = replace(bank, questions=[one for one in bank.questions if one.id not in context.seen])
    chosen = choose(fresh, situation, before, today)
    if context.seen and not chosen:
        return choose_for(session, kit, who, replace(context, seen=()), now)
    if context.phase and not chosen:  # a part of the work may have no question for these people
        return choose_for(session, kit, who, replace(context, phase=None), now)
    own = replace(situation, words=context.words)
    unheard = "" if not context.words or heeded(choose(bank, own, [], today), own, bank) else context.words
    shown = replace(context, seen=(*context.seen, *(one.question_id for one in chosen)))
    return Pulled(coaching.found(kit, chosen), shown, unheard, known.name)


def more(
    session: Session,
    kit: Kit,
    who: Who,
    cycle_id: int,
    milestone_id: int,
    action_id: int | None,
    now: datetime,
) -> Pulled:
    """Give more questions for a lagging item than its reply shows; they count as asked, too."""
    person = person_of(session, who)
    cycle = cycles.get(session, who.workspace_id, cycle_id)
    if cycle.organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("digest.not_yours")
    item = f"m{milestone_id}" if action_id is None else str(action_id)
    context = Context(Audience.LEADERSHIP, item=item)
    known = _known(session, kit, who, context, now)
    today = _today(session, who, person.id, now)
    place = {**known.place, "cycle_id": None}
    chosen = coaching.ask(session, kit, who.workspace_id, place, known.situation, today, LIMIT)
    shown = replace(context, seen=tuple(one.question_id for one in chosen))
    return Pulled(coaching.found(kit, chosen), shown, item=known.name)


def audience_of(session: Session, who: Who, person_id: int) -> Audience:
    """Give for whom a person asks: by their roles, and a team member's team without one."""
    kinds = desk.role_kinds(session, who.workspace_id, person_id)
    return next((audience for kind, audience in _AUDIENCES if kind in kinds), Audience.TEAM)


def _known(session: Session, kit: Kit, who: Who, context: Context, now: datetime) -> Known:
    if context.item is not None:
        return of_item(session, kit, who, context.item, context.audience, now)
    if context.school is not None:
        return of_school(session, kit, who, context.school, context.audience, now)
    return Known(Situation(context.audience))


def _today(session: Session, who: Who, person_id: int, now: datetime) -> date:
    timezone = people.timezone_of(session, who.workspace_id, person_id)
    return now.astimezone(zone_of(timezone)).date() if timezone else now.date()
