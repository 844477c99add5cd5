"""chat.scheduleMessage and its companions: messages that wait for their moment."""

from bot.sandbox.errors import SlackError
from bot.sandbox.ids import micros_of
from bot.sandbox.model import Json, Scheduled
from bot.sandbox.webapi.chat import content, destination, message_of, metadata_of, thread_of, writable
from bot.sandbox.webapi.paging import page
from bot.sandbox.webapi.registry import Call, method

FARTHEST = 120 * 86_400


@method("chat.scheduleMessage", "chat:write", tier=3)
def schedule(call: Call) -> Json:
    """Keep a message until its moment comes by the workspace's clock."""
    channel = destination(call)
    writable(call, channel)
    now = int(call.workspace.clock.now().timestamp())
    try:
        post_at = micros_of(call.need("post_at")) // 1_000_000
    except ValueError:
        raise SlackError("invalid_time") from None
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FARTHEST:
        raise SlackError("time_too_far")
    metadata = metadata_of(call)
    message = message_of(call, 0, thread_of(call, channel), content(call), metadata)
    item = Scheduled(call.world.ids.draw("Q"), channel.id, message, post_at, now)
    call.workspace.scheduled[item.id] = item
    call.world.outbox.later(call.workspace, item)
    return {"ok": True, "channel": channel.id, "scheduled_message_id": item.id, "post_at": post_at,
            "message": {"text": message.text, "bot_id": message.bot_id,
                        "type": "delayed_message"}}  # fmt: skip


@method("chat.scheduledMessages.list", tier=3)
def list_scheduled(call: Call) -> Json:
    """List the messages that wait."""
    only = call.args.get("channel")
    waiting = [s for s in call.workspace.scheduled.values() if only in (None, "", s.channel)]
    part, metadata = page(call, sorted(waiting, key=lambda s: s.post_at), 100)
    rows = [{"id": s.id, "channel_id": s.channel, "post_at": s.post_at, "date_created": s.created,
             "text": s.message.text} for s in part]  # fmt: skip
    return {"ok": True, "scheduled_messages": rows, **metadata}


@method("chat.deleteScheduledMessage", "chat:write", tier=3)
def delete_scheduled(call: Call) -> Json:
    """Take back a message that waits."""
    channel = call.channel()
    item = call.workspace.scheduled.get(call.need("scheduled_message_id"))
    if item is None or item.channel != channel.id:
        raise SlackError("invalid_scheduled_message_id")
    del call.workspace.scheduled[item.id]
    return {"ok": True}
