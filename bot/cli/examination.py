"""Examines what Slack says of an installation: its tokens, its permissions, its clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Mode, Settings
from bot.slack.client import make_client, open_session
from bot.slack.manifest import SCOPES
from bot.words import Words

SKEW = 60
"""Seconds by which this machine's clock may differ from Slack's; from 300 on Slack's requests are refused."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report."""

    name: str
    ok: bool
    message: str


async def examine_slack(words: Words, settings: Settings) -> list[Finding]:
    """Give what there is to say of Slack."""
    async with open_session() as session:
        client = make_client(session, settings.slack_api_url, settings.slack_bot_token.get_secret_value())
        return [finding async for finding in _findings(words, settings, client)]


async def _findings(words: Words, settings: Settings, client: AsyncWebClient) -> AsyncIterator[Finding]:
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        yield Finding(
            "bot_token", False, words.label("start.token_refused", code=error.response.get("error"))
        )
        return
    except (aiohttp.ClientError, TimeoutError):
        yield Finding("slack", False, words.label("start.slack_unreachable"))
        return
    yield Finding(
        "bot_token", True, words.label("doctor.bot_token", team=who.get("team"), bot=who.get("user"))
    )
    yield _scopes(words, who)
    yield _clock(words, who)
    yield await _reach(words, settings, client)


def _scopes(words: Words, who: AsyncSlackResponse) -> Finding:
    """Whether every permission was given that Milepost asks for."""
    granted = {scope.strip() for scope in str(who.headers.get("x-oauth-scopes") or "").split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if not missing:
        return Finding("scopes", True, words.label("doctor.scopes", count=len(SCOPES)))
    uses = "; ".join(f"{scope} ({words.label(SCOPES[scope])})" for scope in missing)
    return Finding("scopes", False, words.label("doctor.scopes_missing", uses=uses))


def _clock(words: Words, who: AsyncSlackResponse) -> Finding:
    """Whether this machine knows what time it is."""
    said = who.headers.get("Date")
    apart = abs((datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds()) if said else 0.0
    label = "doctor.clock" if apart <= SKEW else "doctor.clock_wrong"
    return Finding("clock", apart <= SKEW, words.label(label, seconds=round(apart)))


async def _reach(words: Words, settings: Settings, client: AsyncWebClient) -> Finding:
    """Whether Slack can reach Milepost, as far as that can be said from here."""
    if settings.mode is Mode.HTTP:
        if settings.public_url is None:
            return Finding("public_url", False, words.label("doctor.no_public_url"))
        return Finding("public_url", True, words.label("doctor.public_url", url=settings.public_url))
    assert settings.slack_app_token is not None
    try:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        code = error.response.get("error")
        return Finding("app_token", False, words.label("start.app_token_refused", code=code))
    return Finding("app_token", True, words.label("doctor.app_token"))
