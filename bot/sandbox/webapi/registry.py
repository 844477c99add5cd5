"""The table of Web API methods, and what a method's function is given: the call."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Channel, Json, StoredMessage, Token
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World


@dataclass(slots=True)
class Call:
    """A Web API call: who calls, in which workspace, with what."""

    world: World
    workspace: Workspace
    token: Token
    args: Json

    def need(self, name: str) -> str:
        """Give a text argument; refuses when it is missing."""
        value = self.args.get(name)
        if value in (None, ""):
            raise bad_payload("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """Give a boolean argument, which may come as 1, "1" or "true"."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        """Give a whole-number argument, at most `most`."""
        try:
            return max(1, min(most, int(self.args.get(name) or default)))
        except ValueError:
            raise SlackError("invalid_limit") from None

    def channel(self, name: str = "channel") -> Channel:
        """Give the channel of an argument, if the app may know of it."""
        value = self.need(name)
        channel = self.workspace.channels.get(value)
        if channel is None:
            bare = value.removeprefix("#")
            channel = next((c for c in self.workspace.channels.values() if c.name and c.name == bare), None)
        if channel is None or (channel.private and not self.is_member(channel)):
            raise SlackError("channel_not_found")
        return channel

    def is_member(self, channel: Channel) -> bool:
        """Tell whether the app's bot is in a channel."""
        return self.workspace.bot_user_id in channel.members

    def message(self, channel: Channel, name: str = "ts", code: str = "message_not_found") -> StoredMessage:
        """Give the message of a channel that an argument names; refuses with `code`."""
        found = self.workspace.find(channel, self.need(name))
        if found is None:
            raise SlackError(code)
        return found


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its function, the scopes of which one is needed, its tier, and which tokens it takes."""

    name: str
    run: Handler
    scopes: tuple[str, ...]
    tier: int | None
    tokens: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(
    name: str, *scopes: str, tier: int | None = None, tokens: tuple[str, ...] = ("bot",)
) -> Callable[[Handler], Handler]:
    """Register a function as a Web API method. No tokens means that none is needed."""

    def register(run: Handler) -> Handler:
        METHODS[name] = Method(name, run, scopes, tier, tokens)
        return run

    return register
