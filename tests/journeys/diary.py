"""What everybody in the town has seen from Milepost, and a month that is always lived in the same way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.sandbox.person import Message, Person
from bot.slack.reconcile import EVENT_TYPE
from tests.people import CHANNELS, PEOPLE
from tests.town import Town

Step = tuple[str, Callable[[Town], Awaitable[None]]]
Seen = tuple[str, str, str, str]
"""Where, under which key (of the thread, then of the message), and in which words."""


def diary(town: Town) -> list[Seen]:
    """Every message of Milepost that somebody sees, in the order of each conversation."""
    seen: list[Seen] = []
    for place, (_, members) in CHANNELS.items():
        seen += _conversation(town.person(members[0]), place, place)
    for who in PEOPLE:
        seen += _conversation(town.person(who), town.person(who).dm(), who)
    return seen


def keys(town: Town, beginning: str = "") -> list[str]:
    """The keys of all messages that somebody sees."""
    return [key for _, _, key, _ in diary(town) if key.startswith(beginning)]


def texts(town: Town, who: str) -> list[str]:
    """What the app wrote to somebody, threads included."""
    return [text for place, _, _, text in diary(town) if place == who]


def _conversation(person: Person, channel: str, place: str) -> list[Seen]:
    seen = []
    for top in person.messages(channel):
        for message in person.thread(top) if top.reply_count else [top]:
            if message.metadata and message.metadata["event_type"] == EVENT_TYPE:
                seen.append((place, _key(top), _key(message), message.text))
    return seen


def _key(message: Message) -> str:
    return str(((message.metadata or {}).get("event_payload") or {}).get("key", ""))


async def settle(town: Town) -> None:
    """Everything that is due has arrived."""
    await town.quiet()
    await town.beat()
    await town.quiet()


def _waiting(person: Person, channel: str | None = None) -> Message:
    """The newest prompt that somebody can answer."""
    return next(
        message
        for message in reversed(person.messages(channel))
        if any(
            element.get("action_id") == "checkin.all_on_track"
            for block in message.blocks
            for element in block.get("elements", ())
        )
    )


async def all_on_track(town: Town, who: str, channel: str | None = None) -> None:
    """Somebody presses the one button."""
    person = town.person(who)
    outcome = await person.click(_waiting(person, channel), "checkin.all_on_track")
    assert outcome.error is None
    await settle(town)


async def report(town: Town, who: str, action: str, status: str, **details: Any) -> None:
    """Somebody reports one action; `details` are fields of the form for it ("cause", "support")."""
    person, key = town.person(who), town.cast.actions[action]
    await person.click(_waiting(person), "checkin.report")
    await person.until(lambda: person.modal is not None)
    before = (person.modal or {})["hash"]
    await person.click_view("checkin.status", status, f"status:{key}")
    await person.until(lambda: (person.modal or {}).get("hash") != before)
    sent = await person.submit({f"{name}:{key}": value for name, value in details.items()})
    assert sent.errors == {}
    await settle(town)


async def hand_over(town: Town, who: str, to: str) -> None:
    """Somebody asks a colleague to answer."""
    person = town.person(who)
    await person.click(_waiting(person), "checkin.hand_over")
    await person.until(lambda: person.modal is not None)
    sent = await person.submit({"colleague": str(town.cast.people[to])})
    assert sent.errors == {}
    await settle(town)


async def follow(town: Town, who: str) -> None:
    """Somebody wants to hear of everything at once."""
    person = town.person(who)
    await person.command("/milepost subscribe")
    await person.until(lambda: person.modal is not None)
    sent = await person.submit({"severity": "watch", "cadence": "now"})
    assert sent.errors == {}
    while person.modal is not None:
        await person.close()
    await settle(town)


async def away(town: Town, who: str, until: str) -> None:
    """Somebody sets a status in Slack that says that they are away."""
    town.server.set_profile(
        town.cast.slack(who), status_emoji=":palm_tree:", status_text=f"Away until {until}"
    )
    await settle(town)


SEPTEMBER: Sequence[Step] = (
    ("2026-09-02 10:00", lambda town: follow(town, "lena")),
    ("2026-09-23 15:00", lambda town: away(town, "joy", "October 5")),
    ("2026-09-24 10:00", lambda town: hand_over(town, "dana", "marcus")),
    (
        "2026-09-25 11:00",
        lambda town: report(
            town, "marcus", "cedar 1.1.1.2", "behind", cause="staffing", support="A substitute for a day"
        ),
    ),
    ("2026-09-28 10:00", lambda town: all_on_track(town, "ben")),
    ("2026-09-30 16:30", settle),
    ("2026-10-01 12:00", settle),
    ("2026-10-02 09:30", lambda town: all_on_track(town, "omar", "C0FAMILY")),
    ("2026-10-05 12:00", settle),
)
"""Joy is away, so Ben is asked; Dana hands over to Marcus, who is behind; the family team comes late."""


async def live(
    town: Town, steps: Sequence[Step] = SEPTEMBER, between: Callable[[Town], Awaitable[None]] | None = None
) -> None:
    """Live a month; `between` happens before and after each of its steps."""
    for when, act in steps:
        await town.go_to(when)
        await town.quiet()
        if between:
            await between(town)
        await act(town)
        if between:
            await between(town)
