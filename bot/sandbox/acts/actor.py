"""A person at the keyboard, and what came of something they did."""

from dataclasses import dataclass, field

from bot.sandbox.delivery.ack import Ack
from bot.sandbox.delivery.dispatch import Dispatcher
from bot.sandbox.ids import micros_of
from bot.sandbox.model import Channel, Json, StoredMessage, User, View
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

NO_ACK = "The app did not answer in time. Nothing you did is lost on this screen; try once more."
TROUBLE = "We had some trouble connecting. Try again?"


class ActError(Exception):
    """What Slack's client would not let a person do. `code` is for programs, the words for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(slots=True)
class Outcome:
    """What a person sees of what they did: an error, or what closed, or what was wrong with their entries."""

    error: str | None = None
    message: str = ""
    closed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    options: list[Json] = field(default_factory=list)
    groups: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and through what."""

    world: World
    dispatcher: Dispatcher
    space: Workspace
    user: User

    def channel(self, channel_id: str) -> Channel:
        """Give a channel that the person can see."""
        channel = self.space.channels.get(channel_id)
        if channel is None or (channel.private and self.user.id not in channel.members):
            raise ActError("channel_not_found", "That conversation is not here.")
        return channel

    def message(self, channel: Channel, ts: str) -> StoredMessage:
        """Give a message of a channel, one that only this person sees included."""
        try:
            micros = micros_of(ts)
        except ValueError:
            raise ActError("message_not_found", "That message is not here.") from None
        whispers = self.space.ephemerals.get((self.user.id, channel.id), [])
        found = channel.by_micros.get(micros) or next((m for m in whispers if m.micros == micros), None)
        if found is None:
            raise ActError("message_not_found", "That message is gone.")
        return found

    def view(self, view_id: str) -> View:
        """Give a view on this person's screen."""
        view = self.space.views.get(view_id)
        if view is None or view.user != self.user.id:
            raise ActError("view_not_found", "That window is no longer open.")
        return view

    def active(self) -> None:
        """Refuse when the person's account was deactivated."""
        if self.user.deleted:
            raise ActError("deactivated", f"{self.user.name} is no longer in this workspace.")


def outcome_of(ack: Ack, words: str = NO_ACK) -> Outcome:
    """Give what a person sees of an acknowledgement: nothing, or that there was none."""
    return Outcome() if ack.ok else Outcome(error="no_ack", message=words)
