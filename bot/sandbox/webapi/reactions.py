"""reactions.*: the app's own reactions to messages."""

from bot.sandbox.delivery.payloads import reaction
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.shapes import message_json
from bot.sandbox.webapi.paging import page
from bot.sandbox.webapi.registry import Call, method


def _target(call: Call) -> tuple[Channel, StoredMessage]:
    """Give the message that a call is about."""
    channel = call.channel()
    if not call.is_member(channel):
        raise SlackError("not_in_channel")
    return channel, call.message(channel, "timestamp")


def _tell(call: Call, channel: Channel, message: StoredMessage, name: str, added: bool) -> None:
    """Let the page and the app know of a reaction."""
    call.workspace.hub.notify(f"channel:{channel.id}")
    body = reaction(call.world, call.token.user_id, channel, message, name, added)
    call.world.outbox.emit(call.workspace, str(body["type"]), body)


@method("reactions.add", "reactions:write", tier=3)
def add(call: Call) -> Json:
    """Add a reaction; once only."""
    channel, message = _target(call)
    name = call.need("name").strip(":")
    who = (message.reactions or {}).get(name, [])
    if call.token.user_id in who:
        raise SlackError("already_reacted")
    message.reactions = {**(message.reactions or {}), name: [*who, call.token.user_id]}
    _tell(call, channel, message, name, True)
    return {"ok": True}


@method("reactions.remove", "reactions:write", tier=2)
def remove(call: Call) -> Json:
    """Take the app's reaction away."""
    channel, message = _target(call)
    name = call.need("name").strip(":")
    who = (message.reactions or {}).get(name, [])
    if call.token.user_id not in who:
        raise SlackError("no_reaction")
    left = {**(message.reactions or {}), name: [u for u in who if u != call.token.user_id]}
    message.reactions = {n: users for n, users in left.items() if users} or None
    _tell(call, channel, message, name, False)
    return {"ok": True}


@method("reactions.get", "reactions:read", tier=3)
def get(call: Call) -> Json:
    """Give a message with its reactions."""
    channel, message = _target(call)
    return {"ok": True, "type": "message", "channel": channel.id,
            "message": message_json(call.world, call.workspace, message)}  # fmt: skip


@method("reactions.list", "reactions:read", tier=2)
def list_reactions(call: Call) -> Json:
    """Give the messages that somebody reacted to, the newest first: the app's own when nobody is named."""
    who = str(call.args.get("user") or call.token.user_id)
    found = [
        (channel, message)
        for channel in call.workspace.channels.values()
        if call.is_member(channel)
        for message in channel.by_micros.values()
        if any(who in users for users in (message.reactions or {}).values())
    ]
    part, metadata = page(call, sorted(found, key=lambda one: -one[1].micros), 100)
    items = [
        {"type": "message", "channel": c.id, "message": message_json(call.world, call.workspace, m)}
        for c, m in part
    ]
    return {"ok": True, "items": items, **metadata}
