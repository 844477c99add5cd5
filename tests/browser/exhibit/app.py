"""The exhibit's listeners."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.exhibit import every, newer, stories
from tests.browser.exhibit.pieces import Json, option, section, text

SCHOOLS = ["Lincoln Middle", "Lincoln High", "Harbor Middle", "Cedar Grove"]


def build(client: AsyncWebClient, heard: list[Json]) -> AsyncApp:
    """Make the app; everything it hears is kept in `heard`."""
    app = AsyncApp(client=client, process_before_response=True, signing_secret="not used here")

    @app.use
    async def keep(body: Json, next: Any) -> None:
        heard.append(body)
        await next()

    _commands(app)
    _modals(app)
    _buttons(app)
    return app


def _commands(app: AsyncApp) -> None:
    @app.command("/milepost")
    async def milepost(ack: Any, command: Json, client: AsyncWebClient) -> None:
        words = command["text"].strip()
        if words == "blocks":
            await ack()
            await client.chat_postMessage(
                channel=command["channel_id"], text="Every block", blocks=every.message_blocks()
            )
        elif words in ("newer", "data", "lines"):
            await ack()
            shown = {
                "newer": newer.message_blocks,
                "data": newer.data_blocks,
                "lines": newer.line_blocks,
            }
            await client.chat_postMessage(
                channel=command["channel_id"],
                text="Newer blocks",
                blocks=shown[words](),
                attachments=newer.ATTACHMENTS if words == "newer" else None,
            )
        elif words == "silence":
            return
        else:
            await ack(
                text=f"You asked for *{words or 'nothing'}*",
                blocks=[section(f"You asked for *{words or 'nothing'}*. Try `/milepost checkin`.")],
            )

    @app.shortcut("checkin")
    async def checkin(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=stories.report())

    @app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=stories.home())

    @app.event("message")
    async def said(event: Json) -> None:
        return


def _modals(app: AsyncApp) -> None:
    @app.view("report")
    async def report(ack: Any, view: Json, body: Json, client: AsyncWebClient) -> None:
        words = view["state"]["values"]["adjust"]["adjust"]["value"]
        if len(words) < 10:
            await ack(
                response_action="errors",
                errors={"adjust": "Please say a little more, so that others can help."},
            )
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Thank you. Kept: {words}")

    @app.view("every")
    async def sent(ack: Any) -> None:
        await ack(
            response_action="push",
            view={
                "type": "modal",
                "callback_id": "second",
                "title": text("Second"),
                "close": text("Back"),
                "blocks": [section("On top of the first")],
            },
        )

    @app.view("rarer")
    async def rarer(ack: Any) -> None:
        await ack()

    @app.options("grouped")
    async def grouped(ack: Any) -> None:
        await ack(option_groups=newer.GROUPS)

    @app.options("school")
    async def schools(ack: Any, payload: Json) -> None:
        await ack(
            options=[option(name, name) for name in SCHOOLS if payload["value"].lower() in name.lower()]
        )


def _buttons(app: AsyncApp) -> None:
    @app.action("report")
    async def report(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=stories.report())

    @app.action("go")
    async def every_input(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=every.modal())

    @app.action("more_inputs")
    async def more_inputs(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=newer.modal())

    @app.action("all_on_track")
    async def on_track(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text="All on track. Thank you!",
            blocks=[section(":white_check_mark: *All on track.* Thank you, Dana!")],
        )

    @app.action({"action_id": "drop"})
    async def drop(ack: Any) -> None:
        await ack()

    for name in ("set_status", "more", "site", "owner", "due", "school", "later", "open_line", "felt", "say"):
        app.action(name)(drop)
