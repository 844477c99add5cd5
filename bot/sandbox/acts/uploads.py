"""Sending files into a conversation, as a person does with the paper clip."""

from bot.sandbox.acts.actor import ActError, Actor
from bot.sandbox.acts.messages import place_of, publish
from bot.sandbox.acts.typing import escaped
from bot.sandbox.model import StoredMessage


async def share(
    actor: Actor, channel_id: str, file_ids: list[str], text: str = "", thread_ts: str | None = None
) -> StoredMessage:
    """Send files of one's own to a channel or a thread, with words or without; gives the message."""
    channel, thread = place_of(actor, channel_id, thread_ts)
    files = [actor.space.files.get(one) for one in file_ids]
    own = [file for file in files if file is not None and file.user == actor.user.id]
    if not own or len(own) < len(files):
        raise ActError("file_not_found", "This file is not there.")
    for file in own:
        file.channels.append(channel.id)
    message = StoredMessage(actor.space.stamp(channel), actor.user.id, escaped(text), thread=thread)
    message.subtype, message.files = "file_share", tuple(file.id for file in own)
    return await publish(actor, channel, message, text)
