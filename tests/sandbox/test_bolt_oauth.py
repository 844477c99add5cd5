"""A second workspace installs the app through the published Bolt's own OAuth flow."""

import html
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ChannelSeed, PersonSeed, SandboxServer, WorkspaceSeed
from tests.sandbox.conftest import Start
from tests.sandbox.test_delivery import serve
from tests.sandbox.test_messages import code

# The SDK still sends its credentials in a way that the newest aiohttp announces to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
OTHER = WorkspaceSeed(
    "T0OTHER",
    "Other District",
    "other",
    [PersonSeed("U0ADA", "Ada Boone", "ada@other.example")],
    [ChannelSeed("C0OTHER", "other-leadership", ["U0ADA"])],
)
SCOPES = ["chat:write", "commands"]
MANIFEST: dict[str, Any] = {
    "features": {"slash_commands": [{"command": "/milepost"}]},
    "settings": {"event_subscriptions": {"bot_events": ["tokens_revoked", "app_uninstalled"]}},
}


def app_of(server: SandboxServer, folder: Path) -> tuple[AsyncApp, list[Any]]:
    """Give an app that knows no token of its own: it installs, and looks tokens up."""
    client = AsyncWebClient(base_url=server.api_url, retry_handlers=[])
    store = FileInstallationStore(base_dir=str(folder / "installations"), client_id=server.client_id)
    settings = AsyncOAuthSettings(
        client_id=server.client_id,
        client_secret=server.client_secret,
        scopes=SCOPES,
        authorization_url=f"{server.url}/oauth/v2/authorize",
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(folder / "states")),
    )
    app = AsyncApp(
        signing_secret=server.signing_secret,
        oauth_flow=AsyncOAuthFlow(settings=settings, client=client),
        client=client,
        installation_store=store,
        process_before_response=True,
    )
    app.enable_token_revocation_listeners()
    heard: list[Any] = []

    @app.command("/milepost")
    async def milepost(ack: Any, context: Any, say: Any) -> None:
        heard.append((context.team_id, context.bot_token))
        await say(f"Hello {context.team_id}")
        await ack()

    return app, heard


async def install(server: SandboxServer, base: str, who: str, team: str) -> str:
    """Go the way of a browser: the app's page, the consent, back to the app; gives its last page."""
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{base}/slack/install") as page:
            assert page.status == 200
            address = html.unescape((await page.text()).split('href="http')[1].split('"')[0])
            state = page.cookies["slack-app-oauth-state"].value
        form = {"who": f"{team} {who}", "allow": "1"}
        async with browser.post(f"http{address}", data=form, allow_redirects=False) as consent:
            back = consent.headers["Location"]
        cookie = {"Cookie": f"slack-app-oauth-state={state}"}
        query = back.partition("?")[2]
        async with browser.get(f"{base}/slack/oauth_redirect?{query}", headers=cookie) as done:
            assert done.status == 200, await done.text()
            return await done.text()


async def test_each_workspace_is_served_with_its_own_token(start: Start, tmp_path: Path) -> None:
    server = await start(delivery="http", ack_seconds=2.0, manifest=MANIFEST | {"oauth_config": {}})
    server.add_workspace(OTHER)
    app, heard = app_of(server, tmp_path)
    runner, url = await serve(app.web_app("/slack/events"))
    base = url.removesuffix("/slack/events")
    server.set_request_url(url)
    server.world.manifest.body["oauth_config"]["redirect_urls"] = [f"{base}/slack/oauth_redirect"]
    assert "Thank you" in await install(server, base, "U0ADA", "T0OTHER")
    assert "Thank you" in await install(server, base, "U0DANA", server.team_id)
    ada, dana = server.person("U0ADA", team_id="T0OTHER"), server.person("U0DANA")
    await ada.command("/milepost", channel="C0OTHER")
    await dana.command("/milepost", channel="C0LEAD")
    assert [m.text for m in ada.messages("C0OTHER")] == ["Hello T0OTHER"]
    assert [m.text for m in dana.messages("C0LEAD")] == [f"Hello {server.team_id}"]
    (first, ours), (second, theirs) = heard
    assert {first, second} == {"T0OTHER", server.team_id}
    assert ours != theirs
    server.uninstall("T0OTHER")
    await server.settle()
    gone = AsyncWebClient(token=ours, base_url=server.api_url, retry_handlers=[])
    assert await code(gone.auth_test()) == "account_inactive"
    store = FileInstallationStore(base_dir=str(tmp_path / "installations"), client_id=server.client_id)
    assert store.find_bot(enterprise_id=None, team_id="T0OTHER") is None
    assert store.find_bot(enterprise_id=None, team_id=server.team_id) is not None
    await runner.cleanup()
