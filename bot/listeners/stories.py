"""The stories: what people do in Slack, and which function answers what they do.

Only names stand here. A story's module is loaded when something of it is first asked for, so that a start
does not pay for what a school may not use this month.
"""

from __future__ import annotations

from bot.ids import Act, Modal, Shortcut
from bot.listeners.story import Story

STORIES: tuple[Story, ...] = (
    Story(
        "bot.listeners.checkin",
        commands={"checkin": "show_mine"},
        shortcuts={Shortcut.CHECK_IN: "show_mine_in_window"},
        actions={
            Act.CHECKIN_ALL_ON_TRACK: "all_on_track",
            Act.CHECKIN_UNDO: "undo",
            Act.CHECKIN_REPORT: "open_report",
            Act.HOME_CHECKIN: "open_report",
            Act.CHECKIN_EDIT: "open_report",
            Act.CHECKIN_LATER: "open_later",
            Act.CHECKIN_HAND_OVER: "open_hand_over",
            Act.CHECKIN_ADD_SUCCESS: "open_success",
            Act.CHECKIN_HISTORY: "open_history",
        },
    ),
    Story(
        "bot.listeners.checkin_forms",
        actions={
            Act.CHECKIN_STATUS: "reveal",
            Act.CHECKIN_PAGE: "turn_page",
        },
        submissions={
            Modal.CHECKIN_REPORT: "send_report",
            Modal.CHECKIN_LATER: "put_off",
            Modal.CHECKIN_HAND_OVER: "hand_over",
            Modal.CHECKIN_SUCCESS: "add_success",
        },
    ),
    Story(
        "bot.listeners.digest",
        commands={"digest": "latest"},
        actions={
            Act.DIGEST_OPEN_LINE: "open_line",
            Act.HOME_DIGEST: "open_whole",
        },
    ),
    Story(
        "bot.listeners.course",
        commands={"adjust": "find"},
        actions={
            Act.LAG_ADJUST: "ask",
            Act.ADJUST_OPEN: "find",
            Act.ADJUST_PICK: "pick",
            Act.ADJUST_CHOICE: "choose",
        },
        submissions={Modal.ADJUST: "adjust"},
    ),
    Story(
        "bot.listeners.support",
        commands={"support": "show"},
        actions={
            Act.LAG_SUPPORT: "ask_offer",
            Act.SUPPORT_OFFER: "ask_offer",
            Act.SUPPORT_GIVEN: "ask_given",
            Act.SUPPORT_RATE: "ask_rating",
        },
        submissions={
            Modal.SUPPORT: "offer",
            Modal.SUPPORT_GIVEN: "give",
            Modal.SUPPORT_RATE: "rate",
        },
    ),
    Story(
        "bot.listeners.expert",
        commands={
            "expert": "find",
            "practice": "find",
        },
        actions={Act.EXPERT_EDIT: "ask"},
        submissions={Modal.EXPERT: "declare"},
    ),
    Story(
        "bot.listeners.coach",
        commands={"coach": "pull"},
        actions={
            Act.COACH_REFINE: "refine",
            Act.COACH_ANOTHER: "another",
            Act.COACH_FOR_TEAM: "another",
            Act.COACH_NOTES: "notes",
            Act.LAG_MORE_QUESTIONS: "more",
        },
        submissions={Modal.COACH: "find"},
    ),
    Story(
        "bot.listeners.coached",
        actions={
            Act.COACH_ASK: "open_ask",
            Act.COACH_ANSWER: "open_answer",
            Act.COACH_SAVE: "save",
            Act.COACH_DROP: "drop",
            Act.COACH_FEEDBACK: "open_feedback",
            Act.COACH_PUT_AWAY: "put_away",
            Act.COACH_POST: "post",
        },
        submissions={
            Modal.COACH_ASK: "ask",
            Modal.COACH_ANSWER: "answer",
            Modal.COACH_FEEDBACK: "give",
        },
        hearer="heard",
    ),
    Story(
        "bot.listeners.rootcause",
        commands={
            "whys": "five_whys",
            "fishbone": "fishbone",
        },
        shortcuts={Shortcut.ROOT_CAUSE: "from_message"},
        actions={
            Act.WHYS_START: "from_item",
            Act.CAUSE_ADD: "because",
            Act.CAUSE_VOTE: "dots",
            Act.CAUSE_CLOSER: "closer",
            Act.CAUSE_PICK: "pick",
            Act.SESSION_BONES: "headings",
            Act.SESSION_PAUSE: "pause",
            Act.SESSION_FINISH: "finish",
            Act.SESSION_RECORD: "ask_action",
        },
        submissions={
            Modal.SESSION_START: "begin",
            Modal.CAUSE: "add",
            Modal.CAUSE_VOTE: "vote",
            Modal.CAUSE_CLOSER: "tests",
            Modal.SESSION_BONES: "rename",
            Modal.SESSION_RECORD: "record",
        },
    ),
    Story(
        "bot.listeners.instruments",
        commands={
            "reflect": "reflect",
            "profile": "profile",
            "roadmap": "roadmap",
            "process": "process",
            "needs": "needs",
            "forms": "forms",
        },
        actions={
            Act.WORK_BEGIN: "ask_start",
            Act.WORK_OPEN: "open_sections",
            Act.WORK_SECTION: "open_section",
            Act.WORK_SEE: "see",
            Act.WORK_COMPARE: "compare",
            Act.WORK_AGREE: "agree",
            Act.WORK_DECLINE: "decline",
            Act.WORK_ROW: "change_row",
            Act.WORK_ROW_ADD: "add_row",
            Act.WORK_ROW_EDIT: "add_row",
        },
        submissions={
            Modal.WORK_START: "begin",
            Modal.WORK_SECTION: "send_section",
            Modal.WORK_ROW: "send_row",
        },
    ),
    Story(
        "bot.listeners.instruments_lead",
        actions={
            Act.WORK_LEAD: "open_lead",
            Act.WORK_REMIND: "remind",
            Act.WORK_REVIEW: "review",
            Act.WORK_PAUSE: "pause",
            Act.WORK_RESUME: "resume",
            Act.WORK_CLOSE: "close",
            Act.WORK_REOPEN: "reopen",
            Act.WORK_INVITE: "ask_invite",
            Act.WORK_HAND: "ask_hand",
            Act.WORK_DECIDE: "ask_decide",
        },
        submissions={
            Modal.WORK_INVITE: "invite",
            Modal.WORK_HAND: "hand",
            Modal.WORK_DECIDE: "decide",
        },
    ),
    Story(
        "bot.listeners.subscribe",
        commands={
            "subscribe": "ask",
            "unsubscribe": "which",
            "subscriptions": "show",
        },
        actions={
            Act.SUBSCRIPTION_ADD: "ask",
            Act.SUBSCRIPTION_EDIT: "edit",
            Act.SUBSCRIPTION_END: "stop",
            Act.SUBSCRIPTION_CHANNEL: "choose_channel",
            Act.ALERT_STOP: "stop",
        },
        options={Act.SUBSCRIPTION_PLACE: "find"},
        submissions={Modal.SUBSCRIBE: "subscribe"},
    ),
    Story(
        "bot.listeners.alerts",
        actions={
            Act.ALERT_ACKNOWLEDGE: "acknowledge",
            Act.ALERT_SNOOZE: "ask_until",
            Act.ALERT_HELP: "ask_help",
            Act.ALERT_SHOW: "show",
            Act.ALERT_WHY: "why",
        },
        submissions={
            Modal.ALERT_SNOOZE: "snooze",
            Modal.ALERT_HELP: "choose_action",
        },
    ),
    Story(
        "bot.listeners.plan_file",
        actions={Act.PLAN_FILE_IMPORT: "take_in"},
        hearer="heard",
    ),
    Story(
        "bot.listeners.home",
        actions={
            Act.HOME_ON_TRACK: "all_on_track",
            Act.HOME_AWAY: "ask_days",
            Act.HOME_BACK: "come_back",
        },
        submissions={Modal.AWAY: "go_away"},
        events={"app_home_opened": "show"},
    ),
    Story(
        "bot.listeners.plan",
        commands={"plan": "show"},
        actions={
            Act.PLAN_COMPARE: "compare",
            Act.PLAN_FROM: "compare_others",
            Act.PLAN_TO: "compare_others",
            Act.PLAN_RESTORE: "preview_restore",
            Act.PLAN_EXCEL: "hand_over",
            Act.PLAN_WORD: "hand_over",
        },
        submissions={Modal.PLAN_RESTORE: "restore"},
    ),
    Story(
        "bot.listeners.measure",
        commands={"measure": "ask"},
        actions={
            Act.MEASURE_OPEN: "ask",
            Act.MEASURE_PICK: "pick",
        },
        submissions={Modal.MEASURE: "enter"},
    ),
    Story(
        "bot.listeners.term_report",
        commands={
            "report": "ask",
            "story": "ask_story",
        },
        actions={
            Act.REPORT_DECIDE: "open_decide",
            Act.REPORT_CONFIRM: "open_confirm",
            Act.REPORT_FILE: "ask_file",
            Act.STORY_SECTION: "pick_section",
        },
        submissions={
            Modal.REPORT_DECIDE: "decide",
            Modal.REPORT_CONFIRM: "confirm",
            Modal.STORY: "write_story",
        },
    ),
    Story(
        "bot.listeners.status",
        commands={"status": "show"},
    ),
    Story(
        "bot.listeners.help",
        commands={"help": "show"},
    ),
)
