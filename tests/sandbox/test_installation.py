"""Installation by OAuth: consent, codes that are good once, tokens that end."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import PersonSeed, SandboxServer, WorkspaceSeed
from tests.sandbox.conftest import Start
from tests.sandbox.test_messages import code

# The SDK still sends its credentials in a way that the newest aiohttp announces to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
OTHER = WorkspaceSeed("T0OTHER", "Other District", "other", [PersonSeed("U0ADA", "Ada Boone")])
BACK = "https://bot.example/slack/oauth_redirect"


def address(server: SandboxServer) -> str:
    """Give the address that the SDK sends an administrator to."""
    made = AuthorizeUrlGenerator(
        client_id=server.client_id,
        redirect_uri=BACK,
        scopes=["chat:write", "commands"],
        authorization_url=f"{server.url}/oauth/v2/authorize",
    )
    return made.generate("state-1")


def query(location: str) -> dict[str, str]:
    """Give the query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


async def exchange(server: SandboxServer, given: str, redirect: str = BACK, secret: str | None = None) -> Any:
    """Exchange a code by the SDK."""
    client = AsyncWebClient(base_url=server.api_url, retry_handlers=[])
    return await client.oauth_v2_access(
        client_id=server.client_id,
        client_secret=secret or server.client_secret,
        code=given,
        redirect_uri=redirect,
    )


async def test_a_second_workspace_installs_the_app(server: SandboxServer) -> None:
    space = server.add_workspace(OTHER)
    location = server.person("U0ADA", team_id="T0OTHER").install(address(server))
    assert location.startswith(BACK)
    answers = query(location)
    assert answers["state"] == "state-1"
    answer = await exchange(server, answers["code"])
    assert (answer["team"]["id"], answer["scope"]) == ("T0OTHER", "chat:write,commands")
    assert (answer["authed_user"]["id"], answer["bot_user_id"]) == ("U0ADA", space.bot_user_id)
    client = AsyncWebClient(token=answer["access_token"], base_url=server.api_url, retry_handlers=[])
    assert (await client.auth_test())["team"] == "Other District"
    assert await code(client.users_info(user="U0ADA")) == "missing_scope"
    assert await code(exchange(server, answers["code"])) == "invalid_code"


async def test_a_refusal_and_wrong_credentials(server: SandboxServer) -> None:
    dana = server.person("U0DANA")
    assert query(dana.install(address(server), allow=False)) == {"error": "access_denied", "state": "state-1"}
    given = query(dana.install(address(server)))["code"]
    assert await code(exchange(server, given, secret="guess")) == "bad_client_secret"
    assert await code(exchange(server, given, redirect=BACK + "/x")) == "bad_redirect_uri"
    old = query(dana.install(address(server)))["code"]
    server.clock.advance(timedelta(minutes=11))
    assert await code(exchange(server, old)) == "invalid_code"


async def test_a_browser_is_asked_and_sent_back(server: SandboxServer) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(address(server)) as page:
            shown = await page.text()
            assert "<li>chat:write</li><li>commands</li>" in shown
            assert "Dana Whitfield, Lincoln County Schools" in shown
        form = {"who": "T0MILEPOST U0DANA", "allow": "1"}
        async with session.post(address(server), data=form, allow_redirects=False) as answer:
            assert answer.status == 302
            assert query(answer.headers["Location"])["code"]


async def test_tokens_that_rotate_end_after_twelve_hours(start: Start) -> None:
    manifest = {"settings": {"token_rotation_enabled": True}}
    server = await start(manifest=manifest)
    answer = await exchange(server, query(server.person("U0DANA").install(address(server)))["code"])
    assert answer["expires_in"] == 43_200
    client = AsyncWebClient(token=answer["access_token"], base_url=server.api_url, retry_handlers=[])
    assert (await client.auth_test())["ok"]
    server.clock.advance(timedelta(hours=12))
    assert await code(client.auth_test()) == "token_expired"

    def refresh() -> Any:
        return client.oauth_v2_access(
            client_id=server.client_id,
            client_secret=server.client_secret,
            grant_type="refresh_token",
            refresh_token=answer["refresh_token"],
        )

    fresh: Any = await refresh()
    renewed = AsyncWebClient(token=fresh["access_token"], base_url=server.api_url, retry_handlers=[])
    assert (await renewed.auth_test())["ok"]
    assert await code(refresh()) == "invalid_refresh_token"
