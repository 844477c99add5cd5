"""Bolt's app, set up as measuring decided: answers at once, checks nothing twice, calls nobody itself."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import logger
from bot.slack.tenants import Tenants


def make_app(client: AsyncWebClient, tenants: Tenants) -> AsyncApp:
    """Give the app; `client` has no token of its own, each workspace's comes from `tenants`.

    Signatures, `ssl_check` and `url_verification` are the HTTP door's; the door hands over decoded requests.
    """

    async def authorize(team_id: str | None) -> AuthorizeResult | None:
        return await tenants.authorize(team_id)

    return AsyncApp(
        name="milepost.slack.bolt",  # Bolt gives the logger of this name the level of `logger`
        logger=logger,
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # None means: not here
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
