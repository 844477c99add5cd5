"""Every block and element that a bot may send, in messages, a modal and the Home tab."""

from tests.browser.exhibit.pieces import (
    CAUSES,
    STATUSES,
    Json,
    actions,
    button,
    context,
    entry,
    header,
    mrkdwn,
    option,
    section,
    select,
    text,
)

HOSTILE = (
    "<img src=x onerror=\"document.title='broken'\"> &lt;script&gt;document.title='broken'&lt;/script&gt;"
)
CONFIRM = {
    "title": text("Drop this action?"),
    "text": text("Its history is kept."),
    "confirm": text("Drop it"),
    "deny": text("Keep it"),
    "style": "danger",
}
MARKUP = (
    "*Bold*, _italic_, ~gone~, `code` and a <https://example.org/plan|link>. <@U0DANA>, see <#C0LEAD>. "
    "Due <!date^1793631600^{date_short_pretty}|soon>. :tada:\n"
    "&gt; A quoted line\n&gt; and another\n```\nfor milestone in plan:\n    ask(milestone)\n```"
)


def _cell(words: str) -> Json:
    return {"type": "raw_text", "text": words}


TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}, {"align": "right"}],
    "rows": [
        [_cell(word) for word in row]
        for row in (
            ("Milestone", "Done", "Late"),
            ("Common unit assessments", "4", "1"),
            ("Family math nights", "2", "0"),
        )
    ],
}
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Said in the meeting: ", "style": {"bold": True}},
                {"type": "user", "user_id": "U0PAUL"},
                {"type": "text", "text": " *not bold* <b>plain</b>"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
                for words in ("Subs are found", "Rooms are booked")
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "We can start on Monday."}]},
    ],
}


def message_blocks() -> list[Json]:
    """The blocks of a message."""
    return [
        header("Every block"),
        section(MARKUP),
        section(f"Hostile: {HOSTILE}"),
        {
            "type": "section",
            "fields": [
                mrkdwn("*School*\nLincoln Middle"),
                mrkdwn("*Cycle*\nOctober"),
                mrkdwn("*Answered*\n7 of 9"),
                mrkdwn("*Late*\n1"),
            ],
        },
        section("*Unit assessments*\nDue Nov 14", accessory=button("open_line", "Open")),
        section(
            "Status of the action",
            block_id="status_line",
            accessory=select("static_select", "set_status", "Status", options=STATUSES),
        ),
        section(
            "More to do here",
            accessory={
                "type": "overflow",
                "action_id": "more",
                "options": [option("edit", "Edit"), option("hand", "Hand over")],
            },
        ),
        section(
            "A picture beside it",
            accessory={
                "type": "image",
                "image_url": "https://pictures.invalid/x.png",
                "alt_text": "A small chart",
            },
        ),
        {"type": "divider"},
        actions(
            "row",
            button("go", "All on track", style="primary"),
            button("drop", "Drop", style="danger", confirm=CONFIRM),
            button("site", "Open the plan", url="https://example.org/plan"),
            select("users_select", "owner", "Owner"),
            {"type": "datepicker", "action_id": "due", "initial_date": "2026-11-14"},
        ),
        RICH,
        TABLE,
        context("Asked every month", "Answers are kept for three years"),
    ]


def modal() -> Json:
    """A modal with every input."""
    boxes = [option("principal", "Principal"), option("coach", "Coach"), option("district", "District")]
    entries = [
        entry(
            "words",
            "What would help?",
            {
                "type": "plain_text_input",
                "action_id": "words",
                "multiline": True,
                "max_length": 300,
                "placeholder": text("In your own words"),
            },
            hint=text("Please name no student."),
        ),
        entry("title", "Short title", {"type": "plain_text_input", "action_id": "title", "min_length": 3}),
        entry(
            "spent",
            "Spent",
            {
                "type": "number_input",
                "action_id": "spent",
                "is_decimal_allowed": False,
                "min_value": "0",
                "max_value": "5000",
            },
            optional=True,
        ),
        entry("status", "Status", select("static_select", "status", "Choose a status", options=STATUSES)),
        entry(
            "cause",
            "Causes",
            select(
                "multi_static_select",
                "cause",
                "Choose causes",
                option_groups=[
                    {"label": text("In school"), "options": CAUSES[:2]},
                    {"label": text("Beyond"), "options": CAUSES[2:]},
                ],
            ),
            optional=True,
        ),
        entry(
            "school",
            "School",
            select("external_select", "school", "Search a school", min_query_length=2),
            optional=True,
        ),
        entry("owner", "Owner", select("users_select", "owner", "Choose a person"), optional=True),
        entry("team", "Team", select("multi_users_select", "team", "Choose people"), optional=True),
        entry("channel", "Channel", select("channels_select", "channel", "Choose a channel"), optional=True),
        entry(
            "place",
            "Conversation",
            select("conversations_select", "place", "Choose a conversation"),
            optional=True,
        ),
        entry("due", "New date", {"type": "datepicker", "action_id": "due"}, optional=True),
        entry("hour", "Time of day", {"type": "timepicker", "action_id": "hour"}, optional=True),
        entry("moment", "Meeting", {"type": "datetimepicker", "action_id": "moment"}, optional=True),
        entry("tell", "Tell", {"type": "checkboxes", "action_id": "tell", "options": boxes}, optional=True),
        entry(
            "rhythm",
            "Rhythm",
            {
                "type": "radio_buttons",
                "action_id": "rhythm",
                "options": boxes[:2],
                "initial_option": boxes[0],
            },
        ),
    ]
    return {
        "type": "modal",
        "callback_id": "every",
        "title": text("Every input"),
        "submit": text("Send"),
        "close": text("Cancel"),
        "blocks": entries,
    }
