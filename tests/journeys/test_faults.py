"""A month in bad weather: Slack limits, fails and breaks off, and Milepost is restarted in the middle."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlmodel import col, select

from bot.ids import Act
from bot.slack.reconcile import EVENT_TYPE
from storage.tables import CheckIn, Delivery
from storage.vocabulary import DeliveryState
from tests.people import CHANNELS, PEOPLE
from tests.town import Town

KINDS = (
    "cut_after",
    *(pytest.param(kind, marks=pytest.mark.thorough) for kind in ("429", "5xx", "cut_before")),
)


def keys_in_slack(town: Town) -> Counter[str]:
    """How often each delivery's key stands in Slack, as the people there see it."""
    keys: Counter[str] = Counter()
    places = {place: members[0] for place, (_, members) in CHANNELS.items()}
    seen = [(town.person(who), place) for place, who in places.items()]
    seen += [(town.person(who), town.person(who).dm()) for who in PEOPLE]
    for person, place in seen:
        for top in person.messages(place):
            for message in person.thread(top) if top.reply_count else [top]:
                if message.metadata and message.metadata["event_type"] == EVENT_TYPE:
                    keys[message.metadata["event_payload"]["key"]] += 1
    return keys


def deliveries(town: Town) -> list[Delivery]:
    """Every delivery as it is stored."""
    with town.database.reading() as session:
        return list(session.exec(select(Delivery)))


async def answer(town: Town, who: str) -> None:
    """Say that all is on track, as soon as Slack lets one."""
    person = town.person(who)
    prompt = next(
        message
        for message in person.messages(person.dm())
        if any(
            e.get("action_id") == Act.CHECKIN_ALL_ON_TRACK
            for b in message.blocks
            for e in b.get("elements", [])
        )
    )
    outcome = await person.click(prompt, Act.CHECKIN_ALL_ON_TRACK)
    assert outcome.error is None


@pytest.mark.parametrize("kind", KINDS)
async def test_a_month_in_bad_weather_says_everything_once(town: Town, kind: str) -> None:
    town.server.faults.add("*", kind, share=0.25, seconds=1)
    town.server.faults.add("events_api", "duplicate_event", share=0.5)
    await town.go_to("2026-09-25 12:00")
    await answer(town, "dana")
    await town.go_to("2026-09-29 12:00")
    await town.restart()
    await town.go_to("2026-10-02 18:00")
    town.server.faults.clear()
    await town.go_to("2026-10-03 18:00")
    stored = deliveries(town)
    assert {one.state for one in stored} <= {DeliveryState.SENT, DeliveryState.SKIPPED}
    assert not any(one.doubtful for one in stored)
    sent = [one.key for one in stored if one.state is DeliveryState.SENT]
    assert len(sent) > 8
    assert keys_in_slack(town) == Counter(sent)


async def test_an_answer_that_was_given_in_bad_weather_counts_once(town: Town) -> None:
    await town.go_to("2026-09-25 12:00")
    town.server.faults.add("chat.update", "cut_after", times=2)
    await answer(town, "dana")
    await town.go_to("2026-09-26 12:00")
    with town.database.reading() as session:
        answered = session.exec(select(CheckIn).where(col(CheckIn.answered_at).is_not(None))).all()
    assert [one.asked_person_id for one in answered] == [town.cast.people["dana"]]
