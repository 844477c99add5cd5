"""Root-cause sessions as a team works through them in Slack."""

from __future__ import annotations

import asyncio

import pytest
from sqlmodel import col, select

from bot.sandbox.person import Person as Hands
from storage.database import Database
from storage.tables import CauseVote, PossibleCause, RootCauseSession
from storage.vocabulary_rootcause import SessionState
from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town, a_town

LEADERS = "C0CEDAR"


async def begun(town: Town, hands: Hands, command: str) -> None:
    """Start a session in the leadership channel."""
    await hands.command(command, channel=LEADERS)
    await settle(town)


async def say_because(town: Town, hands: Hands, button: str, message_at: int, **typed: str) -> None:
    """Press a button of a message and answer."""
    message = hands.messages(LEADERS)[message_at]
    await hands.click(message, button)
    await hands.until(lambda: hands.modal is not None)
    sent = await hands.submit(typed)
    assert sent.closed, sent
    await settle(town)


async def test_whys_go_down_to_a_cause_that_one_can_change(town: Town) -> None:
    carla, paula = town.person("carla"), town.person("paula")
    await begun(town, carla, "/milepost whys seventh graders cannot explain their steps")
    (root,) = carla.messages(LEADERS)
    assert "seventh graders cannot explain their steps" in root.text
    await say_because(
        town, carla, "cause.add", 0, words="They are not asked to", evidence="Four class visits"
    )
    (step,) = carla.thread(carla.messages(LEADERS)[0])[1:]
    assert "Why?* “They are not asked to”" in step.text
    await paula.click(step, "cause.add")
    await paula.until(lambda: paula.modal is not None)
    assert (await paula.submit({"words": "Our lesson plans have no place for it"})).closed
    await settle(town)
    shown = words_of(carla.messages(LEADERS)[0].blocks)
    assert "• They are not asked to" in shown
    assert "\u2003• Our lesson plans have no place for it" in shown
    deepest = carla.thread(carla.messages(LEADERS)[0])[-1]
    await carla.click(deepest, "cause.closer")
    await carla.until(lambda: carla.modal is not None)
    look = {
        "test:D-T1": "yes",
        "test:D-T4": "no",
        "test:D-T9": "no",
        "power": "ours",
        "cause": "schedule",
        "practice": "2b",
        "choice": ["yes"],
    }
    sent = await carla.submit(look)
    await town.quiet()
    assert carla.modal is not None
    assert "look for what would" in words_of(carla.modal["blocks"])
    assert "a card without a name" in words_of(carla.modal["blocks"])
    await settle(town)
    await carla.click(carla.messages(LEADERS)[0], "session.finish")
    await settle(town)
    told = words_of(carla.messages(LEADERS)[0].blocks)
    assert "Where we start" in told
    assert "It points to practice 2b" in told
    with town.database.reading() as session:
        kept = session.exec(select(RootCauseSession)).one()
        assert kept.state is SessionState.DONE
        assert [one.practice for one in session.exec(select(PossibleCause)) if one.is_chosen] == ["2b"]
    assert not sent.errors


async def test_words_that_stop_at_money_are_asked_about_once(town: Town) -> None:
    carla = town.person("carla")
    await begun(town, carla, "/milepost whys nobody runs the science night")
    await carla.click(carla.messages(LEADERS)[0], "cause.add")
    await carla.until(lambda: carla.modal is not None)
    first = await carla.submit({"words": "There is no money for it"})
    assert not first.closed
    assert carla.modal is not None
    assert "Suppose there were none to be had" in words_of(carla.modal["blocks"])
    assert (await carla.submit({})).closed
    await settle(town)
    assert "There is no money for it" in words_of(carla.messages(LEADERS)[0].blocks)


