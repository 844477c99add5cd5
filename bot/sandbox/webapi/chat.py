"""chat.*: posting, changing and removing messages."""

import re
from typing import Any

from bot.sandbox.blockkit.content import Content, check_content
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import ts_of
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.packing import packed
from bot.sandbox.shapes import message_json
from bot.sandbox.webapi.registry import Call, method

LONGEST = 40_000
LONGEST_UPDATE = 4_000
EVENT_TYPE = re.compile(r"[A-Za-z0-9_]{1,255}\Z")


def writable(call: Call, channel: Channel) -> None:
    """Refuse when the app may not post in a channel."""
    if channel.archived:
        raise SlackError("is_archived")
    if channel.im_user:
        if not call.world.manifest.messages_enabled:
            raise SlackError("messages_tab_disabled")
        if call.workspace.users[channel.im_user].deleted:
            raise SlackError("channel_not_found")
        return
    if not call.is_member(channel):
        scopes = call.token.scopes
        if scopes is not None and "chat:write.public" in scopes and not channel.private:
            return
        raise SlackError("not_in_channel")


def destination(call: Call) -> Channel:
    """Give the channel to post in; a user id means the direct message with that person."""
    target = str(call.args.get("channel") or "")
    if target in call.workspace.users and target != call.workspace.bot_user_id:
        return call.workspace.direct(target)
    return call.channel()


def metadata_of(call: Call) -> Json | None:
    """Give the message metadata of a call, checked as Slack does."""
    metadata = call.args.get("metadata")
    if metadata in (None, "", {}):
        return None
    if not isinstance(metadata, dict) or not EVENT_TYPE.match(str(metadata.get("event_type", ""))):
        raise SlackError("invalid_metadata_format")
    payload = metadata.get("event_payload")
    if not isinstance(payload, dict):
        raise SlackError("invalid_metadata_format")
    if not all(_plain(v) or (isinstance(v, dict) and all(map(_plain, v.values()))) for v in payload.values()):
        raise SlackError("invalid_metadata_schema")
    return metadata


def _plain(value: Any) -> bool:
    """Tell whether a metadata value is a string, a number or a boolean."""
    return isinstance(value, str | int | float | bool)


def content(call: Call) -> Content:
    """Give what a call wants to show, checked."""
    return check_content(call.world, call.workspace, call.args)


def message_of(
    call: Call, micros: int, thread: int, shown: Content, metadata: Json | None = None
) -> StoredMessage:
    """Give a message of the app, to be stored, whispered or kept for later."""
    space = call.workspace
    made = StoredMessage(micros, space.bot_user_id, shown.text[:LONGEST], packed(shown.blocks),
                         packed(metadata), thread, space.bot_id)  # fmt: skip
    made.attachments = packed(shown.attachments)
    return made


def thread_of(call: Call, channel: Channel) -> int:
    """Give the moment of the thread that a call answers in, 0 for none."""
    ts = call.args.get("thread_ts")
    if not ts:
        return 0
    parent = call.workspace.find(channel, str(ts))
    if parent is None:
        raise SlackError("thread_not_found" if call.args.get("user") else "cannot_reply_to_message")
    return parent.thread or parent.micros


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> Json:
    """Post a message."""
    channel = destination(call)
    writable(call, channel)
    metadata = metadata_of(call)
    shown, space, thread = content(call), call.workspace, thread_of(call, channel)
    message = message_of(call, space.stamp(channel), thread, shown, metadata)
    if thread and call.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    space.store(channel, message)
    call.world.outbox.announce(space, channel, message)
    return {
        "ok": True,
        "channel": channel.id,
        "ts": ts_of(message.micros),
        "message": message_json(call.world, space, message, full_metadata=True, blocks=shown.blocks),
    }


def _told(call: Call, message: StoredMessage) -> Json:
    """Give a message as events tell of it."""
    return message_json(call.world, call.workspace, message, full_metadata=True)


@method("chat.update", "chat:write", tier=3)
def update(call: Call) -> Json:
    """Change one of the app's own messages."""
    channel = call.channel()
    message = call.message(channel)
    if message.bot_id != call.workspace.bot_id:
        raise SlackError("cant_update_message")
    if channel.archived:
        raise SlackError("is_archived")
    outbox = call.world.outbox
    before = _told(call, message) if outbox.hears(call.workspace, channel) else None
    given = call.args.get("text")
    if given is not None and len(str(given)) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    if "metadata" in call.args:
        message.metadata = packed(metadata_of(call))
    shown = content(call)
    message.text = shown.text
    if shown.blocks is not None or given is not None:
        message.blocks = packed(shown.blocks)
    if shown.attachments is not None:
        message.attachments = packed(shown.attachments)
    if not shown.blocks:
        message.edited = call.workspace.stamp(channel)
    call.workspace.hub.notify(f"channel:{channel.id}")
    if before is not None:
        outbox.retell(call.workspace, channel, before, message)
    return {"ok": True, "channel": channel.id, "ts": ts_of(message.micros), "text": message.text,
            "message": message_json(call.world, call.workspace, message, full_metadata=True)}  # fmt: skip


@method("chat.delete", "chat:write", tier=3)
def delete(call: Call) -> Json:
    """Remove one of the app's own messages."""
    channel = call.channel()
    message = call.message(channel)
    if message.bot_id != call.workspace.bot_id:
        raise SlackError("cant_delete_message")
    before = _told(call, message) if call.world.outbox.hears(call.workspace, channel) else None
    call.workspace.erase(channel, message)
    if before is not None:
        call.world.outbox.retell(call.workspace, channel, before, None)
    return {"ok": True, "channel": channel.id, "ts": ts_of(message.micros)}


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a channel."""
    channel = call.channel()
    writable(call, channel)
    user = call.workspace.users.get(call.need("user"))
    if user is None or user.deleted or user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    shown, space, thread = content(call), call.workspace, thread_of(call, channel)
    message = message_of(call, space.stamp(channel), thread, shown)
    space.whisper(channel, user.id, message)
    return {"ok": True, "message_ts": ts_of(message.micros)}


@method("chat.getPermalink")
def permalink(call: Call) -> Json:
    """Give the address of a message."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{message.micros}"
    if message.thread and message.thread != message.micros:
        link += f"?thread_ts={ts_of(message.thread)}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}
