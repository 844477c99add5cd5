"""auth.*, team.*, bots.*, apps.*: the app and the workspace about themselves."""

from bot.sandbox.errors import SlackError
from bot.sandbox.model import Json
from bot.sandbox.webapi.registry import Call, method


@method("auth.test", tokens=("bot", "app"))
def auth_test(call: Call) -> Json:
    """Tell whose token it is."""
    space = call.workspace
    bot = space.users[space.bot_user_id]
    return {"ok": True, "url": f"https://{space.domain}.slack.com/", "team": space.name, "user": bot.handle,
            "team_id": space.team_id, "user_id": bot.id, "bot_id": space.bot_id, "app_id": call.world.app_id,
            "is_enterprise_install": False}  # fmt: skip


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """Make the token worthless."""
    if not call.flag("test"):
        call.token.revoked = True
    return {"ok": True, "revoked": not call.flag("test")}


@method("team.info", "team:read", tier=3)
def team_info(call: Call) -> Json:
    """Tell of the workspace."""
    space = call.workspace
    return {
        "ok": True,
        "team": {
            "id": space.team_id,
            "name": space.name,
            "domain": space.domain,
            "url": f"https://{space.domain}.slack.com/",
            "email_domain": "",
            "icon": {"image_default": True},
        },
    }


@method("bots.info", "users:read", tier=3)
def bots_info(call: Call) -> Json:
    """Tell of the app's bot."""
    space = call.workspace
    if call.args.get("bot") not in (None, space.bot_id):
        raise SlackError("bot_not_found")
    return {
        "ok": True,
        "bot": {
            "id": space.bot_id,
            "app_id": call.world.app_id,
            "user_id": space.bot_user_id,
            "name": space.users[space.bot_user_id].name,
            "deleted": not space.installed,
            "updated": 0,
            "icons": {},
        },
    }


@method("apps.connections.open", tier=3, tokens=("app",))
def open_connection(call: Call) -> Json:
    """Give the address of a WebSocket, for one connection."""
    return {"ok": True, "url": call.world.outbox.new_ticket()}


@method("apps.uninstall", tier=1)
def uninstall(call: Call) -> Json:
    """Take the app out of the workspace."""
    if call.args.get("client_id") != call.world.client_id:
        raise SlackError("invalid_client_id")
    call.world.uninstall(call.workspace)
    return {"ok": True}


@method("api.test", tokens=())
def api_test(call: Call) -> Json:
    """Answer what was sent."""
    if call.args.get("error"):
        raise SlackError(str(call.args["error"]), args=call.args)
    return {"ok": True, "args": call.args}
