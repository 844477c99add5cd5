"""The limits that are left: what stands in options, dialogs, inputs, views, and beside the blocks."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.blockkit.report import Report
from bot.sandbox.blockkit.views import review
from tests.sandbox.conftest import modal
from tests.sandbox.test_blockkit_limits import (
    Build,
    Json,
    actions,
    button,
    confirm,
    entry,
    faults,
    mrkdwn,
    option,
    options,
    plain,
    x,
)
from tests.sandbox.test_messages import code


def select(**more: Any) -> Json:
    return actions({"type": "static_select", **more})


def group(**more: Any) -> Json:
    return {"label": plain("G"), "options": options(1), **more}


def address(n: int) -> str:
    return "https://" + x(n - 8)


MESSAGE: list[tuple[str, int, Build, str]] = [
    ("option description", 75, lambda n: select(options=[{**option(), "description": plain(x(n))}]),
     "/0/elements/0/options/0/description/text"),
    ("option link", 3000,
     lambda n: actions({"type": "overflow", "options": [{**option(), "url": address(n)}]}),
     "/0/elements/0/options/0/url"),
    ("group label", 75, lambda n: select(option_groups=[group(label=plain(x(n)))]),
     "/0/elements/0/option_groups/0/label/text"),
    ("group options", 100, lambda n: select(option_groups=[group(options=options(n))]),
     "/0/elements/0/option_groups/0/options"),
    ("confirm button", 30, lambda n: actions(button(confirm=confirm(confirm=plain(x(n))))),
     "/0/elements/0/confirm/confirm/text"),
    ("button link", 3000, lambda n: actions(button(url=address(n))), "/0/elements/0/url"),
    ("column settings", 20, lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]],
                                       "column_settings": [None] * n}, "/0/column_settings"),
    ("hero picture", 2000, lambda n: {"type": "card", "hero_image": {"type": "image", "alt_text": x(n),
                                      "image_url": "https://a.b"}}, "/0/hero_image/alt_text"),
]  # fmt: skip
MODAL: list[tuple[str, int, Build, str]] = [
    ("alert", 200, lambda n: {"type": "alert", "text": mrkdwn(x(n))}, "/0/text/text"),
    ("files", 10, lambda n: entry({"type": "file_input", "max_files": n}), "/0/element/max_files"),
    ("least length", 3000, lambda n: entry({"type": "plain_text_input", "min_length": n}),
     "/0/element/min_length"),
    ("placeholder", 150, lambda n: entry({"type": "email_text_input", "placeholder": plain(x(n))}),
     "/0/element/placeholder/text"),
]  # fmt: skip
VIEW: list[tuple[str, int, Build, str]] = [
    ("title", 24, lambda n: modal(title=x(n)), "/title/text"),
    ("submit", 24, lambda n: modal(submit=plain(x(n))), "/submit/text"),
    ("close", 24, lambda n: modal(close=plain(x(n))), "/close/text"),
    ("private metadata", 3000, lambda n: modal(private_metadata=x(n)), "/private_metadata"),
    ("callback id", 255, lambda n: modal(x(n)), "/callback_id"),
    ("external id", 255, lambda n: modal(external_id=x(n)), "/external_id"),
    ("blocks", 100, lambda n: modal(blocks=[{"type": "divider"}] * n), "/blocks"),
]


def names(rows: list[tuple[str, int, Build, str]]) -> list[str]:
    """Give the names of a table's limits."""
    return [row[0] for row in rows]


@pytest.mark.parametrize(("name", "limit", "build", "pointer"), MESSAGE, ids=names(MESSAGE))
def test_in_a_message(name: str, limit: int, build: Build, pointer: str) -> None:
    assert faults([build(limit)]) == []
    assert faults([build(limit + 1)]) == [pointer]


@pytest.mark.parametrize(("name", "limit", "build", "pointer"), MODAL, ids=names(MODAL))
def test_in_a_modal(name: str, limit: int, build: Build, pointer: str) -> None:
    assert faults([build(limit)], "modal") == []
    assert faults([build(limit + 1)], "modal") == [pointer]


@pytest.mark.parametrize(("name", "limit", "build", "pointer"), VIEW, ids=names(VIEW))
def test_of_a_view(name: str, limit: int, build: Build, pointer: str) -> None:
    def found(view: Json) -> list[str]:
        report = Report("modal")
        review(view, report)
        return [f.pointer for f in report.findings]

    assert found(build(limit)) == []
    assert found(build(limit + 1)) == [pointer]


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        (actions({"type": "conversations_select", "filter": {}}), "/0/elements/0/filter"),
        (
            actions({"type": "conversations_select", "filter": {"include": []}}),
            "/0/elements/0/filter/include",
        ),
        (actions({"type": "timepicker", "initial_time": "24:00"}), "/0/elements/0/initial_time"),
        (actions({"type": "datetimepicker", "initial_date_time": 1}), "/0/elements/0/initial_date_time"),
        (actions({"type": "overflow", "options": []}), "/0/elements/0/options"),
        (
            actions({"type": "conversations_select", "response_url_enabled": 1}),
            "/0/elements/0/response_url_enabled",
        ),
        (entry({"type": "conversations_select", "response_url_enabled": True}), "/0/element"),
        (
            entry(
                {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_blur"]}}
            ),
            "/0/element/dispatch_action_config/trigger_actions_on/0",
        ),
        ({"type": "file", "external_id": "a", "source": "remote"}, "/0/type"),
    ],
)
def test_what_is_malformed_is_refused_at_its_place(block: Json, pointer: str) -> None:
    assert pointer in faults([block])


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"text": "a", "markdown_text": "b"}, "markdown_text_conflict"),
        ({"markdown_text": x(12_001)}, "msg_too_long"),
        ({"text": "a", "attachments": [{"text": "b"}] * 101}, "too_many_attachments"),
        ({"text": ""}, "no_text"),
        (
            {"text": "a", "metadata": {"event_type": "no spaces", "event_payload": {}}},
            "invalid_metadata_format",
        ),
        (
            {"text": "a", "metadata": {"event_type": "a", "event_payload": {"b": [1]}}},
            "invalid_metadata_schema",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing:UserWarning")
async def test_beside_the_blocks(client: AsyncWebClient, args: Json, error: str) -> None:
    assert await code(client.chat_postMessage(channel="C0LEAD", **args)) == error


async def test_a_long_text_is_cut_and_markdown_is_taken(client: AsyncWebClient) -> None:
    long: Any = await client.chat_postMessage(channel="C0LEAD", text=x(40_001))
    assert len(long["message"]["text"]) == 40_000
    marked: Any = await client.chat_postMessage(channel="C0LEAD", markdown_text=x(12_000))
    assert marked["ok"]
