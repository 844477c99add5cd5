"""Which composer reads what a delivery is to say, by the kind of the delivery.

Each story adds its line; the drain looks a delivery's kind up here at the moment it is sent. What comes by
the hundred is read together.
"""

from __future__ import annotations

from bot.flows import (
    alerts,
    alerts_told,
    asking_team,
    checkin_messages,
    course_told,
    digest,
    keeping,
    plan_advice,
    plan_file_told,
    rootcause,
    rootcause_start,
    rootcause_told,
    support_told,
    support_waiting,
)
from bot.flows.message import Composer, Together

COMPOSERS: dict[str, Composer] = {
    "checkin_reminder": checkin_messages.compose_reminder,
    digest.DIGEST: digest.compose_digest,
    digest.ITEM: digest.compose_item,
    alerts.ALERT: alerts_told.compose,
    alerts.ROLL_UP: alerts_told.compose,
    course_told.ADJUSTED: course_told.compose_adjustment,
    plan_advice.ADVICE: plan_advice.compose,
    plan_file_told.FILE: plan_file_told.compose,
    course_told.REACHED: course_told.compose_reached,
    support_told.SUPPORTED: support_told.compose_offer,
    support_told.FOLLOW_UP: support_told.compose_follow_up,
    support_told.RATED: support_told.compose_rating,
    asking_team.ASKED: asking_team.compose_asked,
    asking_team.WAITING: asking_team.compose_waiting,
    asking_team.ANSWERED: asking_team.compose_answered,
    keeping.FEEDBACK: keeping.compose,
    support_waiting.WAITING: support_waiting.compose,
    rootcause_start.SESSION: rootcause_told.compose,
    rootcause.STEP: rootcause_told.compose_step,
}

TOGETHER: dict[str, Together] = {"checkin_prompt": checkin_messages.compose_prompts}
