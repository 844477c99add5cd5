"""Which composer reads what a delivery is to say, by the kind of the delivery.

Each story adds its line; the drain looks a delivery's kind up here at the moment it is sent, and only then
is the composer's module loaded. What comes by the hundred is read together.
"""

from __future__ import annotations

from pkgutil import resolve_name

from bot.flows.message import Composer, Together

COMPOSERS: dict[str, Composer | str] = {
    "checkin_reminder": "bot.flows.checkin_messages:compose_reminder",
    "digest": "bot.flows.digest_told:compose_digest",
    "lagging_item": "bot.flows.digest_told:compose_item",
    "alert": "bot.flows.alerts_told:compose",
    "alert_update": "bot.flows.alerts_told:compose_update",
    "roll_up": "bot.flows.alerts_told:compose",
    "adjustment_told": "bot.flows.course_told:compose_adjustment",
    "adjustment_reached": "bot.flows.course_told:compose_reached",
    "milestone_told": "bot.flows.course_told:compose_milestone",
    "milestone_reached": "bot.flows.course_told:compose_milestone_reached",
    "plan_advice": "bot.flows.plan_advice:compose",
    "plan_copy_failed": "bot.flows.plan_copy:compose_failed",
    "plan_file": "bot.flows.plan_file_told:compose",
    "support_told": "bot.flows.support_told:compose_offer",
    "support_follow_up": "bot.flows.support_told:compose_follow_up",
    "support_rated": "bot.flows.support_told:compose_rating",
    "support_waiting": "bot.flows.support_waiting:compose",
    "team_question": "bot.flows.asking_team:compose_asked",
    "team_question_waiting": "bot.flows.asking_team:compose_waiting",
    "team_question_answered": "bot.flows.asking_team:compose_answered",
    "feedback": "bot.flows.keeping:compose",
    "root_cause": "bot.flows.rootcause_told:compose",
    "root_cause_step": "bot.flows.rootcause_told:compose_step",
    "term_report": "bot.flows.term_told:compose",
    "working": "bot.flows.working_told:compose",
    "working_invited": "bot.flows.working_told:compose_invited",
    "working_proposed": "bot.flows.working_told:compose_proposed",
    "working_reminded": "bot.flows.working_told:compose_reminded",
}
"""By kind: the composer, or its name until it is first needed."""

TOGETHER: dict[str, Together | str] = {"checkin_prompt": "bot.flows.checkin_messages:compose_prompts"}
"""By kind: what composes many at once, or its name."""


def composer_of(kind: str) -> Composer:
    """Give the composer of one kind; raises `KeyError` for a kind that nobody composes."""
    found = COMPOSERS[kind]
    if isinstance(found, str):
        composer: Composer = resolve_name(found)
        COMPOSERS[kind] = found = composer
    return found


def together_of(kind: str) -> Together | None:
    """Give what composes many of one kind at once, if its kind has such."""
    found = TOGETHER.get(kind)
    if isinstance(found, str):
        together: Together = resolve_name(found)
        TOGETHER[kind] = found = together
    return found