async def three_add(town: Town) -> list[Hands]:
    """Three people who add a cause each to a fishbone at the same moment, and find all of them there."""
    hands = [town.person(one) for one in ("carla", "paula", "dana")]
    await begun(town, hands[0], "/milepost fishbone families do not come to conferences")
    assert hands[0].messages(LEADERS)[0].blocks[2]["type"] == "image"

    async def add(one: Hands, which: int) -> None:
        message = hands[0].messages(LEADERS)[0]
        await one.click(message, "cause.add")
        await one.until(lambda: one.modal is not None)
        assert one.modal is not None
        menu = next(block["element"] for block in one.modal["blocks"] if block["block_id"] == "bone")
        bone = menu["options"][which]["value"]
        assert (await one.submit({"words": f"Cause {which}", "bone": bone})).closed

    await asyncio.gather(*(add(one, which) for which, one in enumerate(hands)))
    await settle(town)
    shown = hands[0].messages(LEADERS)[0]
    assert all(f"Cause {which}" in words_of(shown.blocks) for which in range(3))
    picture = next(block for block in shown.blocks if block["type"] == "image")
    assert "3 possible causes" in picture["alt_text"]
    return hands


async def test_three_people_add_causes_at_the_same_moment(town: Town) -> None:
    await three_add(town)


@pytest.mark.postgres
async def test_three_people_add_and_vote_at_the_same_moment_on_postgresql(
    postgres_database: Database,
) -> None:
    """Many connections write at once there; SQLite has one writer (the test above goes through it)."""
    async with a_town(postgres_database) as town:
        hands = await three_add(town)
        with town.database.reading() as session:
            causes = session.exec(select(PossibleCause.id).order_by(col(PossibleCause.id))).all()

        async def dot(one: Hands) -> None:
            await one.click(hands[0].messages(LEADERS)[0], "cause.vote")
            await one.until(lambda: one.modal is not None)
            assert (await one.submit({"causes": [str(cause) for cause in causes]})).closed

        await asyncio.gather(*(dot(one) for one in hands))
        await settle(town)
        assert words_of(hands[0].messages(LEADERS)[0].blocks).count("3 dots") == 3


async def test_dots_can_be_moved_and_a_pause_keeps_everything(town: Town) -> None:
    carla = town.person("carla")
    await begun(town, carla, "/milepost fishbone substitutes are not prepared")
    for words in ("No folder", "No phone list"):
        await carla.click(carla.messages(LEADERS)[0], "cause.add")
        await carla.until(lambda: carla.modal is not None)
        assert carla.modal is not None
        menu = next(block["element"] for block in carla.modal["blocks"] if block["block_id"] == "bone")
        assert (await carla.submit({"words": words, "bone": menu["options"][0]["value"]})).closed
        await settle(town)
    with town.database.reading() as session:
        first, second = session.exec(select(PossibleCause.id).order_by(col(PossibleCause.id))).all()
    for dots in ([first, second], [second]):
        await carla.click(carla.messages(LEADERS)[0], "cause.vote")
        await carla.until(lambda: carla.modal is not None)
        assert (await carla.submit({"causes": [str(one) for one in dots]})).closed
        await settle(town)
    with town.database.reading() as session:
        assert [one.cause_id for one in session.exec(select(CauseVote))] == [second]
    await carla.click(carla.messages(LEADERS)[0], "session.pause")
    await settle(town)
    assert "It waits here" in words_of(carla.messages(LEADERS)[0].blocks)
    await carla.click(carla.messages(LEADERS)[0], "session.pause")
    await settle(town)
    assert "No phone list" in words_of(carla.messages(LEADERS)[0].blocks)


async def test_a_lagging_item_opens_whys_in_the_digests_thread(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    digest = paula.messages(LEADERS)[0]
    item = next(one for one in paula.thread(digest)[1:] if "whys.start" in str(one.blocks))
    await paula.click(item, "whys.start")
    await paula.click(item, "whys.start")
    await settle(town)
    thread = paula.thread(digest)[1:]
    opened = [one for one in thread if "What we see" in one.text]
    assert len(opened) == 1
    told = [one for one in thread if one.ephemeral]
    assert [one.text.startswith("Your 5 Whys are in this thread") for one in told] == [True, True]
    assert not any(one.ephemeral for one in paula.messages(LEADERS))
