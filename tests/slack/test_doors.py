"""Who is let in: signed, recent, known; and once."""

from __future__ import annotations

import io
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.sandbox.delivery.http import signature
from storage import workspaces
from tests.slack.notes import notes
from tests.town import Town


def submission(town: Town, team: str = "T0MILEPOST", trigger: str = "1.2.a") -> bytes:
    """A form sent off, as Slack writes it."""
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "modal.checkin_success",
        "blocks": [],
        "state": {"values": {"words": {"input": {"type": "plain_text_input", "value": "50% + ünï & <b>"}}}},
    }
    body = {
        "type": "view_submission",
        "team": {"id": team, "domain": "x"},
        "user": {"id": "U0DANA", "team_id": team},
        "api_app_id": "A1",
        "trigger_id": trigger,
        "view": view,
    }
    return urlencode({"payload": json.dumps(body)}).encode()


async def send(town: Town, raw: bytes, **changes: Any) -> tuple[int, str]:
    """Post a request to the bot as Slack would; `changes` to how it is signed."""
    timestamp = changes.get("timestamp", str(int(time.time()) - changes.get("age", 0)))
    headers = {
        "Content-Type": changes.get("content_type", "application/x-www-form-urlencoded"),
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": changes.get(
            "signed", signature(changes.get("secret", town.server.signing_secret), timestamp, raw)
        ),
    }
    url = f"http://127.0.0.1:{town.milepost.port}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(raw), headers=headers) as response,
    ):
        return response.status, await response.text()


async def test_a_signed_request_is_let_in(http_town: Town) -> None:
    assert await send(http_town, submission(http_town)) == (200, "")
    assert notes(http_town.database) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"secret": "somebody else's"},
        {"signed": ""},
        {"signed": "v0=00"},
        {"timestamp": "yesterday"},
        {"timestamp": ""},
        {"timestamp": "-5"},
        {"age": 600},
        {"age": -600},
    ],
    ids=str,
)
async def test_a_request_that_slack_did_not_just_sign_is_refused(
    http_town: Town, changes: dict[str, Any]
) -> None:
    status, _ = await send(http_town, submission(http_town), **changes)
    assert status == 401
    assert notes(http_town.database) == 0


async def test_a_changed_body_is_refused(http_town: Town) -> None:
    raw = submission(http_town)
    timestamp = str(int(time.time()))
    signed = signature(http_town.server.signing_secret, timestamp, raw)
    status, _ = await send(http_town, raw.replace(b"U0DANA", b"U0PAUL"), timestamp=timestamp, signed=signed)
    assert status == 401


async def test_an_unknown_workspace_is_refused(http_town: Town) -> None:
    status, text = await send(http_town, submission(http_town, team="T0OTHER"))
    assert (status, "unknown workspace" in text) == (403, True)
    assert notes(http_town.database) == 0


async def test_a_stopped_workspace_is_refused(http_town: Town) -> None:
    http_town.server.uninstall()
    await http_town.quiet()
    assert (await send(http_town, submission(http_town)))[0] == 403
    with http_town.database.reading() as session:
        assert workspaces.served(session)[0].stopped_reason is not None


async def test_the_same_request_again_is_answered_again_and_does_nothing(http_town: Town) -> None:
    answers = [await send(http_town, submission(http_town)) for _ in range(3)]
    assert answers == [(200, "")] * 3
    assert notes(http_town.database) == 1


async def test_an_event_that_comes_twice_is_taken_once(either_town: Town) -> None:
    either_town.server.faults.add("app_home_opened", "duplicate_event")
    await either_town.person("dana").open_home()
    await either_town.quiet()
    assert notes(either_town.database) == 1


async def test_slack_can_check_the_address(http_town: Town) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    status, text = await send(http_town, challenge, content_type="application/json")
    assert (status, json.loads(text)) == (200, {"challenge": "abc"})
    assert (await send(http_town, b"ssl_check=1&token=x", signed=""))[0] == 200


@pytest.mark.parametrize("raw", [b"", b"payload=%7B", b"payload=[]", b"payload=7"], ids=repr)
async def test_what_cannot_be_read_is_refused(http_town: Town, raw: bytes) -> None:
    assert (await send(http_town, raw))[0] == 400


async def test_what_is_not_utf8_is_refused(http_town: Town) -> None:
    assert (await send(http_town, b"payload=\xff\xfe", signed="v0=00"))[0] == 401


async def test_a_request_that_is_too_large_is_refused(http_town: Town) -> None:
    assert (await send(http_town, b"payload=" + b"x" * 1_048_576))[0] == 413


async def test_health_is_told(http_town: Town) -> None:
    url = f"http://127.0.0.1:{http_town.milepost.port}/healthz"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
        assert (await response.json())["ok"] is True
