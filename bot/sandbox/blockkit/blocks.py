"""Blocks: which fields each has, and on which surface it may stand."""

from typing import Any

from bot.sandbox.blockkit.agent import PLAN, TASK_CARD
from bot.sandbox.blockkit.data import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.sandbox.blockkit.elements import (
    IN_ACTIONS,
    IN_CARD,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    TEXT_3000,
)
from bot.sandbox.blockkit.objects import plain, slack_file, words
from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.schema import (
    Rule,
    at_least_one,
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

ID: dict[str, Check] = {"block_id": string(255)}
MARKDOWN = 12_000


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None, *rules: Rule) -> Check:
    """Give the check of a block: its fields, and a block id."""
    return shape(required, {**ID, **(optional or {})}, *rules)


def _no_dispatch_of_files(value: Json, pointer: str, report: Report) -> None:
    """Refuse `dispatch_action` on a file input."""
    if value["element"]["type"] == "file_input" and value.get("dispatch_action"):
        report.add("dispatch_action", "file_input may not dispatch actions", f"{pointer}/dispatch_action")


def _response_urls(value: Json, pointer: str, report: Report) -> None:
    """Refuse `response_url_enabled` outside of a modal."""
    if value["element"].get("response_url_enabled") and report.surface != "modal":
        report.add("response_url_enabled", "only in an input block of a modal", f"{pointer}/element")


def _unique_actions(value: Json, pointer: str, report: Report) -> None:
    """Refuse an action id that comes twice in a block."""
    seen: set[str] = set()
    for index, element in enumerate(value["elements"]):
        action = element.get("action_id")
        if action in seen:
            place = f"{pointer}/elements/{index}/action_id"
            report.add("duplicate_action_id", f"must be unique within the block: action_id {action}", place)
        elif action is not None:
            seen.add(action)


def _markdown(value: Json, pointer: str, report: Report) -> None:
    """Refuse more markdown than a message may have in all its blocks together."""
    total = report.count("markdown", len(value["text"]))
    if total > MARKDOWN:
        words = f"must be less than {MARKDOWN + 1} characters in all markdown blocks"
        report.add("max_length", words, f"{pointer}/text", MARKDOWN, total)


def _embeddable(value: Json, pointer: str, report: Report) -> None:
    """Refuse a video that the app may not embed: by its scope, its domains, or for want of https."""
    for name in ("video_url", "title_url"):
        if not value.get(name, "https://").startswith("https://"):
            report.add("invalid_url", "must be a valid HTTPS URL", f"{pointer}/{name}")
    if not report.embeds(value["video_url"]):
        words = "needs the links.embed:write scope, and one of the app's unfurl domains"
        report.add("invalid_video_url", words, f"{pointer}/video_url")


def _header_of_container(value: Json, pointer: str, report: Report) -> None:
    """Refuse a divider under a header that folds, and folding of what does not fold."""
    if value.get("is_collapsible") and value.get("has_header_divider"):
        report.add("has_header_divider", "not with is_collapsible", f"{pointer}/has_header_divider")
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        report.add("default_collapsed", "needs is_collapsible", f"{pointer}/default_collapsed")


IMAGE = _block(
    {"alt_text": string(2000)},
    {"image_url": url(), "slack_file": slack_file, "title": plain(2000)},
    exactly_one("image_url", "slack_file"),
)
_HERO = variants({"image": shape({"alt_text": string(2000)}, {"image_url": url(), "slack_file": slack_file})})
CARD = _block(
    {},
    {"title": words(150), "subtitle": words(150), "body": words(200), "hero_image": _HERO, "icon": _HERO,
     "actions": items(IN_CARD, 1, 2)},
    at_least_one("hero_image", "title", "actions", "body"),
)  # fmt: skip
BLOCKS: dict[str, Check] = {
    "section": _block(
        {},
        {"text": TEXT_3000, "fields": items(words(2000), 1, 10), "accessory": IN_SECTION, "expand": boolean},
        at_least_one("text", "fields"),
    ),
    "header": _block({"text": plain(150)}, {"level": integer(1, 4)}),
    "context": _block({"elements": items(IN_CONTEXT, 1, 10)}),
    "actions": _block({"elements": items(IN_ACTIONS, 1, 25)}, {}, _unique_actions),
    "input": _block(
        {"label": plain(2000), "element": IN_INPUT},
        {"hint": plain(2000), "dispatch_action": boolean, "optional": boolean},
        _no_dispatch_of_files,
        _response_urls,
    ),
    "image": IMAGE,
    "divider": _block({}),
    "rich_text": RICH_TEXT,
    "video": _block(
        {"alt_text": string(), "title": plain(199), "thumbnail_url": url(), "video_url": url()},
        {
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": url(),
            "provider_name": string(),
            "title_url": url(),
        },
        _embeddable,
    ),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "markdown": _block({"text": string()}, {}, _markdown),
    "alert": _block(
        {"text": words(200)}, {"level": one_of("default", "info", "warning", "error", "success")}
    ),
    "card": CARD,
    "carousel": _block({"elements": items(variants({"card": CARD}), 1, 10)}),
    "context_actions": _block({"elements": items(IN_CONTEXT_ACTIONS, 1, 5)}, {}, _unique_actions),
    "plan": PLAN,
    "task_card": TASK_CARD,
}
_CHILDREN = (
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)
BLOCKS["container"] = _block(
    {"child_blocks": items(variants({name: BLOCKS[name] for name in _CHILDREN}), 1, 10)},
    {
        "title": plain(150),
        "rich_text_title": variants({"rich_text": RICH_TEXT}),
        "subtitle": words(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "has_header_divider": boolean,
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "icon": _HERO,
    },
    at_least_one("title", "rich_text_title"),
    _header_of_container,
)
SURFACES = {
    "table": "message",
    "data_table": "message",
    "data_visualization": "message",
    "markdown": "message",
    "alert": "modal",
    "card": "message home",
    "carousel": "message home",
    "container": "message",
    "context_actions": "message",
    "plan": "message",
    "task_card": "message",
}
BLOCK = variants(BLOCKS, SURFACES)


def check_blocks(blocks: Any, pointer: str, report: Report, most: int) -> None:
    """Check a list of blocks: one to `most`, each by its rules, and no block id twice."""
    items(BLOCK, 1, most)(blocks, pointer, report)
    if not isinstance(blocks, list):
        return
    for index, block in enumerate(blocks):
        name = block.get("block_id") if isinstance(block, dict) else None
        if not isinstance(name, str):
            continue
        if name in report.block_ids:
            report.add(
                "duplicate_block_id", f"must be unique: block_id {name}", f"{pointer}/{index}/block_id"
            )
        report.block_ids.add(name)
