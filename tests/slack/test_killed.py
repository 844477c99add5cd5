"""A process that is killed while it sends: the next one takes over, and nobody hears anything twice."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.settings import Settings
from storage.deliveries import freshen
from storage.drains import BATCH, LEASE
from storage.vocabulary import DeliveryState
from tests.slack.notes import delivery, note_wish, send
from tests.town import Town, start_milepost

HOME = Path(__file__).parents[2]


def environment(settings: Settings, api_url: str) -> dict[str, str]:
    """The settings as another process is given them."""
    assert settings.slack_app_token is not None
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HOME),
        "MILEPOST_DATABASE_URL": settings.database_url,
        "MILEPOST_SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "MILEPOST_SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
        "MILEPOST_SLACK_API_URL": api_url,
        "MILEPOST_PACE": "false",
    }


async def test_a_message_that_was_posted_but_not_recorded_is_there_once(any_town: Town) -> None:
    town, workspace = any_town, any_town.cast.workspace_id
    slow = note_wish(workspace, "slow", town.now, channel="C0HARBOR", about="check-in:1")
    send(town.database, [slow], town.now)
    await town.beat()
    with town.database.begin() as session:
        freshen(session, workspace, "check-in:1", ["note"], town.now)
    send(town.database, [note_wish(workspace, "news", town.now, channel="C0CEDAR")], town.now)
    town.server.faults.add("chat.update", "latency", seconds=60)  # the batch does not come to its end
    paula = town.person("paula")
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.slack.victim", town.now.isoformat(),
        env=environment(town.settings, town.server.api_url),
    )  # fmt: skip
    await town.server.until(lambda: bool(paula.messages("C0CEDAR")), 30)
    victim.kill()
    await victim.wait()
    assert delivery(town.database, "news").state is DeliveryState.SENDING
    town.server.faults.clear()
    await town.beat()
    assert delivery(town.database, "news").state is DeliveryState.SENDING
    await town.go_to(town.now + LEASE)
    assert [message.text for message in paula.messages("C0CEDAR")] == ["news"]
    assert delivery(town.database, "news").ts == paula.messages("C0CEDAR")[0].ts
    assert delivery(town.database, "slow").state is DeliveryState.SENT


async def test_two_mileposts_share_the_work_and_nobody_hears_anything_twice(any_town: Town) -> None:
    town, workspace = any_town, any_town.cast.workspace_id
    places = ("C0CEDAR", "C0HARBOR", "C0FAMILY")
    texts = [f"{place} {number}" for number in range(2 * BATCH) for place in places]
    send(
        town.database,
        [note_wish(workspace, text, town.now, channel=text.split()[0]) for text in texts],
        town.now,
    )
    other = await start_milepost(town.server, town.settings, town.stories)
    try:
        await asyncio.gather(town.beat(), other.beat())
    finally:
        await other.stop()
    readers = {"C0CEDAR": "paula", "C0HARBOR": "ray", "C0FAMILY": "omar"}
    said = [message.text for place, who in readers.items() for message in town.person(who).messages(place)]
    assert sorted(said) == sorted(texts)
    assert len(town.bodies("chat.postMessage")) == len(texts)
