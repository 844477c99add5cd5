"""oauth.v2.access, and the page on which a person allows an installation."""

import html
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from bot.sandbox.errors import SlackError
from bot.sandbox.grants import Grant, located
from bot.sandbox.model import Json
from bot.sandbox.webapi.registry import Call, method
from bot.sandbox.world import World

LIFE = 43_200
PAGE = Path(__file__).resolve().parent.parent / "page" / "consent.html"


@method("oauth.v2.access", tokens=())
def access(call: Call) -> Json:
    """Exchange a code, or a refresh token, for a bot token."""
    world, args = call.world, call.args
    if args.get("client_id") != world.client_id:
        raise SlackError("invalid_client_id")
    if args.get("client_secret") != world.client_secret:
        raise SlackError("bad_client_secret")
    kind = args.get("grant_type") or "authorization_code"
    if kind == "refresh_token":
        return _issue(world, world.grants.refresh(str(args.get("refresh_token") or "")))
    if kind != "authorization_code":
        raise SlackError("invalid_grant_type")
    redirect = args.get("redirect_uri")
    grant = world.grants.exchange(str(args.get("code") or ""), str(redirect) if redirect else None)
    return _issue(world, grant)


def _issue(world: World, grant: Grant) -> Json:
    """Install the app and give its token, with an end and a refresh token where the app rotates them."""
    space = world.workspaces[grant.team_id]
    rotates = world.manifest.rotates_tokens
    prefix = "xoxe.xoxb-1-sandbox" if rotates else "xoxb-sandbox"
    token = world.issue_bot_token(space, f"{prefix}-{world.ids.secret()}", grant.scopes)
    space.installed = True
    world.hub.notify("sidebar")
    answer: Json = {
        "ok": True,
        "app_id": world.app_id,
        "authed_user": {"id": grant.user_id},
        "token_type": "bot",
        "scope": ",".join(sorted(grant.scopes)),
        "access_token": token.value,
        "bot_user_id": space.bot_user_id,
        "team": {"id": space.team_id, "name": space.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if rotates:
        token.expires_at = int(world.clock.now().timestamp()) + LIFE
        answer |= {"expires_in": LIFE, "refresh_token": world.grants.refresh_token(grant)}
    return answer


def decide(world: World, address: str, team_id: str, user_id: str, allow: bool = True) -> str:
    """Give where a person's browser goes after they allowed or refused what an authorize address asks for."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    if query.get("client_id") != world.client_id:
        raise SlackError("invalid_client_id")
    redirect, state = query.get("redirect_uri", ""), query.get("state", "")
    registered = world.manifest.redirect_urls
    if not redirect and registered:
        redirect = registered[0]
    if registered and not any(redirect == url or redirect.startswith(f"{url}/") for url in registered):
        raise SlackError("bad_redirect_uri")
    if not allow:
        return located(redirect, {"error": "access_denied", "state": state})
    scopes = frozenset(s for s in query.get("scope", "").split(",") if s)
    if not scopes:
        raise SlackError("no_scopes")
    return world.grants.give(team_id, user_id, scopes, redirect, state)


class Consent:
    """Serves `/oauth/v2/authorize`: asks a person, then sends the browser back to the app."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def ask(self, request: web.Request) -> web.Response:
        """Show what the app asks for, and who may allow it where."""
        people = "".join(
            f'<option value="{html.escape(space.team_id)} {html.escape(user.id)}">'
            f"{html.escape(user.name)}, {html.escape(space.name)}</option>"
            for space in self.world.workspaces.values()
            for user in space.users.values()
            if not user.is_bot and not user.deleted
        )
        wanted = [scope for scope in request.query.get("scope", "").split(",") if scope]
        scopes = "".join(f"<li>{html.escape(scope)}</li>" for scope in wanted)
        name = html.escape(self.world.manifest.name)
        page = Template(PAGE.read_text("utf-8")).substitute(name=name, scopes=scopes, people=people)
        return web.Response(text=page, content_type="text/html")

    async def answer(self, request: web.Request) -> web.Response:
        """Send the browser back with a code, or with the refusal."""
        form = await request.post()
        team, _, user = str(form.get("who", "")).partition(" ")
        if team not in self.world.workspaces or user not in self.world.workspaces[team].users:
            raise web.HTTPBadRequest(text="nobody was chosen")
        try:
            location = decide(self.world, str(request.url), team, user, bool(form.get("allow")))
        except SlackError as refusal:
            return web.json_response(refusal.answer(), status=400)
        return web.Response(status=302, headers={"Location": location})
