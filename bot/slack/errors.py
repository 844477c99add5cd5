"""Slack's errors, sorted by what is to be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError

LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=5)
FILE_WAIT = timedelta(seconds=2)
QUOTA_WAIT = timedelta(hours=1)

_TOKEN = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required"}
)
_PACE = frozenset({"ratelimited", "rate_limited"})
_UNSURE = frozenset({"internal_error", "fatal_error", "request_timeout"})
_PASSING = frozenset(
    {"service_unavailable", "team_added_to_org", "external_channel_migrating", "accesslimited"}
)


class Remedy(StrEnum):
    """What is to be done."""

    RETRY = "retry"
    STOP_DELIVERY = "stop_delivery"
    STOP_WORKSPACE = "stop_workspace"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An error, judged. `doubtful`: the call may have been carried out; `paced`: the method must rest."""

    remedy: Remedy
    code: str
    wait: timedelta = timedelta()
    doubtful: bool = False
    paced: bool = False


def judge(error: Exception, attempts: int) -> Verdict:
    """Judge what a call raised, at its `attempts`-th repetition (0 for the first time)."""
    if isinstance(error, SlackApiError):
        return _answered(error, attempts)
    known = isinstance(error, aiohttp.ClientError | TimeoutError)
    reached = not isinstance(error, aiohttp.ClientConnectorError)
    return Verdict(Remedy.RETRY, "unreachable" if known else "fault", backoff(attempts), doubtful=reached)


def _answered(error: SlackApiError, attempts: int) -> Verdict:
    response = error.response
    code = str(response.get("error") or "") if isinstance(response.data, dict) else ""
    if response.status_code == 429 or code in _PACE:
        wait = timedelta(seconds=float(response.headers.get("Retry-After") or 30))
        return Verdict(Remedy.RETRY, "ratelimited", wait, paced=True)
    if response.status_code >= 500 or code in _UNSURE or not code:
        return Verdict(Remedy.RETRY, code or "server_error", backoff(attempts), doubtful=True)
    if code in _PASSING:
        return Verdict(Remedy.RETRY, code, backoff(attempts))
    if code == "message_limit_exceeded":
        return Verdict(Remedy.RETRY, code, QUOTA_WAIT)
    if "invalid slack file" in str(response.get("response_metadata")):
        return Verdict(Remedy.RETRY, "file_not_ready", FILE_WAIT)
    return Verdict(Remedy.STOP_WORKSPACE if code in _TOKEN else Remedy.STOP_DELIVERY, code)


def backoff(attempts: int) -> timedelta:
    """The time to wait before the next attempt: twice as long each time, a quarter of an hour at most."""
    return min(FIRST_WAIT * (1 << min(attempts, 12)), LONGEST_WAIT)
