"""What the exhibit says: a check-in, a digest, the Home tab; like the product, in its own words."""

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


def prompt() -> list[Json]:
    """A check-in prompt."""
    return [
        header("October check-in"),
        section(
            "*Milestone:* All grade 7 classes use the common unit assessments by December.\n"
            "_Part of: If we teach from shared evidence, then gaps close sooner._"
        ),
        section(":white_check_mark: *Agree on the three units*\nCompleted in September"),
        section(
            ":large_green_circle: *Pilot the first assessment in two classes*\n"
            "On track · due <!date^1793631600^{date_short_pretty}|Nov 2>"
        ),
        section(
            ":large_yellow_circle: *Train the grade team to score together*\n"
            "Behind schedule · was due <!date^1792422000^{date_short_pretty}|Oct 19>"
        ),
        actions(
            "answer",
            button("all_on_track", "All on track", style="primary"),
            button("report", "Report"),
            button("later", "Later"),
            button("hand_over", "Hand over"),
        ),
        context("Open until Friday, October 30, 4:00 PM · you can edit your answer until then"),
    ]


def digest(chart: str) -> list[Json]:
    """A month's digest with its picture."""
    return [
        header("September at Lincoln Middle"),
        section(
            "*7 of 9 milestones answered.* "
            "Three actions were completed, two are behind, and one team asks for help."
        ),
        {
            "type": "image",
            "slack_file": {"id": chart},
            "alt_text": "Actions by status: 11 completed, 9 on track, 2 behind, 4 not started",
            "title": text("Actions by status"),
        },
        {
            "type": "section",
            "fields": [
                mrkdwn("*Moved*\n:arrow_upper_right: Family math nights"),
                mrkdwn("*Lags*\n:warning: Score together"),
                mrkdwn("*Not heard from*\nAttendance team, Library"),
                mrkdwn("*Celebrate*\n:tada: Unit one is agreed"),
            ],
        },
        context("Each line that lags is in the thread, with questions to ask"),
    ]


def lagging() -> list[Json]:
    """A line of the digest's thread."""
    return [
        section(
            ":warning: *Train the grade team to score together* is behind for the second month.\n"
            "<@U0DANA> names *staffing* as the cause and proposed a new date, November 14."
        ),
        section(
            "*Questions that fit*\n"
            "1. What would have to be true for two people to be free at the same hour?\n"
            "2. Which part could be done without the full team?"
        ),
        actions(
            "lag",
            button("whys", "5 Whys"),
            button("adjust", "Record adjustment"),
            button("offer", "Offer support"),
        ),
    ]


def report(page: int = 1) -> Json:
    """The report modal."""
    lines = [
        ("units", "Pilot the first assessment in two classes", STATUSES[1]),
        ("score", "Train the grade team to score together", STATUSES[2]),
    ]
    blocks: list[Json] = [
        section("*Milestone:* All grade 7 classes use the common unit assessments by December.")
    ]
    for key, label, status in lines:
        blocks.append(
            entry(
                f"status_{key}",
                label,
                select("static_select", "status", "Status", options=STATUSES, initial_option=status),
            )
        )
    blocks += [
        entry(
            "cause", "What holds it up?", select("static_select", "cause", "Choose a cause", options=CAUSES)
        ),
        entry(
            "adjust",
            "What will you change?",
            {"type": "plain_text_input", "action_id": "adjust", "multiline": True, "max_length": 500},
            hint=text("Please name no student."),
        ),
        entry("new_date", "New date", {"type": "datepicker", "action_id": "new_date"}, optional=True),
        entry(
            "support",
            "Support needed",
            {
                "type": "checkboxes",
                "action_id": "support",
                "options": [
                    option("sub", "Release time", "Substitutes for a planning day"),
                    option("coach", "A coach in the room"),
                ],
            },
            optional=True,
        ),
    ]
    return {
        "type": "modal",
        "callback_id": "report",
        "title": text("October check-in"),
        "submit": text("Send"),
        "close": text("Cancel"),
        "blocks": blocks,
    }


def home() -> Json:
    """A person's desk."""
    return {
        "type": "home",
        "blocks": [
            header("Good morning, Dana"),
            section("You lead one milestone and are on two teams."),
            actions(
                "desk",
                button("report", "Check in now", style="primary"),
                button("status", "See my plan"),
                select(
                    "static_select",
                    "school",
                    "All schools",
                    options=[option("lm", "Lincoln Middle"), option("hm", "Harbor Middle")],
                ),
            ),
            {"type": "divider"},
            header("This month"),
            section(
                "*Common unit assessments*\n:large_yellow_circle: One action behind · closes Friday",
                accessory=button("report", "Report"),
            ),
            section(
                "*Family math nights*\n:large_green_circle: On track · answered by Ben Castillo",
                accessory=button("open_line", "Open"),
            ),
            {"type": "divider"},
            header("Asked of you"),
            section("Paula Reyes offers a substitute for November 9.", accessory=button("accept", "Accept")),
            context("Milepost keeps every answer. Nothing you wrote is shown outside your district."),
        ],
    }
