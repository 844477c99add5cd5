"""The smallest pieces of Block Kit, as plain dicts (the SDK's classes are thirty times slower).

Text that is mrkdwn is `verbatim`: Slack turns no word of it into a mention or a link by itself. It has
to be escaped already, which is what `Words.line` and `Words.render` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.words.filters import shorten

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

MOST_TEXT = 3000
MOST_LABEL = 75
MOST_TITLE = 24


def plain(text: str, most: int = MOST_LABEL) -> Element:
    """A plain_text object, shortened to `most` characters."""
    return {"type": "plain_text", "text": shorten(text, most), "emoji": True}


def markdown(text: str) -> Element:
    """A mrkdwn object from text that is escaped already; too much of it is cut, or Slack takes none."""
    return {"type": "mrkdwn", "text": fitting(text), "verbatim": True}


def fitting(text: str, most: int = MOST_TEXT) -> str:
    """At most `most` characters of escaped text: no escape, mention or date of it is cut in two."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    for opening, closing in (("&", ";"), ("<", ">")):
        begun = cut.rfind(opening)
        if begun > cut.rfind(closing):
            cut = cut[:begun]
    return cut.rstrip() + "…"


def header(text: str) -> Block:
    """A heading in plain text."""
    return {"type": "header", "text": plain(text, 150)}


def section(text: str, accessory: Element | None = None, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn, with a button or a menu beside it if there is one."""
    block: Block = {"type": "section", "text": markdown(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return _named(block, block_id)


def context(*texts: str) -> Block:
    """Small print in mrkdwn: at most ten pieces."""
    return {"type": "context", "elements": [markdown(text) for text in texts]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(elements: Sequence[Element], block_id: str | None = None) -> Block:
    """Buttons and menus in a row: at most 25."""
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(text: str, act: str, value: str, style: str | None = None, spoken: str | None = None) -> Element:
    """A button; `spoken` is what a screen reader says where the label alone would not be clear."""
    element: Element = {"type": "button", "text": plain(text), "action_id": act, "value": value}
    if style is not None:
        element["style"] = style
    if spoken is not None:
        element["accessibility_label"] = shorten(spoken, MOST_LABEL)
    return element


def option(text: str, value: str, description: str | None = None) -> Element:
    """One choice of a menu."""
    choice: Element = {"text": plain(text), "value": value}
    if description is not None:
        choice["description"] = plain(description)
    return choice


def select(
    options: Sequence[Element], act: str, placeholder: str | None = None, chosen: str | None = None
) -> Element:
    """A menu of at most a hundred choices, with the one of value `chosen` set."""
    element: Element = {"type": "static_select", "action_id": act, "options": list(options)}
    if placeholder is not None:
        element["placeholder"] = plain(placeholder, 150)
    initial = next((choice for choice in options if choice["value"] == chosen), None)
    if initial is not None:
        element["initial_option"] = initial
    return element


def checkboxes(options: Sequence[Element], act: str, chosen: Sequence[str] = ()) -> Element:
    """At most ten boxes to tick, with those of the values `chosen` ticked."""
    element: Element = {"type": "checkboxes", "action_id": act, "options": list(options)}
    initial = [choice for choice in options if choice["value"] in chosen]
    if initial:
        element["initial_options"] = initial
    return element


def text_input(
    act: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    multiline: bool = True,
    most: int = MOST_TEXT,
) -> Element:
    """A field for text of at most `most` characters."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": act,
        "multiline": multiline,
        "max_length": most,
    }
    if initial:
        element["initial_value"] = initial
    if placeholder is not None:
        element["placeholder"] = plain(placeholder, 150)
    return element


def datepicker(act: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    """A day to choose; `initial` is YYYY-MM-DD."""
    element: Element = {"type": "datepicker", "action_id": act}
    if initial:
        element["initial_date"] = initial
    if placeholder is not None:
        element["placeholder"] = plain(placeholder, 150)
    return element


def field(
    label: str,
    element: Element,
    block_id: str,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """An input with its label; with `dispatch` a change is told at once and not only at the end."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if hint is not None:
        block["hint"] = plain(hint, 2000)
    if dispatch:
        block["dispatch_action"] = True
    return block


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    private_metadata: str = "",
) -> View:
    """A modal; one without `submit` only shows something."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, MOST_TITLE),
        "close": plain(close, MOST_TITLE),
        "blocks": list(blocks),
        "private_metadata": private_metadata,
    }
    if submit is not None:
        view["submit"] = plain(submit, MOST_TITLE)
    return view


def _named(block: Block, block_id: str | None) -> Block:
    if block_id is not None:
        block["block_id"] = block_id
    return block
