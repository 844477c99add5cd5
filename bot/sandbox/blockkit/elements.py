"""Block elements: which fields each has, and where it may stand."""

from decimal import Decimal, InvalidOperation
from itertools import pairwise

from bot.sandbox.blockkit.objects import (
    ACTION_ID,
    CONFIRM,
    DISPATCH,
    FILTER,
    LINK_OPTION,
    OPTION_GROUP,
    OPTIONS,
    PLAIN_OPTION,
    RICH_OPTION,
    focus,
    offered,
    plain,
    slack_file,
    words,
)
from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.schema import (
    Rule,
    boolean,
    exactly_one,
    integer,
    items,
    one_of,
    shape,
    string,
    url,
    variants,
)
from bot.sandbox.model import Json

LONGEST_INPUT = 3000
DATE = string(10, pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
IDS = items(string())
INPUT_FIELDS: dict[str, Check] = {"action_id": ACTION_ID, "focus_on_load": focus, "placeholder": plain(150)}
CHOICE_FIELDS: dict[str, Check] = {**INPUT_FIELDS, "confirm": CONFIRM}
STATIC: dict[str, Check] = {
    **CHOICE_FIELDS,
    "options": items(PLAIN_OPTION, 1, OPTIONS),
    "option_groups": items(OPTION_GROUP, 1, OPTIONS),
}
MOST: dict[str, Check] = {"max_selected_items": integer(1)}
LIST: dict[str, Check] = {"action_id": ACTION_ID, "focus_on_load": focus, "confirm": CONFIRM}
CONVERSATION: dict[str, Check] = {
    **CHOICE_FIELDS,
    "default_to_current_conversation": boolean,
    "filter": FILTER,
}
URLS: dict[str, Check] = {"response_url_enabled": boolean}


def _lengths(value: Json, pointer: str, report: Report) -> None:
    """Demand that a text input's own limits agree with each other and with what is in it."""
    least, most = value.get("min_length", 0), value.get("max_length", LONGEST_INPUT)
    if least > most:
        report.add(
            "min_length",
            "min_length must not be greater than max_length",
            f"{pointer}/min_length",
            most,
            least,
        )
    given = len(value.get("initial_value", ""))
    if given > most:
        report.add(
            "max_length", f"must be less than {most + 1} characters", f"{pointer}/initial_value", most, given
        )


def _bounds(value: Json, pointer: str, report: Report) -> None:
    """Demand that a number input's limits are numbers, in order, and that what is in it lies between them."""
    numbers: dict[str, Decimal] = {}
    for name in ("min_value", "initial_value", "max_value"):
        try:
            numbers[name] = Decimal(value[name]) if name in value else Decimal("NaN")
        except InvalidOperation:
            report.add("invalid_format", "must be a number", f"{pointer}/{name}")
            return
    known = [(name, n) for name, n in numbers.items() if not n.is_nan()]
    for (_, lower), (name, upper) in pairwise(known):
        if lower > upper:
            report.add("min_value", "must not be less than what comes before it", f"{pointer}/{name}")


def _picture() -> Check:
    """Give the check of an image, as an accessory or in a context block."""
    return shape(
        {"alt_text": string(2000)},
        {"image_url": url(), "slack_file": slack_file},
        exactly_one("image_url", "slack_file"),
    )


def _static(initial: dict[str, Check], *rules: Rule) -> Check:
    """Give the check of a select with its own options."""
    return shape({}, {**STATIC, **initial}, exactly_one("options", "option_groups"), *rules)


BUTTON = shape(
    {"text": plain(75)},
    {"action_id": ACTION_ID, "value": string(2000), "url": url(), "style": one_of("primary", "danger"),
     "confirm": CONFIRM, "accessibility_label": string(75)},
)  # fmt: skip
_FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "overflow": shape({"options": items(LINK_OPTION, 1, 5)}, {"action_id": ACTION_ID, "confirm": CONFIRM}),
    "image": _picture(),
    "static_select": _static({"initial_option": PLAIN_OPTION}, offered("initial_option")),
    "multi_static_select": _static(
        {"initial_options": items(PLAIN_OPTION, 1, OPTIONS), **MOST}, offered("initial_options", many=True)
    ),
    "external_select": shape(
        {}, {**CHOICE_FIELDS, "initial_option": PLAIN_OPTION, "min_query_length": integer(0)}
    ),
    "multi_external_select": shape(
        {},
        {
            **CHOICE_FIELDS,
            "initial_options": items(PLAIN_OPTION, 1, OPTIONS),
            "min_query_length": integer(0),
            **MOST,
        },
    ),
    "users_select": shape({}, {**CHOICE_FIELDS, "initial_user": string()}),
    "multi_users_select": shape({}, {**CHOICE_FIELDS, "initial_users": IDS, **MOST}),
    "channels_select": shape({}, {**CHOICE_FIELDS, "initial_channel": string(), **URLS}),
    "multi_channels_select": shape({}, {**CHOICE_FIELDS, "initial_channels": IDS, **MOST}),
    "conversations_select": shape({}, {**CONVERSATION, "initial_conversation": string(), **URLS}),
    "multi_conversations_select": shape({}, {**CONVERSATION, "initial_conversations": IDS, **MOST}),
    "checkboxes": shape(
        {"options": items(RICH_OPTION, 1, 10)},
        {**LIST, "initial_options": items(RICH_OPTION, 1, 10)},
        offered("initial_options", many=True),
    ),
    "radio_buttons": shape(
        {"options": items(RICH_OPTION, 1, 10)},
        {**LIST, "initial_option": RICH_OPTION},
        offered("initial_option"),
    ),
    "datepicker": shape({}, {**CHOICE_FIELDS, "initial_date": DATE}),
    "timepicker": shape({}, {**CHOICE_FIELDS, "initial_time": TIME, "timezone": string()}),
    "datetimepicker": shape({}, {**LIST, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": shape(
        {},
        {
            **INPUT_FIELDS,
            "initial_value": string(least=0),
            "multiline": boolean,
            "min_length": integer(0, LONGEST_INPUT),
            "max_length": integer(1, LONGEST_INPUT),
            "dispatch_action_config": DISPATCH,
        },
        _lengths,
    ),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {
            **INPUT_FIELDS,
            "initial_value": string(),
            "min_value": string(),
            "max_value": string(),
            "dispatch_action_config": DISPATCH,
        },
        _bounds,
    ),
    "email_text_input": shape(
        {}, {**INPUT_FIELDS, "initial_value": string(), "dispatch_action_config": DISPATCH}
    ),
    "url_text_input": shape(
        {}, {**INPUT_FIELDS, "initial_value": string(), "dispatch_action_config": DISPATCH}
    ),
    "rich_text_input": shape(
        {},
        {
            **INPUT_FIELDS,
            "initial_value": variants({"rich_text": RICH_TEXT}),
            "dispatch_action_config": DISPATCH,
            "min_lines": integer(1),
            "max_lines": integer(1),
        },
    ),
    "file_input": shape(
        {}, {"action_id": ACTION_ID, "filetypes": items(string()), "max_files": integer(1, 10)}
    ),
    "feedback_buttons": shape(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ACTION_ID}
    ),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            "action_id": ACTION_ID,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": IDS,
        },
    ),
}
SURFACES = {
    "datetimepicker": "message modal",
    "number_input": "modal",
    "email_text_input": "modal",
    "url_text_input": "modal",
    "rich_text_input": "modal home",
    "file_input": "modal",
}
_SELECTS = [name for name in ELEMENTS if name.endswith("_select")]
_PICKERS = ["datepicker", "timepicker", "checkboxes", "radio_buttons"]
_TYPED = [
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "rich_text_input",
    "file_input",
]


def _among(*names: str) -> Check:
    """Give the check for one of several kinds of element."""
    return variants({name: ELEMENTS[name] for name in names}, SURFACES)


IN_SECTION = _among("button", "overflow", "image", *_SELECTS, *_PICKERS)
IN_ACTIONS = _among("button", "overflow", "datetimepicker", "rich_text_input", *_SELECTS, *_PICKERS)
IN_INPUT = _among("datetimepicker", *_TYPED, *_SELECTS, *_PICKERS)
IN_CONTEXT = variants(
    {"image": ELEMENTS["image"], "plain_text": shape({"text": string(3000)}, {"emoji": boolean}),
     "mrkdwn": shape({"text": string(3000)}, {"verbatim": boolean})}
)  # fmt: skip
IN_CONTEXT_ACTIONS = _among("feedback_buttons", "icon_button")
IN_CARD = _among("button")
TEXT_3000 = words(3000)
