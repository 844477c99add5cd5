"""Elements that are more than a field: offered options, files, rich text, menus, links."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ActError, SandboxServer
from tests.sandbox.conftest import Connect, modal
from tests.sandbox.test_elements import BLUE, OPTIONS, RED
from tests.sandbox.test_views import trigger

ASKED = {"type": "multi_external_select", "min_query_length": 0}


@pytest.mark.parametrize(
    ("answer", "error", "offered"),
    [
        ({"options": []}, None, []),
        (
            {"option_groups": [{"label": {"type": "plain_text", "text": "G"}, "options": OPTIONS}]},
            None,
            ["r", "b"],
        ),
        ({"options": [{"text": {"type": "mrkdwn", "text": "*Red*"}, "value": "r"}]}, "invalid_options", []),
        ({"options": OPTIONS[:1] * 101}, "invalid_options", []),
    ],
)
async def test_offered_options_come_after_enough_letters_and_are_checked(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect,
    answer: dict[str, Any], error: str | None, offered: list[str],
) -> None:  # fmt: skip
    asked: list[str] = []

    @app.options("school")
    async def schools(ack: Any, payload: dict[str, Any]) -> None:
        asked.append(payload["value"])
        await ack(**answer)

    await connect(app)
    label = {"type": "plain_text", "text": "School"}
    element = {"type": "external_select", "action_id": "school"}
    block = {"type": "input", "block_id": "b", "label": label, "element": element}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    dana = server.person("U0DANA")
    assert await dana.suggest("school", "re") == []
    assert asked == []
    assert [o["value"] for o in await dana.suggest("school", "red")] == offered
    assert asked == ["red"]
    assert [r["answer"]["error"] for r in server.refused] == ([error] if error else [])


@pytest.mark.parametrize(
    ("element", "value", "expected"),
    [
        ({"type": "overflow", "options": OPTIONS}, "b", {"selected_option": BLUE}),
        ({"type": "button", "text": BLUE["text"], "value": "v", "style": "danger"}, None, {"value": "v"}),
        ({"type": "button", "text": BLUE["text"], "url": "https://a.example"}, None, {"text": BLUE["text"]}),
        (ASKED, ["r", "b"], {"selected_options": OPTIONS}),
        ({"type": "external_select", "min_query_length": 0}, "r", {"selected_option": OPTIONS[0]}),
    ],
)
async def test_what_an_element_sends_without_being_a_field(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect,
    element: dict[str, Any], value: Any, expected: dict[str, Any],
) -> None:  # fmt: skip
    heard: list[dict[str, Any]] = []

    @app.action("used")
    async def used(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        heard.append(action)

    @app.options("used")
    async def offered(ack: Any) -> None:
        await ack(options=OPTIONS)

    await connect(app)
    block = {"type": "section", "text": BLUE["text"], "accessory": {**element, "action_id": "used"}}
    await client.views_publish(user_id="U0DANA", view={"type": "home", "blocks": [block]})
    await server.person("U0DANA").click_home("used", value)
    (action,) = heard
    assert action["type"] == element["type"]
    assert {name: action[name] for name in expected} == expected


async def test_rich_text_is_sent_as_rich_text(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        heard.append(view["state"]["values"]["b"]["story"])

    await connect(app)
    element = {"type": "rich_text_input", "action_id": "story"}
    block = {"type": "input", "block_id": "b", "label": RED["text"], "element": element}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    dana = server.person("U0DANA")
    assert (await dana.submit({})).errors.keys() == {"b"}
    assert (await dana.submit({"story": "We *score* together."})).closed
    said = {"type": "text", "text": "We *score* together."}
    section = {"type": "rich_text_section", "elements": [said]}
    told = {"type": "rich_text_input", "rich_text_value": {"type": "rich_text", "elements": [section]}}
    assert heard == [told]


async def test_files_are_given_with_a_form(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        heard.extend(view["state"]["values"]["b"]["proof"]["files"])

    await connect(app)
    label = {"type": "plain_text", "text": "Proof"}
    element = {"type": "file_input", "action_id": "proof", "max_files": 1, "filetypes": ["pdf"]}
    block = {"type": "input", "block_id": "b", "label": label, "element": element}
    await client.views_open(trigger_id=trigger(server), view=modal(blocks=[block]))
    dana = server.person("U0DANA")
    minutes, song = dana.upload("minutes.pdf", b"minutes"), dana.upload("song.mp3", b"la")
    assert (await dana.submit({})).errors.keys() == {"b"}
    assert (await dana.submit({"proof": [song]})).errors.keys() == {"b"}
    assert (await dana.submit({"proof": [minutes, minutes]})).errors.keys() == {"b"}
    with pytest.raises(ActError, match="not there"):
        await dana.submit({"proof": [server.person("U0OMAR").upload("other.pdf", b"x")]})
    assert (await dana.submit({"proof": [minutes]})).closed
    assert [(f["id"], f["name"], f["size"]) for f in heard] == [(minutes, "minutes.pdf", 7)]
    told: Any = (await client.files_info(file=minutes))["file"]
    assert told["user"] == "U0DANA"
