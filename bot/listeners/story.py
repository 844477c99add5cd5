"""What a story answers, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ids import Act, Modal, Shortcut


@dataclass(frozen=True)
class Story:
    """Ids and words, each with the name of the function in `module` that answers it."""

    module: str
    commands: Mapping[str, str] = field(default_factory=dict)
    """The word after the slash command."""
    shortcuts: Mapping[Shortcut, str] = field(default_factory=dict)
    actions: Mapping[Act, str] = field(default_factory=dict)
    """Buttons, menus and inputs."""
    options: Mapping[Act, str] = field(default_factory=dict)
    """Menus whose options are looked for while a person types."""
    submissions: Mapping[Modal, str] = field(default_factory=dict)
    """Modals that are sent off."""
    events: Mapping[str, str] = field(default_factory=dict)
    """Events of the Events API, but for messages: those go to the hearers."""
    hearer: str | None = None
    """Who is asked whether a message was meant for this story; the first that says yes is the last asked."""
