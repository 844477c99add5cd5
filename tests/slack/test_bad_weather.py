"""Slack on a bad day: slow, limited, broken off. A person gets a message once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from storage.deliveries import freshen
from storage.vocabulary import DeliveryState
from storage.workspaces import served
from tests.slack.notes import delivery, note_wish, send
from tests.town import Town

PEOPLE = ("dana", "marcus", "ines", "omar", "tess", "joy", "ben", "lena")


def send_to_all(town: Town) -> None:
    """Write a message to each of the people, and a thread in the channel."""
    people = town.cast.people
    wishes = [
        note_wish(town.cast.workspace_id, f"to {who}", town.now, person_id=people[who]) for who in PEOPLE
    ]
    send(
        town.database,
        [*wishes, note_wish(town.cast.workspace_id, "top", town.now, channel="C0CEDAR")],
        town.now,
    )
    top = delivery(town.database, "top").id
    replies = [note_wish(town.cast.workspace_id, f"reply {n}", town.now, parent_id=top) for n in range(4)]
    send(town.database, replies, town.now)


def seen(town: Town) -> Counter[str]:
    """How often each text stands in Slack."""
    texts = Counter(message.text for who in PEOPLE for message in town.person(who).messages())
    paula = town.person("paula")
    for message in paula.messages("C0CEDAR"):
        texts.update(one.text for one in paula.thread(message))
    return texts


def everything() -> Counter[str]:
    return Counter([f"to {who}" for who in PEOPLE] + ["top"] + [f"reply {n}" for n in range(4)])


@pytest.mark.parametrize("kind", ["429", "5xx", "cut_before", "cut_after"])
@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.open", "*"])
async def test_everybody_gets_everything_once(town: Town, kind: str, method: str) -> None:
    send_to_all(town)
    town.server.faults.add(method, kind, share=0.5, times=25, seconds=2)
    await town.beat()
    await town.go_to(town.now + timedelta(hours=4))
    assert seen(town) == everything()


async def test_a_message_whose_answer_was_lost_is_found_and_not_sent_again(any_town: Town) -> None:
    town = any_town
    send_to_all(town)
    town.server.faults.add("chat.postMessage", "cut_after", times=5)
    await town.beat()
    await town.go_to(town.now + timedelta(hours=1))
    assert seen(town) == everything()
    assert len(town.bodies("chat.postMessage")) == len(everything())
    assert town.bodies("conversations.history")


async def test_after_a_429_the_method_rests_for_everybody(town: Town) -> None:
    send_to_all(town)
    town.server.faults.add("chat.postMessage", "429", times=1, seconds=30)
    await town.beat()
    refused = len(town.bodies("chat.postMessage"))
    await town.beat()
    assert len(town.bodies("chat.postMessage")) == refused
    await town.go_to(town.now + timedelta(seconds=31))
    assert seen(town) == everything()


async def test_a_change_that_comes_while_a_message_is_lost_is_shown_in_the_end(town: Town) -> None:
    workspace = town.cast.workspace_id
    send(
        town.database,
        [note_wish(workspace, "news", town.now, channel="C0CEDAR", about="check-in:1")],
        town.now,
    )
    town.server.faults.add("chat.postMessage", "cut_after", times=1)
    await town.beat()
    with town.database.begin() as session:
        freshen(session, workspace, "check-in:1", ["note"], town.now)
    await town.go_to(town.now + timedelta(hours=1))
    stored = delivery(town.database, "news")
    assert stored.state is DeliveryState.SENT
    assert stored.sent == stored.wanted
    assert len(town.person("paula").messages("C0CEDAR")) == 1


async def test_a_revoked_token_stops_the_workspace_and_keeps_its_messages(town: Town) -> None:
    send_to_all(town)
    town.server.world.tokens[town.server.bot_token].revoked = True
    await town.beat()
    with town.database.reading() as session:
        assert served(session)[0].stopped_reason == "token_revoked"
    attempts = len(town.server.calls)
    await town.beat()
    assert len(town.server.calls) == attempts
    assert not (await town.milepost.health())["ok"]
    town.server.world.tokens[town.server.bot_token].revoked = False
    await town.restart()
    await town.go_to(town.now + timedelta(hours=1))
    assert seen(town) == everything()


async def test_being_uninstalled_stops_the_workspace(town: Town) -> None:
    town.server.uninstall()
    await town.quiet()
    send_to_all(town)
    calls = len(town.bodies("conversations.open"))
    await town.beat()
    assert len(town.bodies("conversations.open")) == calls
    with town.database.reading() as session:
        assert served(session)[0].stopped_reason
