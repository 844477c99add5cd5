"""Each limit of Block Kit: what just fits is taken, one more is refused at its place."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.blockkit.blocks import check_blocks
from bot.sandbox.blockkit.report import Report

Json = dict[str, Any]
Build = Callable[[int], Json]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def option(text: str = "a", value: str = "v") -> Json:
    return {"text": plain(text), "value": value}


def options(n: int) -> list[Json]:
    return [option(f"o{i}", f"v{i}") for i in range(n)]


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **more}


def entry(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Say"), "element": element, **more}


def confirm(**more: Any) -> Json:
    return {"title": plain("t"), "text": plain("x"), "confirm": plain("y"), "deny": plain("n"), **more}


def x(n: int) -> str:
    return "x" * n


LIMITS: list[tuple[str, int, Build, str]] = [
    ("section text", 3000, lambda n: {"type": "section", "text": mrkdwn(x(n))}, "/0/text/text"),
    ("section fields", 10, lambda n: {"type": "section", "fields": [mrkdwn("f")] * n}, "/0/fields"),
    ("field text", 2000, lambda n: {"type": "section", "fields": [plain(x(n))]}, "/0/fields/0/text"),
    ("header", 150, lambda n: {"type": "header", "text": plain(x(n))}, "/0/text/text"),
    ("context elements", 10, lambda n: {"type": "context", "elements": [plain("c")] * n}, "/0/elements"),
    (
        "actions elements",
        25,
        lambda n: actions(*[button(action_id=f"a{i}") for i in range(n)]),
        "/0/elements",
    ),
    ("input label", 2000, lambda n: entry({"type": "datepicker"}, label=plain(x(n))), "/0/label/text"),
    ("input hint", 2000, lambda n: entry({"type": "datepicker"}, hint=plain(x(n))), "/0/hint/text"),
    (
        "alt text",
        2000,
        lambda n: {"type": "image", "image_url": "https://a.b/c.png", "alt_text": x(n)},
        "/0/alt_text",
    ),
    (
        "image title",
        2000,
        lambda n: {"type": "image", "image_url": "https://a.b/c", "alt_text": "a", "title": plain(x(n))},
        "/0/title/text",
    ),
    (
        "image url",
        3000,
        lambda n: {"type": "image", "image_url": "https://" + x(n - 8), "alt_text": "a"},
        "/0/image_url",
    ),
    ("block id", 255, lambda n: {"type": "divider", "block_id": x(n)}, "/0/block_id"),
    ("action id", 255, lambda n: actions(button(action_id=x(n))), "/0/elements/0/action_id"),
    ("button text", 75, lambda n: actions(button(text=plain(x(n)))), "/0/elements/0/text/text"),
    ("button value", 2000, lambda n: actions(button(value=x(n))), "/0/elements/0/value"),
    (
        "button label",
        75,
        lambda n: actions(button(accessibility_label=x(n))),
        "/0/elements/0/accessibility_label",
    ),
    ("overflow", 5, lambda n: actions({"type": "overflow", "options": options(n)}), "/0/elements/0/options"),
    (
        "select options",
        100,
        lambda n: actions({"type": "static_select", "options": options(n)}),
        "/0/elements/0/options",
    ),
    (
        "option text",
        75,
        lambda n: actions({"type": "static_select", "options": [option(x(n))]}),
        "/0/elements/0/options/0/text/text",
    ),
    (
        "option value",
        150,
        lambda n: actions({"type": "static_select", "options": [option("a", x(n))]}),
        "/0/elements/0/options/0/value",
    ),
    (
        "option groups",
        100,
        lambda n: actions(
            {"type": "static_select", "option_groups": [{"label": plain("g"), "options": options(1)}] * n}
        ),
        "/0/elements/0/option_groups",
    ),
    (
        "placeholder",
        150,
        lambda n: entry({"type": "plain_text_input", "placeholder": plain(x(n))}),
        "/0/element/placeholder/text",
    ),
    (
        "radio buttons",
        10,
        lambda n: actions({"type": "radio_buttons", "options": options(n)}),
        "/0/elements/0/options",
    ),
    (
        "checkboxes",
        10,
        lambda n: actions({"type": "checkboxes", "options": options(n)}),
        "/0/elements/0/options",
    ),
    (
        "max_length",
        3000,
        lambda n: entry({"type": "plain_text_input", "max_length": n}),
        "/0/element/max_length",
    ),
    (
        "confirm title",
        100,
        lambda n: actions(button(confirm=confirm(title=plain(x(n))))),
        "/0/elements/0/confirm/title/text",
    ),
    (
        "confirm text",
        300,
        lambda n: actions(button(confirm=confirm(text=plain(x(n))))),
        "/0/elements/0/confirm/text/text",
    ),
    (
        "confirm deny",
        30,
        lambda n: actions(button(confirm=confirm(deny=plain(x(n))))),
        "/0/elements/0/confirm/deny/text",
    ),
    (
        "table rows",
        100,
        lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * n},
        "/0/rows",
    ),
    (
        "table cells",
        20,
        lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * n]},
        "/0/rows/0",
    ),
    ("markdown", 12_000, lambda n: {"type": "markdown", "text": x(n)}, "/0/text"),
    ("card body", 200, lambda n: {"type": "card", "body": mrkdwn(x(n))}, "/0/body/text"),
]


def faults(blocks: list[Json], surface: str = "message", most: int = 50) -> list[str]:
    """Give the pointers of what is wrong with blocks."""
    report = Report(surface)
    check_blocks(blocks, "", report, most)
    return [f.pointer for f in report.findings]


@pytest.mark.parametrize(
    ("limit", "build", "pointer"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_what_fits_is_taken_and_one_more_is_refused(limit: int, build: Build, pointer: str) -> None:
    assert faults([build(limit)]) == []
    assert faults([build(limit + 1)]) == [pointer]


def test_a_message_has_fifty_blocks_and_a_view_a_hundred() -> None:
    assert faults([{"type": "divider"}] * 50) == []
    assert faults([{"type": "divider"}] * 51) == [""]
    assert faults([{"type": "divider"}] * 100, "modal", 100) == []
    assert faults([{"type": "divider"}] * 101, "modal", 100) == [""]


@pytest.mark.parametrize(
    ("block", "allowed"),
    [
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}, {"message"}),
        ({"type": "markdown", "text": "a"}, {"message"}),
        ({"type": "alert", "text": plain("a")}, {"modal"}),
        ({"type": "card", "title": plain("a")}, {"message", "home"}),
        (entry({"type": "number_input", "is_decimal_allowed": False}), {"modal"}),
        (entry({"type": "email_text_input"}), {"modal"}),
        (entry({"type": "url_text_input"}), {"modal"}),
        (entry({"type": "file_input"}), {"modal"}),
        (entry({"type": "rich_text_input"}), {"modal", "home"}),
        (entry({"type": "datetimepicker"}), {"message", "modal"}),
        (entry({"type": "plain_text_input"}), {"message", "modal", "home"}),
    ],
)
def test_blocks_and_elements_stand_only_on_their_surfaces(block: Json, allowed: set[str]) -> None:
    assert {s for s in ("message", "modal", "home") if not faults([block], s)} == allowed


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        ({"type": "section"}, "/0"),
        ({"type": "section", "text": mrkdwn("")}, "/0/text/text"),
        ({"type": "section", "text": "words"}, "/0/text"),
        ({"type": "header", "text": mrkdwn("no markup here")}, "/0/text/type"),
        ({"type": "divider", "color": "red"}, "/0"),
        ({"type": "marquee"}, "/0/type"),
        ({"text": "no type"}, "/0"),
        (actions(), "/0/elements"),
        (actions({"type": "plain_text_input"}), "/0/elements/0/type"),
        (entry(button()), "/0/element/type"),
        (actions(button(style="loud")), "/0/elements/0/style"),
        (actions({"type": "static_select"}), "/0/elements/0"),
        (
            actions({"type": "static_select", "options": options(1), "option_groups": []}),
            "/0/elements/0/option_groups",
        ),
        (
            actions(
                {"type": "static_select", "options": options(2), "initial_option": option("o1", "other")}
            ),
            "/0/elements/0/initial_option",
        ),
        (actions({"type": "datepicker", "initial_date": "26/10/2026"}), "/0/elements/0/initial_date"),
        (
            actions({"type": "multi_users_select", "max_selected_items": 0}),
            "/0/elements/0/max_selected_items",
        ),
        ({"type": "image", "alt_text": "a"}, "/0"),
        ({"type": "image", "alt_text": "a", "image_url": "https://a.b", "slack_file": {"id": "F1"}}, "/0"),
        (
            {"type": "image", "alt_text": "a", "slack_file": {"id": "F1", "url": "https://a.b"}},
            "/0/slack_file",
        ),
        (entry({"type": "plain_text_input", "min_length": 9, "max_length": 3}), "/0/element/min_length"),
        (actions(button(action_id="same"), button(action_id="same")), "/0/elements/1/action_id"),
        (
            actions({"type": "static_select", "options": [{"text": mrkdwn("*a*"), "value": "v"}]}),
            "/0/elements/0/options/0/text/type",
        ),
    ],
)
def test_what_is_malformed_is_refused_at_its_place(block: Json, pointer: str) -> None:
    assert pointer in faults([block])


def test_radio_options_may_have_markup_and_an_overflow_option_a_link() -> None:
    assert (
        faults([actions({"type": "radio_buttons", "options": [{"text": mrkdwn("*a*"), "value": "v"}]})]) == []
    )
    assert faults([actions({"type": "overflow", "options": [{**option(), "url": "https://a.b"}]})]) == []


def test_markdown_is_counted_over_the_whole_message_and_a_table_comes_once() -> None:
    halves = [{"type": "markdown", "text": x(6000)}, {"type": "markdown", "text": x(6001)}]
    assert faults(halves) == ["/1/text"]
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    assert faults([table, table]) == ["/1"]


def test_block_ids_are_unique_and_only_one_element_takes_the_focus() -> None:
    assert faults([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]) == [
        "/1/block_id"
    ]
    focused = entry({"type": "plain_text_input", "focus_on_load": True})
    assert faults([focused, focused], "modal") == ["/1/element/focus_on_load"]
