"""What every flow is handed besides its session and the time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Kit:
    """The words that people read and the catalogue of frameworks and questions, loaded once."""

    words: Words
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Who:
    """The person in front of us, as Slack names them, and the workspace they are in."""

    workspace_id: int
    slack_user_id: str


class Refusal(Exception):
    """Something that cannot be done, with the words that say so and what to do instead.

    `label` is a key of the short strings in prompts/; `facts` fill it in. A refusal is an answer, not
    a fault: it is shown to the person and not logged as an error.
    """

    def __init__(self, label: str, /, **facts: object) -> None:
        """Keep what `Words.label(label, **facts)` will say."""
        super().__init__(label)
        self.label = label
        self.facts = facts
