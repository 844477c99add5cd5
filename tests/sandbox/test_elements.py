"""Every element: what the app is sent when a person uses it, and what a modal's state says of it."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ActError, SandboxServer
from tests.sandbox.conftest import Connect, modal
from tests.sandbox.test_views import trigger

OPTIONS: list[dict[str, Any]] = [
    {"text": {"type": "plain_text", "text": t}, "value": v} for t, v in (("Red", "r"), ("Blue", "b"))
]
RED, BLUE = (
    {"text": {"type": "plain_text", "text": t, "emoji": True}, "value": v}
    for t, v in (("Red", "r"), ("Blue", "b"))
)
USES: list[tuple[dict[str, Any], Any, str, Any]] = [
    ({"type": "static_select", "options": OPTIONS}, "b", "selected_option", BLUE),
    ({"type": "radio_buttons", "options": OPTIONS}, "Red", "selected_option", RED),
    ({"type": "checkboxes", "options": OPTIONS}, ["r", "b"], "selected_options", [RED, BLUE]),
    ({"type": "multi_static_select", "options": OPTIONS}, ["b"], "selected_options", [BLUE]),
    ({"type": "users_select"}, "U0OMAR", "selected_user", "U0OMAR"),
    ({"type": "multi_users_select"}, ["U0OMAR"], "selected_users", ["U0OMAR"]),
    ({"type": "channels_select"}, "C0LEAD", "selected_channel", "C0LEAD"),
    ({"type": "conversations_select"}, "C0LEAD", "selected_conversation", "C0LEAD"),
    ({"type": "multi_conversations_select"}, ["C0LEAD"], "selected_conversations", ["C0LEAD"]),
    ({"type": "multi_channels_select"}, ["C0LEAD"], "selected_channels", ["C0LEAD"]),
    ({"type": "datepicker"}, "2026-11-30", "selected_date", "2026-11-30"),
    ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
    ({"type": "datetimepicker"}, 1793000000, "selected_date_time", 1793000000),
]
TYPED: list[tuple[dict[str, Any], Any, str, Any]] = [
    ({"type": "plain_text_input"}, "words", "value", "words"),
    ({"type": "number_input", "is_decimal_allowed": False}, "12", "value", "12"),
    ({"type": "email_text_input"}, "a@b.example", "value", "a@b.example"),
    ({"type": "url_text_input"}, "https://b.example/x", "value", "https://b.example/x"),
]


def names(rows: list[tuple[dict[str, Any], Any, str, Any]]) -> list[str]:
    """Give the element types of a table."""
    return [row[0]["type"] for row in rows]


@pytest.mark.parametrize(("element", "value", "field", "expected"), USES, ids=names(USES))
async def test_an_element_of_a_message_is_used(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect,
    element: dict[str, Any], value: Any, field: str, expected: Any,
) -> None:  # fmt: skip
    heard: list[dict[str, Any]] = []

    @app.action("used")
    async def used(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body)

    await connect(app)
    block = {"type": "actions", "block_id": "b", "elements": [{**element, "action_id": "used"}]}
    await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[block])
    dana = server.person("U0DANA")
    outcome = await dana.click(dana.messages("C0LEAD")[0], "used", value)
    assert outcome.error is None
    (action,) = heard[0]["actions"]
    assert (action["type"], action[field]) == (element["type"], expected)
    assert heard[0]["state"]["values"]["b"]["used"][field] == expected
    assert heard[0]["container"]["type"] == "message"


@pytest.mark.parametrize(("element", "value", "field", "expected"), USES + TYPED, ids=names(USES + TYPED))
async def test_an_input_of_a_modal_is_filled(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect,
    element: dict[str, Any], value: Any, field: str, expected: Any,
) -> None:  # fmt: skip
    heard: list[dict[str, Any]] = []

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        heard.append(view)

    await connect(app)
    label = {"type": "plain_text", "text": "Say"}
    block = {"type": "input", "block_id": "b", "label": label, "element": {**element, "action_id": "e"}}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    dana = server.person("U0DANA")
    assert dana.modal is not None
    untouched = dana.modal["state"]["values"]["b"]["e"]
    assert untouched[field] in (None, [])
    assert (await dana.submit({})).errors.keys() == {"b"}
    assert (await dana.submit({"e": value})).closed
    assert heard[0]["state"]["values"]["b"]["e"][field] == expected


@pytest.mark.parametrize(
    ("element", "value", "ok"),
    [
        ({"type": "plain_text_input", "max_length": 5}, "123456", False),
        ({"type": "plain_text_input", "min_length": 3}, "12", False),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "1.5", True),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "1"}, "1.5", False),
        ({"type": "email_text_input"}, "nobody", False),
        ({"type": "url_text_input"}, "nowhere", False),
        ({"type": "multi_users_select", "max_selected_items": 1}, ["U0DANA", "U0OMAR"], False),
    ],
)
async def test_entries_are_checked_before_they_are_sent(
    server: SandboxServer, client: AsyncWebClient, element: dict[str, Any], value: Any, ok: bool
) -> None:
    label = {"type": "plain_text", "text": "Say"}
    block = {"type": "input", "block_id": "b", "label": label, "element": {**element, "action_id": "e"}}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    submitted = await server.person("U0DANA").submit({"e": value})
    assert submitted.errors.keys() == (set() if ok else {"b"})
    assert bool(submitted.error) is ok


async def test_an_external_select_offers_what_the_app_answers(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    @app.options("school")
    async def schools(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[o for o in OPTIONS if payload["value"].lower() in o["text"]["text"].lower()])

    heard: list[Any] = []

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        heard.append(view["state"]["values"]["b"]["school"]["selected_option"]["value"])

    await connect(app)
    element = {"type": "external_select", "action_id": "school", "min_query_length": 1}
    label = {"type": "plain_text", "text": "School"}
    block = {"type": "input", "block_id": "b", "label": label, "element": element}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    dana = server.person("U0DANA")
    assert [o["value"] for o in await dana.suggest("school", "bl")] == ["b"]
    assert (await dana.submit({"school": "Red"})).closed
    assert heard == ["r"]


async def test_what_is_not_there_cannot_be_used(server: SandboxServer, client: AsyncWebClient) -> None:
    block = {"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": OPTIONS}]}
    await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[block])
    dana = server.person("U0DANA")
    (message,) = dana.messages("C0LEAD")
    with pytest.raises(ActError, match="there are"):
        await dana.click(message, "b")
    with pytest.raises(ActError, match="offers no"):
        await dana.click(message, "a", "green")
    server.deactivate("U0DANA")
    with pytest.raises(ActError, match="no longer in this workspace"):
        await dana.click(message, "a", "r")


async def test_shortcuts_global_and_on_a_message(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []

    @app.shortcut("start")
    async def start(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        heard.append(shortcut)
        await client.views_open(trigger_id=shortcut["trigger_id"], view=modal())

    await connect(app)
    dana = server.person("U0DANA")
    assert (await dana.shortcut("start")).error is None
    assert dana.modal is not None
    said = await dana.say("C0LEAD", "attendance fell")
    await dana.shortcut("start", said)
    assert [h["type"] for h in heard] == ["shortcut", "message_action"]
    assert heard[1]["message"]["text"] == "attendance fell"


async def test_a_message_tells_the_state_of_all_its_elements(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []

    @app.action("send")
    async def send(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body)

    @app.action("color")
    async def color(ack: Any) -> None:
        await ack()

    await connect(app)
    elements = [
        {"type": "static_select", "action_id": "color", "options": OPTIONS},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-10-30"},
        {"type": "button", "action_id": "send", "text": {"type": "plain_text", "text": "Send"}},
    ]
    block = {"type": "actions", "block_id": "b", "elements": elements}
    await client.chat_postEphemeral(channel="C0LEAD", user="U0DANA", text="t", blocks=[block])
    dana = server.person("U0DANA")
    (message,) = dana.messages("C0LEAD")
    await dana.click(message, "color", "b")
    await dana.click(message, "send")
    values = heard[0]["state"]["values"]["b"]
    assert (values["color"]["selected_option"]["value"], values["day"]["selected_date"]) == (
        "b",
        "2026-10-30",
    )
    assert heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in heard[0]
