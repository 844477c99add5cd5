"""What principals and the district's liaison of the demo do with what they read."""

from __future__ import annotations

from bot.cli.demo.fate import Fates
from bot.cli.demo.theater import Theater
from bot.cli.demo.voices import Decision, Voices
from bot.ids import COMMAND, Act, Field, Modal
from bot.sandbox.person import Message, Person
from storage.vocabulary import Cadence, Course, Severity

LIAISON, COACH, STATE = "elena.ortiz", "priya.raman", "ruth.adler"


class Leading:
    """Reads digests and acts on them, as the fates have it."""

    def __init__(self, theater: Theater, fates: Fates, voices: Voices) -> None:
        """Speak with `voices`."""
        self._theater = theater
        self._fates = fates
        self._voices = voices

    async def subscribe(self) -> None:
        """Have the liaison hear at once of what is urgent, and the state office weekly."""
        wanted = ((LIAISON, Severity.URGENT, Cadence.NOW), (STATE, Severity.CONCERN, Cadence.WEEKLY))
        for who, severity, cadence in wanted:
            person = self._person(who)
            await person.command(f"{COMMAND} subscribe")
            await person.until(lambda one=person: _shows(one, Modal.SUBSCRIBE))  # type: ignore[misc]  # bound now
            await person.submit({Field.SEVERITY: severity.value, Field.CADENCE: cadence.value})
            while person.modal is not None:
                await person.close()

    async def adjust(self, principal: Person, channel: str, key: str) -> None:
        """Record a change of course for the first item of a digest, now and then."""
        dice = self._fates.dice("adjust", channel, key)
        # a milestone's item has no help to offer; what is typed here is about an action
        item = self._first_item(principal, channel, key, Act.LAG_SUPPORT)
        if item is None or dice.random() > 0.6:
            return
        await principal.click(item, Act.LAG_ADJUST)
        await principal.until(lambda: _shows(principal, Modal.ADJUST))
        await _decide(principal, dice.choice(self._voices.adjusted))
        while principal.modal is not None:
            await principal.close()

    async def offer(self, channel: str, key: str) -> None:
        """Have the coach offer help with the first item of a digest, now and then."""
        coach = self._person(COACH)
        dice = self._fates.dice("offer", channel, key)
        item = self._first_item(coach, channel, key, Act.LAG_SUPPORT)
        if item is None or dice.random() > 0.5:
            return
        await coach.click(item, Act.LAG_SUPPORT)
        await coach.until(lambda: _shows(coach, Modal.SUPPORT))
        await coach.submit({Field.WHO: coach.id, Field.WHAT: dice.choice(self._voices.offered)})
        while coach.modal is not None:
            await coach.close()

    def _person(self, who: str) -> Person:
        district = self._theater.district
        return self._theater.server.person(district.mail(who))

    def _first_item(self, person: Person, channel: str, key: str, act: Act) -> Message | None:
        """The first reply to a digest that has the button of `act`."""
        for message in person.messages(channel):
            payload = (message.metadata or {}).get("event_payload") or {}
            if payload.get("key") == key:
                replies = person.thread(message)[1:]
                return next((reply for reply in replies if act in _buttons(reply)), None)
        return None


async def _decide(principal: Person, decision: Decision) -> None:
    """Fill in the form for a change of course, whatever the team proposed, and send it."""
    before = (principal.modal or {}).get("hash")
    await principal.click_view(Act.ADJUST_CHOICE, Course.CHANGE)
    await principal.until(lambda: (principal.modal or {}).get("hash") != before)
    sent = await principal.submit(
        {
            Field.WHAT: decision.what,
            Field.CAUSE: decision.cause.value,
            Field.CAUSE_WORDS: decision.cause_words,
            Field.WHY: decision.why,
        }
    )
    if sent.errors:
        raise ValueError(f"the form for a change of course was refused: {sent.errors}")


def _buttons(message: Message) -> set[str]:
    return {
        str(element.get("action_id"))
        for block in message.blocks
        for element in block.get("elements", ())
        if isinstance(element, dict)
    }


def _shows(person: Person, modal: Modal) -> bool:
    return (person.modal or {}).get("callback_id") == modal
