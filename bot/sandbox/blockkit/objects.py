"""Composition objects: texts, options, confirmations, filters, Slack files."""

from typing import Any

from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.schema import (
    at_least_one,
    boolean,
    exactly_one,
    items,
    one_of,
    shape,
    string,
    url,
    variants,
)
from bot.sandbox.model import Json

OPTION_TEXT, OPTION_VALUE, OPTIONS = 75, 150, 100
ACTION_ID = string(255)


def plain(most: int, least: int = 1) -> Check:
    """Check for a plain_text object."""
    return variants({"plain_text": shape({"text": string(most, least)}, {"emoji": boolean})})


def words(most: int, least: int = 1) -> Check:
    """Check for a text object, plain_text or mrkdwn."""
    text = string(most, least)
    return variants(
        {
            "plain_text": shape({"text": text}, {"emoji": boolean}),
            "mrkdwn": shape({"text": text}, {"verbatim": boolean}),
        }
    )


def option(text: Check, link: bool = False) -> Check:
    """Check for an option; only those of an overflow menu may have a `url`."""
    optional = {"value": string(OPTION_VALUE), "description": text}
    if link:
        optional["url"] = url()
    return shape({"text": text}, optional, *(() if link else (_with_value,)))


def _with_value(value: Json, pointer: str, report: Report) -> None:
    """Demand a value of an option that somebody can choose."""
    if "value" not in value:
        report.add("missing_field", "missing required field: value", pointer)


PLAIN_OPTION = option(plain(OPTION_TEXT))
RICH_OPTION = option(words(OPTION_TEXT))
LINK_OPTION = option(plain(OPTION_TEXT), link=True)
OPTION_GROUP = shape({"label": plain(75), "options": items(PLAIN_OPTION, 1, OPTIONS)})
OFFER = shape(
    {},
    {"options": items(PLAIN_OPTION, 0, OPTIONS), "option_groups": items(OPTION_GROUP, 0, OPTIONS)},
    exactly_one("options", "option_groups"),
)
CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
_SLACK_FILE = shape({}, {"id": string(), "url": string(3000)}, exactly_one("id", "url"))


def slack_file(value: Any, pointer: str, report: Report) -> None:
    """Check for an uploaded image that the app may show, and that Slack has finished with."""
    before = len(report.findings)
    _SLACK_FILE(value, pointer, report)
    if len(report.findings) == before and not report.usable_file(value.get("id") or value["url"]):
        report.add("invalid_slack_file", "invalid slack file", pointer)


def focus(value: Any, pointer: str, report: Report) -> None:
    """Check `focus_on_load`: one element of a view at most."""
    boolean(value, pointer, report)
    if value is True and report.count("focus_on_load") > 1:
        report.add("focus_on_load", "only one element may set focus_on_load", pointer)


def offered(initial: str, many: bool = False) -> Any:
    """Give the rule that what is chosen to begin with is among the options."""

    def rule(value: Json, pointer: str, report: Report) -> None:
        if initial not in value:
            return
        groups = value.get("option_groups", [])
        known = [*value.get("options", []), *(o for g in groups for o in g["options"])]
        there = {(o["text"]["text"], o.get("value")) for o in known}
        chosen = value[initial] if many else [value[initial]]
        for index, one in enumerate(chosen):
            if (one["text"]["text"], one.get("value")) not in there:
                place = f"{pointer}/{initial}/{index}" if many else f"{pointer}/{initial}"
                report.add("not_an_option", "must match one of the options", place)

    return rule
