"""reactions.*: the app's own reactions to messages."""

from bot.sandbox.errors import SlackError
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.shapes import message_json
from bot.sandbox.webapi.registry import Call, method


def _target(call: Call) -> tuple[Channel, StoredMessage]:
    """Give the message that a call is about."""
    channel = call.channel()
    if not call.is_member(channel):
        raise SlackError("not_in_channel")
    return channel, call.message(channel, "timestamp")


@method("reactions.add", "reactions:write", tier=3)
def add(call: Call) -> Json:
    """Add a reaction; once only."""
    channel, message = _target(call)
    name = call.need("name").strip(":")
    who = (message.reactions or {}).get(name, [])
    if call.token.user_id in who:
        raise SlackError("already_reacted")
    message.reactions = {**(message.reactions or {}), name: [*who, call.token.user_id]}
    call.workspace.hub.notify(f"channel:{channel.id}")
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
    call.workspace.hub.notify(f"channel:{channel.id}")
    return {"ok": True}


@method("reactions.get", "reactions:read", tier=3)
def get(call: Call) -> Json:
    """Give a message with its reactions."""
    channel, message = _target(call)
    return {"ok": True, "type": "message", "channel": channel.id,
            "message": message_json(call.world, call.workspace, message)}  # fmt: skip
