"""From an id to the listener that answers it, through one matcher for each kind of visit.

Bolt tries its listeners one after the other; a dictionary does not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.ids import Act, Modal, Shortcut
from bot.listeners.visit import Visit

Listener = Callable[[Visit], Awaitable[None]]
Hearer = Callable[[Visit], Awaitable[bool]]
"""Says whether a message was meant for its story; what it stores is committed then."""


class Router:
    """Which listener answers which id; each story registers its own."""

    def __init__(self) -> None:
        """Start with no listeners."""
        self.actions: dict[str, Listener] = {}
        self.submissions: dict[str, Listener] = {}
        self.commands: dict[str, Listener] = {}
        self.shortcuts: dict[str, Listener] = {}
        self.options: dict[str, Listener] = {}
        self.events: dict[str, Listener] = {}
        self.hearers: list[Hearer] = []

    def action(self, act: Act, listener: Listener) -> None:
        """Have `listener` answer a button, menu or input."""
        _add(self.actions, act, listener)

    def submission(self, modal: Modal, listener: Listener) -> None:
        """Have `listener` answer a modal that is sent off."""
        _add(self.submissions, modal, listener)

    def command(self, word: str, listener: Listener) -> None:
        """Have `listener` answer `/milepost {word}`."""
        _add(self.commands, word, listener)

    def shortcut(self, shortcut: Shortcut, listener: Listener) -> None:
        """Have `listener` answer a shortcut."""
        _add(self.shortcuts, shortcut, listener)

    def option(self, act: Act, listener: Listener) -> None:
        """Have `listener` give the options of a menu while a person types."""
        _add(self.options, act, listener)

    def message(self, hearer: Hearer) -> None:
        """Have `hearer` asked about what people write; the first that says yes is the last that is asked."""
        self.hearers.append(hearer)

    def event(self, name: str, listener: Listener) -> None:
        """Have `listener` answer an event of the Events API."""
        _add(self.events, name, listener)


def _add(table: dict[str, Listener], key: str, listener: Listener) -> None:
    if key in table:
        raise ValueError(f"{key} has a listener already")
    table[key] = listener
