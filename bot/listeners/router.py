"""From an id to the listener that answers it, through one matcher for each kind of visit.

Bolt tries its listeners one after the other; a dictionary does not. A listener is known by its name until
it is first asked for, and loaded then.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from pkgutil import resolve_name
from typing import Any

from bot.listeners.story import Story
from bot.listeners.visit import Visit

Listener = Callable[[Visit], Awaitable[None]]
Hearer = Callable[[Visit], Awaitable[bool]]
"""Says whether a message was meant for its story; what it stores is committed then."""

MESSAGES = ("message", "app_mention")


class Listeners:
    """Who answers which id, for one kind of visit."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, Listener | str] = {}

    def add(self, key: str, listener: Listener | str) -> None:
        """Have `listener` ("module:function", where it is a name) answer `key`; raises `ValueError` twice."""
        if key in self._known:
            raise ValueError(f"{key} has a listener already")
        self._known[key] = listener

    def get(self, key: str) -> Listener | None:
        """Give who answers `key`, if anybody does."""
        found = self._known.get(key)
        if isinstance(found, str):
            found = self._known[key] = resolve_name(found)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._known)


class Router:
    """Who answers what, of the stories that were added."""

    def __init__(self, stories: Iterable[Story]) -> None:
        """Add the stories in turn; raises `ValueError` where two answer the same id."""
        self.actions = Listeners()
        self.submissions = Listeners()
        self.commands = Listeners()
        self.shortcuts = Listeners()
        self.options = Listeners()
        self.events = Listeners()
        self._hearers: list[str] = []
        for name in MESSAGES:
            self.events.add(name, self._heard)
        for story in stories:
            self._add(story)

    def _add(self, story: Story) -> None:
        kinds: tuple[tuple[Listeners, Mapping[Any, str]], ...] = (
            (self.actions, story.actions),
            (self.submissions, story.submissions),
            (self.commands, story.commands),
            (self.shortcuts, story.shortcuts),
            (self.options, story.options),
            (self.events, story.events),
        )
        for listeners, names in kinds:
            for key, name in names.items():
                listeners.add(key, f"{story.module}:{name}")
        if story.hearer:
            self._hearers.append(f"{story.module}:{story.hearer}")

    async def _heard(self, visit: Visit) -> None:
        """What people write: every story that hears messages is asked in turn, until one says yes.

        Milepost hears direct messages, and in channels only what mentions it. The events `message.channels`
        and `message.groups` would bring it every word that a staff room writes; a school would be right to
        refuse that, so the manifest does not ask for them. In a channel's thread a team mentions Milepost,
        or uses the button.
        """
        if not visit.body["event"].get("bot_id"):
            for name in self._hearers:
                hearer: Hearer = resolve_name(name)
                if await hearer(visit):
                    break
        await visit.ack()
