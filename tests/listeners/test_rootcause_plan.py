"""What a root-cause session is for: its cause in the digest, in the plan's change, and on record."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from bot.sandbox.person import Person as Hands
from storage.tables import PossibleCause, RootCauseSession
from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town

LEADERS = "C0CEDAR"


def sessions(town: Town) -> list[RootCauseSession]:
    """All sessions, oldest first."""
    with town.database.reading() as session:
        return list(session.exec(select(RootCauseSession)))


def causes(town: Town) -> list[PossibleCause]:
    """All causes, oldest first."""
    with town.database.reading() as session:
        return list(session.exec(select(PossibleCause)))


async def fill(town: Town, hands: Hands, message: Any, button: str, **typed: Any) -> None:
    """Press a button of a message, and send the window that opens."""
    await hands.click(message, button)
    await hands.until(lambda: hands.modal is not None)
    assert (await hands.submit(typed)).errors == {}
    await settle(town)
    if hands.modal is not None:  # what to ask before one settles on it
        await hands.close(everything=True)


async def settled(town: Town, hands: Hands, at: int, **look: Any) -> None:
    """Give one cause, choose it, and finish."""
    await fill(
        town, hands, hands.messages(LEADERS)[at], "cause.add", words="Nobody covers for us", evidence="Logs"
    )
    step = hands.thread(hands.messages(LEADERS)[at])[-1]
    await fill(town, hands, step, "cause.closer", power="ours", cause="schedule", choice=["yes"], **look)
    await hands.click(hands.messages(LEADERS)[at], "session.finish")
    await settle(town)


async def test_an_actions_number_begins_about_it_and_its_cause_reaches_the_plan(town: Town) -> None:
    await tell_september(town)
    carla, action = town.person("carla"), town.cast.actions["cedar 1.1.1.2"]
    await carla.command("/milepost whys 1.1.1.2", channel=LEADERS)
    await settle(town)
    if not sessions(town):  # two schools have such an action
        assert carla.modal is not None
        menu = next(one["element"] for one in carla.modal["blocks"] if one["block_id"] == "item")
        assert str(action) in [one["value"] for one in menu["options"]]
        assert (await carla.submit({"item": str(action)})).closed
        await settle(town)
    assert [one.action_id for one in sessions(town)] == [action]
    await settled(town, carla, -1)
    assert "It is on record with the action" in words_of(carla.messages(LEADERS)[-1].blocks)
    digest = next(one for one in carla.messages(LEADERS) if "September" in one.text)
    item = next(one for one in carla.thread(digest)[1:] if "whys.start" in str(one.blocks))
    assert "*The team found:* “Nobody covers for us” · _seen: Logs_" in words_of(item.blocks)
    paula = town.person("paula")
    await paula.click(carla.messages(LEADERS)[-1], "lag.adjust")
    await paula.until(lambda: paula.modal is not None)
    assert paula.modal is not None
    form = {one["block_id"]: one["element"] for one in paula.modal["blocks"] if "element" in one}
    assert form["cause"]["initial_option"]["value"] == "schedule"
    assert form["cause_words"]["initial_value"] == "Nobody covers for us"


async def test_a_number_that_is_nobodys_says_so(town: Town) -> None:
    carla = town.person("carla")
    await carla.command("/milepost whys 9.9.9", channel=LEADERS)
    await settle(town)
    assert sessions(town) == []
    await carla.command("/milepost whys 9.9.9 pages are missing", channel=LEADERS)
    await settle(town)
    assert [one.problem for one in sessions(town)] == ["9.9.9 pages are missing"]


async def test_words_without_an_action_go_on_record_later(town: Town) -> None:
    carla, action = town.person("carla"), town.cast.actions["cedar 1.1.1.2"]
    await carla.command("/milepost whys nobody comes", channel=LEADERS)
    await settle(town)
    await settled(town, carla, 0)
    await fill(town, carla, carla.messages(LEADERS)[0], "session.record", item=str(action))
    assert [one.action_id for one in sessions(town)] == [action]
    assert "lag.adjust" in str(carla.messages(LEADERS)[0].blocks)


async def test_only_its_author_says_it_better_or_takes_it_back(town: Town) -> None:
    carla, paula = town.person("carla"), town.person("paula")
    await carla.command("/milepost whys nobody comes", channel=LEADERS)
    await settle(town)
    await fill(town, carla, carla.messages(LEADERS)[0], "cause.add", words="They are bsuy")
    step = carla.thread(carla.messages(LEADERS)[0])[1]
    await fill(town, paula, step, "cause.add", words="We ask too late")
    await paula.click(step, "cause.closer")
    await paula.until(lambda: paula.modal is not None)
    assert paula.modal is not None
    assert "words" not in [one["block_id"] for one in paula.modal["blocks"]]
    await paula.close(everything=True)
    await fill(town, carla, step, "cause.closer", words="They are busy")
    assert [one.words for one in causes(town)] == ["They are busy", "We ask too late"]
    await fill(town, carla, step, "cause.closer", choice=["withdraw"])
    first, second = causes(town)
    assert first.withdrawn_at is not None
    assert second.parent_id is None
    shown = words_of(carla.messages(LEADERS)[0].blocks)
    assert "They are busy" not in shown
    assert "• We ask too late" in shown
    assert "taken back" in carla.thread(carla.messages(LEADERS)[0])[1].text


async def test_a_cause_is_looked_at_closely_from_the_fishbone_itself(town: Town) -> None:
    carla = town.person("carla")
    await carla.command("/milepost fishbone nobody comes", channel=LEADERS)
    await settle(town)
    for words in ("They are busy", "We ask too late"):
        with_bone = carla.messages(LEADERS)[0]
        await carla.click(with_bone, "cause.add")
        await carla.until(lambda: carla.modal is not None)
        assert carla.modal is not None
        bone = next(one["element"] for one in carla.modal["blocks"] if one["block_id"] == "bone")
        assert (await carla.submit({"words": words, "bone": bone["options"][0]["value"]})).closed
        await settle(town)
    chosen = causes(town)[1]
    await carla.click(carla.messages(LEADERS)[0], "cause.closer")
    await carla.until(lambda: carla.modal is not None)
    await carla.click_view("cause.pick", f"{chosen.session_id}:{chosen.id}")
    await town.quiet()
    assert carla.modal is not None
    assert "We ask too late" in words_of(carla.modal["blocks"])
    look = {"power": "district", "practice": "2b", "choice": ["yes"]}
    assert (await carla.submit(look)).errors == {}
    await settle(town)
    await carla.close(everything=True)
    await carla.click(carla.messages(LEADERS)[0], "session.finish")
    await settle(town)
    assert "*We ask too late*\nIt points to practice 2b" in carla.messages(LEADERS)[0].text
