"""The newer blocks and the rarer inputs that a bot may send."""

from tests.browser.exhibit.pieces import Json, actions, button, entry, mrkdwn, option, section, text

PICTURE = {"type": "image", "image_url": "https://pictures.invalid/x.png", "alt_text": "Teachers at a table"}
_MONTHS = ["Aug", "Sep", "Oct"]


ATTACHMENTS: list[Json] = [
    {
        "fallback": "Attendance in October: 94 percent",
        "color": "good",
        "pretext": "From the data office:",
        "author_name": "District data office",
        "title": "Attendance in October",
        "title_link": "https://example.org/attendance",
        "text": "*Up two points* on last year. <https://example.org|How it is counted>",
        "fields": [
            {"title": "Present", "value": "94 %", "short": True},
            {"title": "Late", "value": "3 %", "short": True},
            {"title": "Note", "value": "Two snow days are left out."},
        ],
        "footer": "Counted nightly",
        "ts": 1793019600,
    },
    {"fallback": "Only the fallback is left of this one.", "color": "#b3261e"},
]


def _rich(words: str) -> Json:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [part]}


def _card(name: str, words: str, value: str) -> Json:
    return {
        "type": "card",
        "block_id": f"card_{value}",
        "title": text(name),
        "subtitle": mrkdwn("*Lincoln Middle*"),
        "body": mrkdwn(words),
        "actions": [button("open_line", "Open", value)],
    }


def _series(name: str, *values: int) -> Json:
    points = [{"label": month, "value": value} for month, value in zip(_MONTHS, values, strict=True)]
    return {"name": name, "data": points}


def chart(kind: str, title: str) -> Json:
    """A chart of three months, or of parts of a whole."""
    if kind == "pie":
        parts = [("On track", 14), ("Behind", 4), ("Completed", 6)]
        drawn: Json = {"type": "pie", "segments": [{"label": n, "value": v} for n, v in parts]}
    else:
        series = [_series("Completed", 3, 7, 11), _series("Behind", 4, 2, 3)]
        axes = {"categories": _MONTHS, "x_label": "Month", "y_label": "Actions"}
        drawn = {"type": kind, "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": title, "chart": drawn}


def _task(name: str, status: str, **more: Json) -> Json:
    return {"type": "task_card", "task_id": name, "title": name, "status": status, **more}


def _cell(value: str | int) -> Json:
    return (
        {"type": "raw_text", "text": value}
        if isinstance(value, str)
        else {"type": "raw_number", "value": value}
    )


ROWS: list[tuple[str | int, ...]] = [
    ("Milestone", "Done"),
    ("Unit assessments", 4),
    ("Family math nights", 12),
    ("Co-teaching", 2),
]
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "felt",
    "positive_button": {"text": text("Helpful"), "value": "good", "accessibility_label": "This helped"},
    "negative_button": {
        "text": text("Not helpful"),
        "value": "bad",
        "accessibility_label": "This did not help",
    },
}


def message_blocks() -> list[Json]:
    """The blocks of a first message: those that hold others."""
    return [
        {
            "type": "carousel",
            "elements": [
                _card("Unit assessments", "Four of six are agreed.", "one"),
                _card("Family math nights", "Two held, forty families each.", "two"),
                _card("Co-teaching", "Waits for a substitute.", "three"),
            ],
        },
        {
            "type": "card",
            "hero_image": PICTURE,
            "title": text("Scoring together"),
            "body": mrkdwn("Teachers score the same five papers and *talk* about them."),
        },
        {
            "type": "container",
            "title": text("What holds it up"),
            "subtitle": text("Said by the team"),
            "is_collapsible": True,
            "default_collapsed": True,
            "width": "standard",
            "child_blocks": [
                section("No common planning time."),
                actions("in", button("open_line", "Ask why")),
            ],
        },
        {
            "type": "video",
            "title": text("Scoring together, step by step"),
            "title_url": "https://example.org/scoring",
            "video_url": "https://example.org/embed/scoring",
            "thumbnail_url": "https://example.org/scoring.png",
            "alt_text": "A team around a table with student papers",
            "author_name": "State school improvement office",
        },
        {
            "type": "plan",
            "title": "Preparing the digest",
            "tasks": [
                _task("Read the answers", "complete"),
                _task("Find what lags", "in_progress", details=_rich("Nine milestones")),
                _task("Draw the picture", "error", output=_rich("The picture service did not answer.")),
                _task("Post to #lincoln-leadership", "pending"),
            ],
        },
        {
            "type": "context_actions",
            "block_id": "feel",
            "elements": [
                FEEDBACK,
                {"type": "icon_button", "icon": "trash", "text": text("Remove"), "action_id": "open_line"},
            ],
        },
        actions("more", button("more_inputs", "More inputs")),
    ]


def data_blocks() -> list[Json]:
    """The blocks of a second message: what is drawn from data."""
    return [
        {
            "type": "markdown",
            "text": "## October\n\n- **7 of 9** answered\n- see [the plan](https://example.org)",
        },
        chart("bar", "Actions by month"),
        chart("pie", "Where actions stand"),
        {
            "type": "data_table",
            "caption": "Milestones of the school",
            "page_size": 2,
            "rows": [[_cell(value) for value in row] for row in ROWS],
        },
    ]


def line_blocks() -> list[Json]:
    """The blocks of a third message."""
    return [chart("line", "Lines"), chart("area", "Areas")]


def modal() -> Json:
    """A modal with the rarer inputs, and alerts of every level."""
    alerts = [
        {"type": "alert", "level": level, "text": mrkdwn(f"An *{level}* alert")}
        for level in ("info", "success", "warning", "error")
    ]
    inputs = [
        entry("mail", "Email", {"type": "email_text_input", "action_id": "mail"}),
        entry("site", "Web page", {"type": "url_text_input", "action_id": "site"}, optional=True),
        entry("hours", "Hours", {"type": "number_input", "action_id": "hours", "is_decimal_allowed": True}),
        entry("story", "Story", {"type": "rich_text_input", "action_id": "story"}),
        entry(
            "proof",
            "Proof",
            {"type": "file_input", "action_id": "proof", "filetypes": ["pdf", "png"], "max_files": 2},
        ),
        entry(
            "say",
            "Tell us now",
            {
                "type": "plain_text_input",
                "action_id": "say",
                "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
            },
            dispatch_action=True,
            optional=True,
        ),
        entry(
            "choice",
            "With groups from the app",
            {"type": "multi_external_select", "action_id": "grouped", "min_query_length": 0},
            optional=True,
        ),
    ]
    return {
        "type": "modal",
        "callback_id": "rarer",
        "title": text("Rarer inputs"),
        "submit": text("Send"),
        "blocks": [*alerts, *inputs],
    }


GROUPS = [
    {"label": text("Middle schools"), "options": [option("lm", "Lincoln Middle")]},
    {"label": text("High schools"), "options": [option("lh", "Lincoln High"), option("hh", "Harbor High")]},
]
