"""users.*: who is in the workspace."""

from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json
from bot.sandbox.shapes import channel_json, profile_json, user_json
from bot.sandbox.webapi.paging import page
from bot.sandbox.webapi.registry import Call, method


def sees_email(call: Call) -> bool:
    """Tell whether the app may see addresses."""
    return call.token.scopes is None or "users:read.email" in call.token.scopes


@method("users.info", "users:read", tier=4)
def info(call: Call) -> Json:
    """Tell of one person."""
    user = call.workspace.user(call.need("user"))
    return {"ok": True, "user": user_json(call.world, call.workspace, user, sees_email(call))}


@method("users.list", "users:read", tier=2)
def list_users(call: Call) -> Json:
    """List everybody."""
    part, metadata = page(call, list(call.workspace.users.values()), 1000)
    email = sees_email(call)
    shown = [user_json(call.world, call.workspace, u, email) for u in part]
    return {"ok": True, "members": shown, "cache_ts": int(call.workspace.clock.now().timestamp()), **metadata}


@method("users.lookupByEmail", "users:read.email", tier=3)
def lookup(call: Call) -> Json:
    """Find a person by address; one who left is not found."""
    email = call.need("email").lower()
    for user in call.workspace.users.values():
        if user.email.lower() == email and not user.deleted:
            return {"ok": True, "user": user_json(call.world, call.workspace, user)}
    raise SlackError("users_not_found")


@method("users.profile.get", "users.profile:read", "users:read", tier=4)
def profile(call: Call) -> Json:
    """Give a person's profile with their status."""
    return {"ok": True, "profile": profile_json(call.workspace.user(call.need("user")))}


@method("users.conversations", "channels:read", "groups:read", "im:read", "mpim:read", tier=3)
def conversations(call: Call) -> Json:
    """List the conversations that the app, or a person, is in."""
    kinds = str(call.args.get("types") or "public_channel").split(",")
    who = str(call.args.get("user") or call.workspace.bot_user_id)
    call.workspace.user(who)
    found = []
    for channel in call.workspace.channels.values():
        if (
            channel.listed_as in kinds
            and who in channel.members
            and (not channel.private or call.is_member(channel))
        ):
            found.append(channel)
    part, metadata = page(call, found, 100)
    return {"ok": True, "channels": [channel_json(call.workspace, c) for c in part], **metadata}
