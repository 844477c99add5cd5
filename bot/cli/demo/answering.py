"""How a team of the demo answers its check-in, with its own hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.cli.demo.fate import Fate, Fates
from bot.cli.demo.theater import Theater
from bot.cli.demo.voices import Voices
from bot.ids import Act, Field, Modal, of_action
from bot.sandbox.person import Message, Person
from storage.vocabulary import Status


class Answering:
    """Answers the way the fates have it."""

    def __init__(self, theater: Theater, fates: Fates, voices: Voices) -> None:
        """Speak with `voices`."""
        self._theater = theater
        self._fates = fates
        self._voices = voices

    async def answer(self, person: Person, key: str) -> None:
        """Answer the check-in of a prompt, if it still waits for an answer."""
        message = _find(person, key)
        if message is None or Act.CHECKIN_ALL_ON_TRACK not in _controls({"blocks": message.blocks}):
            return
        today = self._theater.now.date()
        told = [fate.status(today) for fate in self._fates.mentioned(message.text)]
        if any(status in (Status.BEHIND, Status.COMPLETED) for status in told):
            await self._report(person, message, today)
        else:
            await person.click(message, Act.CHECKIN_ALL_ON_TRACK)

    async def go_away(self, person: Person, first: date, last: date) -> None:
        """Say on one's desk that one is away."""
        before = (person.home or {}).get("hash")
        await person.open_home()
        await person.until(lambda: (person.home or {}).get("hash") not in (None, before))
        if Act.HOME_AWAY not in _controls(person.home or {}):
            return  # away already, for another team's sake
        await person.click_home(Act.HOME_AWAY)
        await person.until(lambda: _shows(person, Modal.AWAY))
        await person.submit({Field.FIRST_DAY: first.isoformat(), Field.LAST_DAY: last.isoformat()})
        while person.modal is not None:
            await person.close()

    async def _report(self, person: Person, message: Message, today: date) -> None:
        await person.click(message, Act.CHECKIN_REPORT)
        await person.until(lambda: _shows(person, Modal.CHECKIN_REPORT))
        values: dict[str, Any] = {}
        for block_id, label, initial in _statuses(person):
            fate = self._fates.in_label(label)
            status = fate.status(today)
            if status != initial:
                await self._choose(person, block_id, status)
            values |= self._details(int(block_id.partition(":")[2]), fate, status, today)
        dice = self._fates.dice("success", message.ts)
        if dice.random() < 0.4:
            values[Field.SUCCESSES] = dice.choice(self._voices.successes)
        await person.submit(values)

    async def _choose(self, person: Person, block_id: str, status: Status) -> None:
        """Choose a status, and wait for what it reveals."""
        before = (person.modal or {}).get("hash")
        await person.click_view(Act.CHECKIN_STATUS, status.value, block_id)
        await person.until(lambda: (person.modal or {}).get("hash") != before)

    def _details(self, action_id: int, fate: Fate, status: Status, today: date) -> dict[str, Any]:
        if status is Status.COMPLETED:
            dice = self._fates.dice("evidence", fate.step.text)
            return {of_action(Field.EVIDENCE, action_id): dice.choice(self._voices.evidence)}
        if status is not Status.BEHIND:
            return {}
        remedy = self._voices.causes[fate.cause]
        details: dict[str, Any] = {of_action(Field.CAUSE, action_id): fate.cause.value}
        if today > fate.step.due:
            details[of_action(Field.ADJUSTMENT, action_id)] = remedy.adjustment
            details[of_action(Field.NEW_DATE, action_id)] = max(fate.done_on, today).isoformat()
        if remedy.support:
            details[of_action(Field.SUPPORT, action_id)] = remedy.support
        return details


def _find(person: Person, key: str) -> Message | None:
    for message in person.messages():
        payload = (message.metadata or {}).get("event_payload") or {}
        if payload.get("key") == key:
            return message
    return None


def _controls(surface: dict[str, Any]) -> set[str]:
    """The action ids of a message's or a view's buttons."""
    blocks = surface.get("blocks", ())
    rows = [block.get("elements", ()) for block in blocks] + [[block.get("accessory")] for block in blocks]
    return {str(one["action_id"]) for row in rows for one in row if one and "action_id" in one}


def _shows(person: Person, modal: Modal) -> bool:
    return (person.modal or {}).get("callback_id") == modal


def _statuses(person: Person) -> list[tuple[str, str, str | None]]:
    """The status menus of the form: (block id, label, what is chosen already)."""
    found = []
    for block in (person.modal or {}).get("blocks", ()):
        if str(block.get("block_id", "")).startswith(f"{Field.STATUS}:"):
            chosen = (block["element"].get("initial_option") or {}).get("value")
            found.append((block["block_id"], block["label"]["text"], chosen))
    return found
