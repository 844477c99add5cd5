"""Acts that the page asks for: `POST /_/do`."""

from collections.abc import Awaitable, Callable

from bot.sandbox.acts import clicks, messages, modals, suggesting, uploads
from bot.sandbox.acts.actor import ActError, Actor, Outcome
from bot.sandbox.model import Json

Act = Callable[[Actor, Json], Awaitable[Outcome]]


async def command(actor: Actor, body: Json) -> Outcome:
    """A slash command typed in a channel."""
    return await messages.command(actor, str(body["text"]), str(body["channel"]))


async def message(actor: Actor, body: Json) -> Outcome:
    """Something said."""
    await messages.say(actor, str(body["channel"]), str(body["text"]), body.get("thread_ts"))
    return Outcome()


async def send_file(actor: Actor, body: Json) -> Outcome:
    """Files sent, with words or without."""
    words, ids = str(body.get("text") or ""), [str(one) for one in body["files"]]
    await uploads.share(actor, str(body["channel"]), ids, words, body.get("thread_ts"))
    return Outcome()


async def click(actor: Actor, body: Json) -> Outcome:
    """An element used; what was typed elsewhere in the view comes along in `state`."""
    block_id, action_id, value = body.get("block_id"), str(body["action_id"]), body.get("value")
    if body.get("where") == "message":
        return await clicks.click_message(
            actor, str(body["channel"]), str(body["ts"]), action_id, block_id, value
        )
    if isinstance(body.get("state"), dict):
        await modals.fill(actor, actor.view(str(body["view_id"])), body["state"])
    return await clicks.click_view(actor, str(body["view_id"]), action_id, block_id, value)


async def submit(actor: Actor, body: Json) -> Outcome:
    """A modal submitted."""
    return await modals.submit(actor, str(body["view_id"]), body.get("state") or {})


async def close(actor: Actor, body: Json) -> Outcome:
    """A modal, or all of them, closed."""
    return await modals.dismiss(actor, str(body["view_id"]), bool(body.get("all")))


async def open_home(actor: Actor, body: Json) -> Outcome:
    """The Home tab opened."""
    return await messages.open_home(actor, str(body.get("tab") or "home"))


async def shortcut(actor: Actor, body: Json) -> Outcome:
    """A shortcut used."""
    return await messages.shortcut(actor, str(body["callback_id"]), body.get("channel"), body.get("ts"))


async def suggest(actor: Actor, body: Json) -> Outcome:
    """Options asked for."""
    typed, action_id, block_id = str(body.get("text") or ""), str(body["action_id"]), body.get("block_id")
    if body.get("where") == "message":
        channel = actor.channel(str(body["channel"]))
        found = actor.message(channel, str(body["ts"]))
        block, element = clicks.locate(found.all_blocks(), action_id, block_id)
        if not suggesting.long_enough(element, typed):
            return Outcome()
        return await suggesting.suggest(actor, element, block["block_id"], typed, message=(channel.id, found))
    view = actor.view(str(body["view_id"]))
    block, element = clicks.locate(view.body["blocks"], action_id, block_id)
    if not suggesting.long_enough(element, typed):
        return Outcome()
    return await suggesting.suggest(actor, element, block["block_id"], typed, view=view)


async def react(actor: Actor, body: Json) -> Outcome:
    """A reaction added or taken away."""
    await messages.react(actor, str(body["channel"]), str(body["ts"]), str(body["name"]))
    return Outcome()


ACTS: dict[str, Act] = {
    "command": command, "message": message, "send_file": send_file, "click": click, "submit": submit,
    "close": close, "open_home": open_home, "shortcut": shortcut, "suggest": suggest, "react": react,
}  # fmt: skip


async def do(actor: Actor, body: Json) -> Json:
    """Do what the page asks; gives `ok` with a result, or an error with words; refusals are raised."""
    act = ACTS.get(str(body.get("act")))
    if act is None:
        raise ActError("unknown_act", f"There is no act {body.get('act')!r}.")
    try:
        outcome = await act(actor, body)
    except (KeyError, ValueError) as wrong:
        raise ActError("invalid_request", f"The request is not complete: {wrong}") from None
    if outcome.error:
        return {"ok": False, "error": outcome.error, "message": outcome.message}
    return {
        "ok": True,
        "result": {"closed": outcome.closed, "errors": outcome.errors, "options": outcome.options}
        | ({"option_groups": outcome.groups} if outcome.groups else {}),
    }
