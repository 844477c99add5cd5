"""Elements as a person uses them: their state before and after something was typed or chosen."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.model import Json

TEXT = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
ONE_OPTION = frozenset({"static_select", "external_select", "radio_buttons"})
MANY_OPTIONS = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
FIELDS = {
    **dict.fromkeys(TEXT, "value"),
    **dict.fromkeys(ONE_OPTION, "selected_option"),
    **dict.fromkeys(MANY_OPTIONS, "selected_options"),
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
LISTS = frozenset(
    {"selected_options", "selected_users", "selected_channels", "selected_conversations", "files"}
)
INITIAL = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_channel": "initial_channel",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_channels": "initial_channels",
    "selected_conversations": "initial_conversations",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "rich_text_value": "initial_value",
}


def flat(blocks: list[Json]) -> Iterator[Json]:
    """Give blocks and the blocks in them: those of a container, the cards of a carousel."""
    for block in blocks:
        yield block
        yield from flat(block.get("child_blocks", []))
        if block["type"] == "carousel":
            yield from block["elements"]


def interactive(block: Json) -> Iterator[Json]:
    """Give the elements that a block itself has and a person can use; not those of blocks in it."""
    if block["type"] == "input":
        yield block["element"]
    elif block["type"] == "section" and block.get("accessory", {}).get("type", "image") != "image":
        yield block["accessory"]
    elif block["type"] in ("actions", "context_actions"):
        yield from block["elements"]
    elif block["type"] == "card":
        yield from block.get("actions", [])


def stateful(block: Json) -> Iterator[Json]:
    """Give the elements of a block that have a value: not buttons and overflow menus."""
    return (e for e in interactive(block) if e["type"] in FIELDS)


def initial_state(element: Json) -> Json:
    """Give the state of an element before it is touched, from its `initial_...` field or empty."""
    field = FIELDS[element["type"]]
    empty: Any = [] if field in LISTS else None
    state = {"type": element["type"], field: element.get(INITIAL.get(field, ""), empty)}
    if field == "selected_time" and "timezone" in element:
        state["timezone"] = element["timezone"]
    return state


def options_of(element: Json) -> list[Json]:
    """Give the options that an element itself offers, those of its groups included."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def state_of(element: Json, value: Any, offered: list[Json]) -> Json:
    """Turn what a person entered into Slack's state object.

    `value` is a plain string, an option's value or text, an ISO date, an id, Unix seconds, or a list of such;
    None or an empty string or list clears the element. Raises LookupError for an option that is not offered.
    """
    kind = element["type"]
    field = FIELDS[kind]
    if field in LISTS:
        entered = [] if value in (None, "") else value if isinstance(value, list | tuple) else [value]
        many = [_option(element, v, offered) for v in entered] if kind in MANY_OPTIONS else list(entered)
        return {"type": kind, field: many}
    if value in (None, "", []):
        return initial_state({"type": kind})
    if kind in ONE_OPTION:
        return {"type": kind, field: _option(element, value, offered)}
    if kind == "rich_text_input":
        return {"type": kind, field: value if isinstance(value, dict) else rich_text(str(value))}
    state = {"type": kind, field: int(value) if kind == "datetimepicker" else str(value)}
    if kind == "timepicker" and "timezone" in element:
        state["timezone"] = element["timezone"]
    return state


def value_of(state: Json) -> Any:
    """Give the bare value of a state object: what `state_of` would take back."""
    raw = state.get(FIELDS[state["type"]])
    if isinstance(raw, list):
        return [o["value"] if isinstance(o, dict) and "value" in o else o for o in raw]
    return raw["value"] if isinstance(raw, dict) and state["type"] in ONE_OPTION else raw


def _option(element: Json, value: Any, offered: list[Json]) -> Json:
    """Give the option that has a value, or else a text."""
    choices = [*options_of(element), *offered]
    for option in choices:
        if option.get("value") == value:
            return option
    for option in choices:
        if option["text"]["text"] == value:
            return option
    raise LookupError(f"{element.get('action_id')} offers no {value!r}: {[o.get('value') for o in choices]}")


def rich_text(words: str) -> Json:
    """Give a rich text block that says these words."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [section]}


def action_of(element: Json, block_id: str, value: Any, offered: list[Json]) -> Json:
    """Give the entry of `actions` that block_actions carries for the use of an element."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    if element["type"] == "button":
        action["text"] = element["text"]
        if "value" in element:
            action["value"] = element["value"]
        if "style" in element:
            action["style"] = element["style"]
    elif element["type"] == "overflow":
        action["selected_option"] = _option(element, value, offered)
    elif element["type"] == "feedback_buttons":
        sides = [element["positive_button"], element["negative_button"]]
        action["value"] = next(side["value"] for side in sides if side["value"] == value)
    elif element["type"] in FIELDS:
        action |= state_of(element, value, offered)
    elif "value" in element:
        action["value"] = element["value"]
    return action
