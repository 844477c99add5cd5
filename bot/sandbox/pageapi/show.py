"""What the page shows of the workspace to one person."""

from bot.sandbox.acts.actor import Actor
from bot.sandbox.model import Channel, Json, StoredMessage, User
from bot.sandbox.shapes import message_json, view_json
from bot.sandbox.sight import visible
from bot.sandbox.viewstore import kept
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

COLORS = ("#2f6f4f", "#3d5a98", "#8a4f7d", "#a3552b", "#5b6b2f", "#2b7a8c", "#7a4b2b", "#5a4fa0")


def user_row(user: User) -> Json:
    """Give a person for the page: names, initials and a color that stays theirs."""
    initials = "".join(part[0] for part in user.name.split()[:2]).upper()
    color = COLORS[sum(user.id.encode()) % len(COLORS)]
    return {"id": user.id, "name": user.name, "title": user.title, "initials": initials, "color": color,
            "deactivated": user.deleted, "status_emoji": user.status_emoji, "status_text": user.status_text,
            "is_bot": user.is_bot, "timezone": user.timezone}  # fmt: skip


def channel_row(space: Workspace, channel: Channel, user: User) -> Json:
    """Give a channel for the sidebar."""
    name = space.users[space.bot_user_id].name if channel.im_user else channel.name
    member = user.id in channel.members
    others = [u for u in channel.members if u not in (user.id, space.bot_user_id)]
    return {
        "id": channel.id,
        "name": name,
        "kind": channel.kind if channel.im_user or channel.several else "channel",
        "people": others if channel.several else [],
        "private": channel.private,
        "topic": channel.topic,
        "archived": channel.archived,
        "member": member,
        "members": len(channel.members),
        "unread": space.unread(channel, user.id) if member else 0,
    }


def whole(actor: Actor, events: list[dict[str, str]], movable: bool) -> Json:
    """Give everything that the page draws around the messages."""
    world, space, user = actor.world, actor.space, actor.user
    space.direct(user.id)
    channels = [c for c in space.channels.values() if user.id in c.members or not c.private]
    home = space.home(user.id)
    modals = [view_json(world, space, v) | {"errors": v.errors} for v in space.stack(user.id)]
    commands = [
        {
            "command": c["command"],
            "description": c.get("description", ""),
            "usage_hint": c.get("usage_hint", ""),
        }
        for c in world.manifest.commands
    ]
    shortcuts = [{k: s.get(k, "") for k in ("callback_id", "name", "type", "description")}
                 for s in world.manifest.shortcuts]  # fmt: skip
    return {
        "team": {"id": space.team_id, "name": space.name, "domain": space.domain}, "me": user_row(user),
        "workspaces": workspaces(world, space), "who": f"{_prefix(world, space)}{user.id}",
        "people": [user_row(u) for u in space.users.values()],
        "channels": [channel_row(space, c, user) for c in channels],
        "home": view_json(world, space, home) if home else None, "modals": modals,
        "clock": {"now": world.clock.now().isoformat(), "timezone": user.timezone, "movable": movable,
                  "events": events},
        "commands": commands, "shortcuts": shortcuts,
        "app": {"id": world.app_id, "name": world.manifest.name, "bot_user_id": space.bot_user_id},
    }  # fmt: skip


def _prefix(world: World, space: Workspace) -> str:
    """Give what stands before a person's id in requests: the workspace, unless it is the first."""
    return "" if space.team_id == next(iter(world.workspaces)) else f"{space.team_id}:"


def workspaces(world: World, shown: Workspace) -> list[Json]:
    """Give the workspaces that have the app, and the one that is shown; `who` is anybody in it."""
    return [
        {"id": one.team_id, "name": one.name, "who": _prefix(world, one)}
        for one in world.workspaces.values()
        if one.installed or one is shown
    ]


def message_row(actor: Actor, channel: Channel, message: StoredMessage) -> Json:
    """Give a message for the page, with the state of its elements for this person."""
    body = message_json(actor.world, actor.space, message)
    typed = actor.space.message_state.get((actor.user.id, channel.id, message.micros), {})
    files = [{"id": f["id"], "name": f["name"], "title": f["title"], "alt_txt": f["alt_txt"],
              "url": f"/_/file/{f['id']}"} for f in body.get("files", [])]  # fmt: skip
    return {
        "ts": body["ts"],
        "user": message.user,
        "text": message.text,
        "blocks": body.get("blocks", []),
        "thread_ts": body.get("thread_ts"),
        "reply_count": body.get("reply_count", 0),
        "latest_reply": body.get("latest_reply"),
        "reply_users": body.get("reply_users", []),
        "latest_reply_user": message.replies[-1].user if message.replies else None,
        "attachments": body.get("attachments", []),
        "reactions": [{"name": r["name"], "users": r["users"]} for r in body.get("reactions", [])],
        "files": files,
        "ephemeral": message.ephemeral_to is not None,
        "edited": bool(message.edited),
        "state": kept(message.all_blocks(), typed),
    }


def messages(actor: Actor, channel_id: str, thread_ts: str) -> list[Json]:
    """Give what a person sees in a channel, or in the thread of a message."""
    channel = actor.channel(channel_id)
    root = actor.message(channel, thread_ts).micros if thread_ts else 0
    return [message_row(actor, channel, m) for m in visible(actor.space, channel, actor.user.id, root)]
