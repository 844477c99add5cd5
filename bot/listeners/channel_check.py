"""Whether a person may have Milepost write to a channel: both have to be in it."""

from __future__ import annotations

from markupsafe import Markup
from slack_sdk.errors import SlackApiError

from bot.listeners.visit import Visit

MOST_PAGES = 5
PAGE = 1000


async def wrong(visit: Visit, channel: str) -> str | None:
    """Give the sentence (mrkdwn) that says why not, or None where nothing is in the way.

    A public channel is joined; into a private one Milepost has to be invited.
    """
    words = visit.kit.words
    try:
        info = (await visit.client.conversations_info(channel=channel))["channel"]
        if not info.get("is_member"):
            await visit.client.conversations_join(channel=channel)
        if await _is_in(visit, channel):
            return None
    except SlackApiError:  # not there, private, archived: Milepost cannot write to it
        return words.line("subscribe.channel_not_there")
    return words.line("subscribe.channel_not_yours")


def fine(visit: Visit, channel: str) -> str:
    """Give the sentence that says that a channel can be used."""
    return visit.kit.words.line("subscribe.channel_fine", channel=Markup(f"<#{channel}>"))


async def _is_in(visit: Visit, channel: str) -> bool:
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await visit.client.conversations_members(channel=channel, limit=PAGE, cursor=cursor or None)
        if visit.who.slack_user_id in (answer.get("members") or []):
            return True
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return False
    return False
