"""What an app says in answer: in the acknowledgement of a command, or to a response URL."""

from bot.sandbox.blockkit.content import check_content
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.packing import packed
from bot.sandbox.tickets import ResponseTicket
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

SLACKBOT = "USLACKBOT"


def notice(space: Workspace, channel: Channel, user: str, words: str) -> StoredMessage:
    """Tell one person something in Slackbot's name."""
    message = StoredMessage(space.stamp(channel), SLACKBOT, words)
    space.whisper(channel, user, message)
    return message


def respond(world: World, space: Workspace, ticket: ResponseTicket, body: Json) -> None:
    """Show what an app answered; refuses with Slack's codes."""
    channel = space.channels[ticket.channel]
    original = _original(space, channel, ticket)
    if body.get("delete_original"):
        if original is not None:
            _remove(space, channel, original)
        return
    shown = check_content(world, space, body)
    if body.get("replace_original") and original is not None:
        original.text, original.blocks = shown.text, packed(shown.blocks)
        original.attachments = packed(shown.attachments)
        space.hub.notify(f"channel:{channel.id}")
        return
    thread = _thread(space, channel, body)
    message = StoredMessage(
        space.stamp(channel), space.bot_user_id, shown.text, packed(shown.blocks), None, thread, space.bot_id
    )
    message.attachments = packed(shown.attachments)
    if body.get("response_type") == "in_channel":
        space.store(channel, message)
        world.outbox.announce(space, channel, message)
    else:
        space.whisper(channel, ticket.user, message)


def _thread(space: Workspace, channel: Channel, body: Json) -> int:
    """Give the moment of the thread that an answer names, 0 for none."""
    parent = space.find(channel, str(body.get("thread_ts") or ""))
    return (parent.thread or parent.micros) if parent else 0


def _original(space: Workspace, channel: Channel, ticket: ResponseTicket) -> StoredMessage | None:
    """Give the message that the response URL came from, if it is still there."""
    if not ticket.original:
        return None
    if not ticket.ephemeral:
        return channel.by_micros.get(ticket.original)
    whispers = space.ephemerals.get((ticket.user, channel.id), [])
    return next((m for m in whispers if m.micros == ticket.original), None)


def _remove(space: Workspace, channel: Channel, message: StoredMessage) -> None:
    """Take a message away, whichever kind it is."""
    if message.ephemeral_to is None:
        space.erase(channel, message)
        return
    space.ephemerals[(message.ephemeral_to, channel.id)].remove(message)
    space.hub.notify(f"channel:{channel.id}", message.ephemeral_to)
