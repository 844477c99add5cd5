"""conversations.*: channels, direct messages, and what was said in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.ids import micros_of, ts_of
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.shapes import channel_json, message_json
from bot.sandbox.webapi.paging import page
from bot.sandbox.webapi.registry import Call, method

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


@method("conversations.open", "im:write", "mpim:write", tier=3)
def open_conversation(call: Call) -> Json:
    """Open the direct message with one person, or with up to eight."""
    existing = call.args.get("channel")
    if existing:
        channel = call.channel()
        if not (channel.im_user or channel.several):
            raise SlackError("method_not_supported_for_channel_type")
    else:
        channel = _with_people(call)
    known = bool(channel.last_micros)
    body = channel_json(call.workspace, channel) if call.flag("return_im") else {"id": channel.id}
    return {"ok": True, "channel": body, **({"no_op": True, "already_open": True} if known else {})}


def _with_people(call: Call) -> Channel:
    """Give the direct message with the people of a call."""
    users = call.args.get("users")
    ids = [u for u in (users if isinstance(users, list) else str(users or "").split(",")) if u]
    if not ids:
        raise SlackError("users_list_not_supplied")
    if len(ids) > 8:
        raise SlackError("too_many_users")
    people = [call.workspace.user(u) for u in ids]
    if any(p.deleted for p in people):
        raise SlackError("user_disabled")
    if any(p.is_bot for p in people):
        raise SlackError("invalid_user_combination" if len(people) > 1 else "cannot_dm_bot")
    if len(people) > 1:
        scopes = call.token.scopes
        if scopes is not None and "mpim:write" not in scopes:
            raise SlackError("missing_scope", needed="mpim:write", provided=",".join(sorted(scopes)))
        return call.workspace.together(sorted({p.id for p in people}))
    return call.workspace.direct(people[0].id)


@method("conversations.info", *READ, tier=3)
def info(call: Call) -> Json:
    """Tell of one channel."""
    channel = call.channel()
    body = channel_json(call.workspace, channel)
    if call.flag("include_num_members"):
        body["num_members"] = len(channel.members)
    return {"ok": True, "channel": body}


@method("conversations.list", *READ, tier=2)
def list_conversations(call: Call) -> Json:
    """List the channels that the app may know of."""
    kinds = str(call.args.get("types") or "public_channel").split(",")
    skip_archived = call.flag("exclude_archived")
    wanted = [c for c in call.workspace.channels.values() if c.listed_as in kinds]
    seen = [
        c for c in wanted if not (c.private and not call.is_member(c)) and not (skip_archived and c.archived)
    ]
    part, metadata = page(call, seen, 100)
    return {"ok": True, "channels": [channel_json(call.workspace, c) for c in part], **metadata}


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> Json:
    """List who is in a channel."""
    part, metadata = page(call, list(call.channel().members), 100)
    return {"ok": True, "members": part, **metadata}


@method("conversations.join", "channels:join", tier=3)
def join(call: Call) -> Json:
    """Let the bot join a public channel."""
    channel = call.channel()
    if channel.im_user or channel.private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    if call.is_member(channel):
        return {"ok": True, "channel": channel_json(call.workspace, channel), "warning": "already_in_channel",
                "response_metadata": {"warnings": ["already_in_channel"]}}  # fmt: skip
    channel.members[call.workspace.bot_user_id] = None
    call.workspace.hub.notify("sidebar")
    call.world.joined(call.workspace, channel, call.workspace.bot_user_id, None)
    return {"ok": True, "channel": channel_json(call.workspace, channel)}


@method("conversations.history", *HISTORY, tier=3)
def history(call: Call) -> Json:
    """Give the messages of a channel, newest first."""
    channel = _readable(call)
    found = _between(call, channel.timeline)
    found.reverse()
    part, metadata = page(call, found, *_limits(call, 999))
    full = call.flag("include_all_metadata")
    shown = [message_json(call.world, call.workspace, m, full) for m in part]
    return {
        "ok": True,
        "messages": shown,
        "has_more": "response_metadata" in metadata,
        "pin_count": 0,
        **metadata,
    }


@method("conversations.replies", *HISTORY, tier=3)
def replies(call: Call) -> Json:
    """Give a thread: its first message, then the replies, oldest first."""
    channel = _readable(call)
    first = call.message(channel, "ts", "thread_not_found")
    parent = channel.by_micros[first.thread] if first.thread else first
    found = [parent, *_between(call, parent.replies or [])]
    part, metadata = page(call, found, *_limits(call, 1000))
    full = call.flag("include_all_metadata")
    shown = [message_json(call.world, call.workspace, m, full) for m in part]
    for reply in shown:
        if reply["ts"] != ts_of(parent.micros):
            reply["parent_user_id"] = parent.user
    return {"ok": True, "messages": shown, "has_more": "response_metadata" in metadata, **metadata}


def _limits(call: Call, most: int) -> tuple[int, int]:
    """Give the default and the largest page; 15 for an app sold outside of the Marketplace."""
    return (15, 15) if call.world.pace.history_per_minute else (100, most)


def _readable(call: Call) -> Channel:
    """Give a channel whose messages the app may read."""
    channel = call.channel()
    if not call.is_member(channel):
        raise SlackError("not_in_channel")
    return channel


def _between(call: Call, messages: Sequence[StoredMessage]) -> list[StoredMessage]:
    """Give the messages between `oldest` and `latest`; the ends count only when `inclusive`."""
    inclusive = call.flag("inclusive")
    oldest, latest = _moment(call.args.get("oldest"), "oldest"), _moment(call.args.get("latest"), "latest")
    start = 0
    if oldest:
        start = (bisect_left if inclusive else bisect_right)(messages, oldest, key=lambda m: m.micros)
    end = len(messages)
    if latest:
        end = (bisect_right if inclusive else bisect_left)(messages, latest, key=lambda m: m.micros)
    return list(messages[start:end])


def _moment(value: Any, name: str) -> int:
    """Give a timestamp argument in microseconds, 0 when there is none."""
    try:
        return micros_of(str(value)) if value not in (None, "", 0, "0") else 0
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None
