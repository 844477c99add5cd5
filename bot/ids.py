"""Every id that travels to Slack and comes back, shared by blocks, forms and listeners.

A button or a menu is known by its `Act`, an input's block by a `Field` (with the row's key behind a
colon where a form has one for each action), a modal by its `Modal`.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """Buttons, menus and inputs (Slack's action_id)."""

    INPUT = "input"
    OPEN_LINK = "link.open"

    CHECKIN_ALL_ON_TRACK = "checkin.all_on_track"
    CHECKIN_REPORT = "checkin.report"
    CHECKIN_LATER = "checkin.later"
    CHECKIN_HAND_OVER = "checkin.hand_over"
    CHECKIN_UNDO = "checkin.undo"
    CHECKIN_ADD_SUCCESS = "checkin.add_success"
    CHECKIN_EDIT = "checkin.edit"
    CHECKIN_STATUS = "checkin.status"
    CHECKIN_PAGE = "checkin.page"
    CHECKIN_HISTORY = "checkin.history"

    LAG_ADJUST = "lag.adjust"
    LAG_SUPPORT = "lag.support"
    ADJUST_CHOICE = "adjust.choice"
    ADJUST_OPEN = "adjust.open"
    ADJUST_PICK = "adjust.pick"
    SUPPORT_OFFER = "support.offer"
    SUPPORT_GIVEN = "support.given"
    SUPPORT_RATE = "support.rate"
    EXPERT_EDIT = "expert.edit"
    LAG_MORE_QUESTIONS = "lag.more_questions"
    DIGEST_OPEN_LINE = "digest.open_line"

    ALERT_ACKNOWLEDGE = "alert.acknowledge"
    ALERT_STOP = "alert.stop"
    SUBSCRIPTION_ADD = "subscription.add"
    SUBSCRIPTION_END = "subscription.end"

    PLAN_COMPARE = "plan.compare"
    PLAN_FROM = "plan.from"
    PLAN_TO = "plan.to"
    PLAN_RESTORE = "plan.restore"

    PLAN_FILE_IMPORT = "plan_file.import"

    HOME_CHECKIN = "home.checkin"
    HOME_ON_TRACK = "home.on_track"
    HOME_AWAY = "home.away"
    HOME_BACK = "home.back"
    HOME_DIGEST = "home.digest"
    COACH_REFINE = "coach.refine"
    COACH_ANOTHER = "coach.another"
    COACH_FOR_TEAM = "coach.for_team"
    COACH_NOTES = "coach.notes"
    COACH_ASK = "coach.ask"
    COACH_SAVE = "coach.save"
    COACH_FEEDBACK = "coach.feedback"
    COACH_ANSWER = "coach.answer"
    COACH_DROP = "coach.drop"
    COACH_PUT_AWAY = "coach.put_away"
    COACH_POST = "coach.post"

    WHYS_START = "whys.start"
    CAUSE_ADD = "cause.add"
    CAUSE_VOTE = "cause.vote"
    CAUSE_CLOSER = "cause.closer"
    CAUSE_PICK = "cause.pick"
    SESSION_BONES = "session.bones"
    SESSION_PAUSE = "session.pause"
    SESSION_FINISH = "session.finish"
    SESSION_RECORD = "session.record"


class Modal(StrEnum):
    """Modals (Slack's callback_id)."""

    CHECKIN_REPORT = "modal.checkin_report"
    CHECKIN_LATER = "modal.checkin_later"
    CHECKIN_HAND_OVER = "modal.checkin_hand_over"
    CHECKIN_SUCCESS = "modal.checkin_success"
    CHECKIN_HISTORY = "modal.checkin_history"
    CHECKIN_LIST = "modal.checkin_list"
    ADJUST = "modal.adjust"
    ADJUST_PICK = "modal.adjust_pick"
    SUPPORT = "modal.support"
    SUPPORT_GIVEN = "modal.support_given"
    SUPPORT_RATE = "modal.support_rate"
    EXPERT = "modal.expert"
    SUBSCRIBE = "modal.subscribe"
    AWAY = "modal.away"
    COACH = "modal.coach"
    COACH_ASK = "modal.coach_ask"
    COACH_ANSWER = "modal.coach_answer"
    COACH_FEEDBACK = "modal.coach_feedback"
    CAUSE = "modal.cause"
    CAUSE_VOTE = "modal.cause_vote"
    CAUSE_CLOSER = "modal.cause_closer"
    SESSION_BONES = "modal.session_bones"
    SESSION_START = "modal.session_start"
    SESSION_RECORD = "modal.session_record"
    DIGEST = "modal.digest"
    SAID = "modal.said"
    PLAN_COMPARE = "modal.plan_compare"
    PLAN_RESTORE = "modal.plan_restore"


class Field(StrEnum):
    """Inputs (Slack's block_id); those that a form has for each action carry its key: `of_action`."""

    STATUS = "status"
    CAUSE = "cause"
    ADJUSTMENT = "adjustment"
    NEW_DATE = "new_date"
    SUPPORT = "support"
    OUTPUTS = "outputs"
    EVIDENCE = "evidence"
    SUCCESSES = "successes"
    RESOURCES = "resources"
    BUDGET = "budget"
    WHEN = "when"
    COLLEAGUE = "colleague"
    ORGANIZATION = "organization"
    PRACTICE = "practice"
    SEVERITY = "severity"
    CADENCE = "cadence"
    CHOICE = "choice"
    WHAT = "what"
    WHY = "why"
    WHO = "who"
    CAUSE_WORDS = "cause_words"
    DECIDED = "decided"
    OWNER = "owner"
    WORDING = "wording"
    INTENDED = "intended"
    INTENDED_WORDS = "intended_words"
    USED = "used"
    HELPED = "helped"
    IS_GIVEN = "is_given"
    PRACTICES = "practices"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    PHASE = "phase"
    PARENT = "parent"
    BONE = "bone"
    BONES = "bones"
    POWER = "power"
    CAUSES = "causes"
    TEST = "test"
    METHOD = "method"
    WORDS = "words"
    VERSIONS = "versions"
    ITEM = "item"
    STRENGTH = "strength"
    NEXT_ASPECT = "next_aspect"
    QUESTION = "question"
    LOOK_FOR = "look_for"


def of_action(field: Field, action_id: int) -> str:
    """The block_id of an action's own input: "cause:7"."""
    return f"{field}:{action_id}"


class Shortcut(StrEnum):
    """Global and message shortcuts (Slack's callback_id)."""

    CHECK_IN = "shortcut.check_in"
    ROOT_CAUSE = "shortcut.root_cause"


COMMAND = "/milepost"
ANY = "any"
"""What a menu holds for "any of them": Slack takes no empty values."""
