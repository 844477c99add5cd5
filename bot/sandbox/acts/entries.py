"""What Slack's client checks before a modal is sent: required entries, lengths, numbers, addresses."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.blockkit.elements import LONGEST_INPUT
from bot.sandbox.elements import value_of
from bot.sandbox.model import Json, View

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
REQUIRED = "Please complete this required field."


def faults_of(view: View) -> dict[str, str]:
    """Give what is wrong with the entries of a view, by block id; empty when all is well."""
    faults = {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = value_of(view.state[block["block_id"]][element["action_id"]])
        fault = _missing(block, value) or (value not in (None, "", []) and _malformed(element, value)) or None
        if fault:
            faults[block["block_id"]] = fault
    return faults


def _missing(block: Json, value: Any) -> str | None:
    """Say so when a required entry is empty."""
    return REQUIRED if not block.get("optional") and value in (None, "", []) else None


def _malformed(element: Json, value: Any) -> str | None:
    """Say what is wrong with an entry that is there."""
    kind = element["type"]
    if kind == "plain_text_input":
        return _length(element, str(value))
    if kind == "number_input":
        return _number(element, str(value))
    if kind == "email_text_input" and not EMAIL.match(value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not (urlsplit(value).scheme and urlsplit(value).netloc):
        return "Please enter a valid URL."
    if kind == "file_input":
        return _files(element, value)
    most = element.get("max_selected_items")
    if most and isinstance(value, list) and len(value) > most:
        return f"Please choose at most {most}."
    return None


def _length(element: Json, value: str) -> str | None:
    """Check a text against its own limits; and in any case against Slack's own."""
    least, most = element.get("min_length", 0), element.get("max_length", LONGEST_INPUT)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(value) > most else None


def _files(element: Json, value: list[Json]) -> str | None:
    """Check files: how many, and of which kinds."""
    most, kinds = element.get("max_files", 10), [k.lower().lstrip(".") for k in element.get("filetypes", [])]
    if len(value) > most:
        return f"Please choose at most {most}."
    if kinds and any(file["name"].lower().rpartition(".")[2] not in kinds for file in value):
        return f"Please choose files of these kinds: {', '.join(kinds)}."
    return None


def _number(element: Json, value: str) -> str | None:
    """Check a number: its form, and its limits."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite() or (not element["is_decimal_allowed"] and number != number.to_integral_value()):
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return None
