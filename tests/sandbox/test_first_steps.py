"""A bot made of the published SDK meets the workspace: commands, buttons, modals, home."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, Start, button, modal


async def test_the_client_learns_who_it_is(server: SandboxServer, client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == server.bot_user_id
    assert answer["team_id"] == "T0MILEPOST"


async def test_a_direct_message_reaches_its_person(server: SandboxServer, client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users="U0DANA")
    posted = await client.chat_postMessage(channel=opened["channel"]["id"], text="Where does it stand?")
    dana = server.person("dana@lincoln.example")
    (message,) = dana.messages()
    assert (message.text, message.ts, message.channel) == ("Where does it stand?", posted["ts"], dana.dm())
    assert dana.unread == {dana.dm(): 1}
    assert server.person("U0OMAR").messages() == []


async def test_a_command_is_answered_in_its_acknowledgement(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"You said {command['text']} in {command['channel_id']}")

    await connect(app)
    dana = server.person("U0DANA")
    (answer,) = await dana.command("/milepost help me", channel="C0LEAD")
    assert answer.text == "You said help me in C0LEAD"
    assert answer.ephemeral
    assert server.person("U0OMAR").messages("C0LEAD") == []


async def test_a_command_is_answered_by_response_url(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any, respond: Any) -> None:
        await ack()
        await respond("One moment")

    await connect(app)
    (answer,) = await server.person("U0DANA").command("/milepost", channel="C0LEAD")
    assert answer.text == "One moment"


async def test_a_button_opens_a_modal_and_its_words_come_back(
    server: SandboxServer, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"], view=modal(private_metadata=body["actions"][0]["value"])
        )

    @app.view("m")
    async def taken(ack: Any, view: dict[str, Any]) -> None:
        words = view["state"]["values"]["words_block"]["words"]["value"]
        heard.append((words, view["private_metadata"]))
        if words == "no":
            await ack(response_action="errors", errors={"words_block": "A little more, please"})
        else:
            await ack()

    await connect(app)
    dana = server.person("U0DANA")
    await client.chat_postMessage(channel=dana.dm(), text="Go?", blocks=[button("go", "milestone-7")])
    outcome = await dana.click(dana.messages()[0], "go")
    assert outcome.error is None
    assert dana.modal is not None
    assert dana.modal["callback_id"] == "m"
    empty = await dana.submit({"words": ""})
    assert "words_block" in empty.errors
    refused = await dana.submit({"words": "no"})
    assert refused.errors == {"words_block": "A little more, please"}
    assert refused.view is not None
    assert refused.view["state"]["values"]["words_block"]["words"]["value"] == "no"
    assert (await dana.submit({"words": "on track"})).closed
    assert dana.modal is None
    assert heard == [("no", "milestone-7"), ("on track", "milestone-7")]


async def test_the_home_tab_is_published_when_it_is_opened(
    server: SandboxServer, app: AsyncApp, connect: Connect
) -> None:
    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [button("desk")]})

    await connect(app)
    dana = server.person("U0DANA")
    assert dana.home is None
    await dana.open_home()
    await dana.until(lambda: dana.home is not None)
    assert dana.home is not None
    assert dana.home["blocks"][0]["elements"][0]["action_id"] == "desk"


async def test_no_acknowledgement_is_an_error_that_the_person_sees(start: Start) -> None:
    server = await start(ack_seconds=0.05)
    dana = server.person("U0DANA")
    (answer,) = await dana.command("/milepost", channel="C0LEAD")
    assert answer.text == '/milepost failed with the error "dispatch_failed"'
