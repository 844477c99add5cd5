"""Views: triggers, the stack of three, hashes, what stays typed, every answer to a submission."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, Start, button, modal
from tests.sandbox.test_messages import code


def trigger(server: SandboxServer, user: str = "U0DANA") -> str:
    """Give a trigger as an act of a person would."""
    return server.world.triggers.issue(user, server.team_id)


async def test_a_trigger_is_good_once_and_for_three_seconds(start: Start) -> None:
    now = 1000.0
    server = await start(monotonic=lambda: now)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    key = trigger(server)
    now += 3.0
    await client.views_open(trigger_id=key, view=modal())
    assert await code(client.views_open(trigger_id=key, view=modal())) == "exchanged_trigger_id"
    late = trigger(server)
    now += 3.1
    assert await code(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert await code(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"


async def test_three_views_are_stacked_and_no_fourth(server: SandboxServer, client: AsyncWebClient) -> None:
    first: Any = (await client.views_open(trigger_id=trigger(server), view=modal("one")))["view"]
    second: Any = (await client.views_push(trigger_id=trigger(server), view=modal("two")))["view"]
    await client.views_push(trigger_id=trigger(server), view=modal("three"))
    assert (
        await code(client.views_push(trigger_id=trigger(server), view=modal("four"))) == "push_limit_reached"
    )
    dana = server.person("U0DANA")
    assert [v["callback_id"] for v in dana.modals] == ["one", "two", "three"]
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    await dana.close()
    assert dana.modal is not None
    assert dana.modal["callback_id"] == "two"
    await dana.close(everything=True)
    assert dana.modals == []
    assert await code(client.views_push(trigger_id=trigger(server), view=modal())) == "not_found"


async def test_an_update_keeps_what_was_typed_where_ids_are_the_same(
    server: SandboxServer, client: AsyncWebClient
) -> None:
    shown: Any = (await client.views_open(trigger_id=trigger(server), view=modal()))["view"]
    dana = server.person("U0DANA")
    await dana.click_view("words", "half a thought")
    changed: Any = (
        await client.views_update(view_id=shown["id"], hash=shown["hash"], view=modal(title="Next"))
    )["view"]
    assert changed["state"]["values"]["words_block"]["words"]["value"] == "half a thought"
    assert (
        await code(client.views_update(view_id=shown["id"], hash=shown["hash"], view=modal()))
        == "hash_conflict"
    )
    other = modal()
    other["blocks"][0]["block_id"] = "other_block"
    renewed: Any = (await client.views_update(view_id=shown["id"], view=other))["view"]
    assert renewed["state"]["values"]["other_block"]["words"]["value"] is None
    assert await code(client.views_update(view_id="V0NONE", view=modal())) == "not_found"


async def test_an_external_id_names_one_view(server: SandboxServer, client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=trigger(server), view=modal(external_id="x1"))
    await client.views_update(external_id="x1", view=modal(title="By name", external_id="x1"))
    second = client.views_push(trigger_id=trigger(server), view=modal(external_id="x1"))
    assert await code(second) == "duplicate_external_id"


async def test_home_is_published_with_its_hash(server: SandboxServer, client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [button("a")]}
    first: Any = (await client.views_publish(user_id="U0DANA", view=home))["view"]
    again: Any = (await client.views_publish(user_id="U0DANA", view=home, hash=first["hash"]))["view"]
    assert again["id"] == first["id"]
    stale = client.views_publish(user_id="U0DANA", view=home, hash=first["hash"])
    assert await code(stale) == "hash_conflict"
    assert server.person("U0OMAR").home is None


async def test_no_home_where_the_app_has_none(start: Start) -> None:
    server = await start(manifest={"features": {"app_home": {}}})
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
    assert (
        await code(client.views_publish(user_id="U0DANA", view={"type": "home", "blocks": []}))
        == "not_enabled"
    )


@pytest.mark.parametrize(
    ("answer", "left", "closed"),
    [
        ({}, ["one"], True),
        ({"response_action": "clear"}, [], True),
        ({"response_action": "update", "view": modal("changed")}, ["one", "changed"], False),
        ({"response_action": "push", "view": modal("three")}, ["one", "two", "three"], False),
    ],
)
async def test_what_an_app_may_answer_to_a_submission(
    server: SandboxServer,
    client: AsyncWebClient,
    app: AsyncApp,
    connect: Connect,
    answer: dict[str, Any],
    left: list[str],
    closed: bool,
) -> None:
    @app.view("two")
    async def taken(ack: Any) -> None:
        await ack(**answer)

    await connect(app)
    await client.views_open(trigger_id=trigger(server), view=modal("one"))
    await client.views_push(trigger_id=trigger(server), view=modal("two"))
    dana = server.person("U0DANA")
    submitted = await dana.submit({"words": "w"})
    assert (submitted.closed, submitted.error) == (closed, None)
    assert [v["callback_id"] for v in dana.modals] == left


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"no_such_block": "x"}},
        {"response_action": "update", "view": {**modal(), "title": {"type": "plain_text", "text": "x" * 25}}},
    ],
)
async def test_a_wrong_answer_is_an_error_that_the_person_sees(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect, answer: dict[str, Any]
) -> None:
    @app.view("m")
    async def taken(ack: Any) -> None:
        await ack(**answer)

    await connect(app)
    await client.views_open(trigger_id=trigger(server), view=modal())
    dana = server.person("U0DANA")
    submitted = await dana.submit({"words": "kept"})
    assert submitted.error is not None
    assert submitted.view is not None
    assert submitted.view["state"]["values"]["words_block"]["words"]["value"] == "kept"
    assert server.refused[-1]["method"] == "view_submission"


async def test_closing_is_told_without_what_was_typed(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []

    @app.view_closed("m")
    async def gone(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body)

    await connect(app)
    await client.views_open(trigger_id=trigger(server), view=modal(notify_on_close=True))
    dana = server.person("U0DANA")
    await dana.click_view("words", "secret")
    await dana.close()
    assert dana.modal is None
    assert heard[0]["is_cleared"] is False
    assert heard[0]["view"]["state"]["values"] == {}
