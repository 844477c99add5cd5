"""Sending a file into a conversation, as a person does with the paper clip."""

from bot.sandbox.acts.actor import ActError, Actor
from bot.sandbox.acts.typing import escaped
from bot.sandbox.delivery import payloads
from bot.sandbox.delivery.dispatch import message_subscription
from bot.sandbox.model import StoredMessage


async def share(
    actor: Actor, channel_id: str, file_ids: list[str], text: str = "", thread_ts: str | None = None
) -> StoredMessage:
    """Send files of one's own to a channel or a thread, with words or without; gives the message."""
    actor.active()
    files = [actor.space.files.get(one) for one in file_ids]
    own = [file for file in files if file is not None and file.user == actor.user.id]
    if not own or len(own) < len(files):
        raise ActError("file_not_found", "This file is not there.")
    channel, space, world = actor.channel(channel_id), actor.space, actor.world
    if actor.user.id not in channel.members:
        raise ActError("not_in_channel", f"{actor.user.name} is not in #{channel.name}.")
    if channel.archived:
        raise ActError("is_archived", "This channel has been archived.")
    thread = 0
    if thread_ts:
        parent = actor.message(channel, thread_ts)
        thread = parent.thread or parent.micros
    for file in own:
        file.channels.append(channel.id)
    message = StoredMessage(space.stamp(channel), actor.user.id, escaped(text), thread=thread)
    message.subtype, message.files = "file_share", tuple(file.id for file in own)
    space.store(channel, message)
    space.last_read[(actor.user.id, channel.id)] = message.micros
    if space.bot_user_id in channel.members:
        body = payloads.message_event(world, space, channel, message)
        await actor.dispatcher.event(space, message_subscription(channel), body)
        if f"<@{space.bot_user_id}>" in text and not channel.im_user:
            mention = {key: value for key, value in body.items() if key not in ("subtype", "channel_type")}
            await actor.dispatcher.event(space, "app_mention", {**mention, "type": "app_mention"})
    return message
