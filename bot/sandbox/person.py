"""The hands of a person: what tests and the demo use to act in the workspace and to see what is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.acts import clicks, files, messages, modals, suggesting, uploads
from bot.sandbox.acts.actor import ActError, Actor, Outcome
from bot.sandbox.elements import stateful
from bot.sandbox.ids import micros_of, ts_of
from bot.sandbox.model import Channel, Json, StoredMessage, View
from bot.sandbox.shapes import file_json, view_json
from bot.sandbox.sight import visible
from bot.sandbox.webapi.oauth import decide


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it. `reactions` maps a name to who reacted."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    metadata: Json | None = None
    reply_count: int = 0
    ephemeral: bool = False
    files: list[Json] = field(default_factory=list)
    edited: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    attachments: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of submitting a modal: closed, or errors by block id, or an error that Slack shows itself."""

    closed: bool
    errors: dict[str, str]
    view: Json | None
    error: str | None = None


class Person:
    """One member of the workspace. Every act goes through the real protocol and waits for its ack."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = actor.user.id
        self.name = actor.user.name

    def dm(self) -> str:
        """Give the id of the direct message channel with the app."""
        return self.actor.space.direct(self.id).id

    def messages(self, channel: str | None = None) -> list[Message]:
        """Give what the person sees in a channel (by default the one with the app), oldest first."""
        place = self.actor.channel(channel or self.dm())
        return [self._message(place, m) for m in visible(self.actor.space, place, self.id)]

    def thread(self, message: Message) -> list[Message]:
        """Give a thread: its first message and the replies."""
        place = self.actor.channel(message.channel)
        root = micros_of(message.thread_ts or message.ts)
        return [self._message(place, m) for m in visible(self.actor.space, place, self.id, root)]

    @property
    def unread(self) -> dict[str, int]:
        """Give how many unread messages there are, by channel; channels without any are left out."""
        space = self.actor.space
        counts = {c.id: space.unread(c, self.id) for c in space.channels.values() if self.id in c.members}
        return {channel: n for channel, n in counts.items() if n}

    def read(self, channel: str) -> None:
        """Mark a channel as read."""
        place = self.actor.channel(channel)
        self.actor.space.last_read[(self.id, channel)] = place.last_micros
        self.actor.world.hub.notify("sidebar", self.id)

    def reload(self) -> None:
        """Reload Slack: messages that only this person saw are gone."""
        for key in [k for k in self.actor.space.ephemerals if k[0] == self.id]:
            del self.actor.space.ephemerals[key]

    @property
    def home(self) -> Json | None:
        """Give the person's Home tab, when the app published one."""
        view = self.actor.space.home(self.id)
        return self._view(view) if view else None

    @property
    def modals(self) -> list[Json]:
        """Give the modals on the screen, the top one last."""
        return [self._view(v) for v in self.actor.space.stack(self.id)]

    @property
    def modal(self) -> Json | None:
        """Give the modal on top, or None."""
        return self.modals[-1] if self.modals else None

    async def command(self, text: str, channel: str | None = None, wait: float = 0.3) -> list[Message]:
        """Type a slash command; gives the messages it brought, errors included.

        When the ack brought none, answers by response URL or a modal are waited for, `wait` seconds.
        """
        place = self.actor.channel(channel or self.dm())
        seen = {m.ts for m in self.messages(place.id)}
        views = self._views()
        await messages.command(self.actor, text, place.id)

        def news() -> list[Message]:
            return [m for m in self.messages(place.id) if m.ts not in seen]

        await self._for_a_moment(lambda: bool(news()) or self._views() != views, wait)
        return news()

    async def click(
        self, message: Message, action_id: str, value: Any = None, block_id: str | None = None
    ) -> Outcome:
        """Use an element of a message; `value` is an option's value, a date, an id or a list."""
        return await clicks.click_message(self.actor, message.channel, message.ts, action_id, block_id, value)

    async def click_view(self, action_id: str, value: Any = None, block_id: str | None = None) -> Outcome:
        """Use an element of the modal on top."""
        return await clicks.click_view(self.actor, self._top().id, action_id, block_id, value)

    async def click_home(self, action_id: str, value: Any = None, block_id: str | None = None) -> Outcome:
        """Use an element of the Home tab."""
        home = self.actor.space.home(self.id)
        if home is None:
            raise ActError("view_not_found", "The app has not published a Home tab for this person.")
        return await clicks.click_view(self.actor, home.id, action_id, block_id, value)

    async def suggest(self, action_id: str, typed: str = "") -> list[Json]:
        """Type into an external select of the modal on top; gives what the app offers, once it is asked."""
        view = self._top()
        block, element = clicks.locate(view.body["blocks"], action_id, None)
        if not suggesting.long_enough(element, typed):
            return []
        return (await suggesting.suggest(self.actor, element, block["block_id"], typed, view=view)).options

    async def submit(self, values: dict[str, Any] | None = None) -> Submitted:
        """Fill inputs of the modal on top, by action id or block id, and submit it."""
        view = self._top()
        outcome = await modals.submit(self.actor, view.id, _by_block(view, values or {}))
        still = self.actor.space.views.get(view.id)
        return Submitted(outcome.closed, outcome.errors, self._view(still) if still else None, outcome.error)

    def upload(self, name: str, content: bytes) -> str:
        """Upload a file to give with a form; gives the id, a value for a `file_input`."""
        return files.upload(self.actor, name, content).id

    async def close(self, everything: bool = False) -> None:
        """Cancel the modal on top, or close all of them with the x."""
        await modals.dismiss(self.actor, self._top().id, everything)

    async def open_home(self) -> Outcome:
        """Open the app's Home tab."""
        return await messages.open_home(self.actor)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Outcome:
        """Use a global shortcut, or one on a message."""
        if message is None:
            return await messages.shortcut(self.actor, callback_id)
        return await messages.shortcut(self.actor, callback_id, message.channel, message.ts)

    async def say(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Say something in a channel or a thread."""
        place = self.actor.channel(channel)
        return self._message(place, await messages.say(self.actor, channel, text, thread_ts))

    async def send_file(self, channel: str, name: str, content: bytes, text: str = "") -> Message:
        """Send a file to a channel, with words or without."""
        sent = await uploads.share(self.actor, channel, [self.upload(name, content)], text)
        return self._message(self.actor.channel(channel), sent)

    async def react(self, message: Message, name: str) -> None:
        """Add a reaction to a message, or take it away again."""
        await messages.react(self.actor, message.channel, message.ts, name)

    def install(self, authorize_url: str, allow: bool = True) -> str:
        """Allow (or refuse) what an installation's address asks for; gives where the browser goes then."""
        return decide(self.actor.world, authorize_url, self.actor.space.team_id, self.id, allow)

    async def until(self, predicate: Callable[[], bool], seconds: float = 5.0) -> None:
        """Return once something holds in the workspace; looks whenever it changes, never polls."""
        await self.actor.world.hub.until(predicate, seconds)

    async def _for_a_moment(self, predicate: Callable[[], bool], seconds: float) -> None:
        """Wait for something that need not come."""
        try:
            await self.until(predicate, seconds)
        except TimeoutError:
            return

    def _views(self) -> list[tuple[str, str]]:
        """Give which views are on the screen, and their state of change."""
        return [(v.id, v.hash) for v in self.actor.space.stack(self.id)]

    def _top(self) -> View:
        """Give the modal on top; refuses when none is open."""
        stack = self.actor.space.stack(self.id)
        if not stack:
            raise ActError("view_not_found", f"No modal is open for {self.name}.")
        return stack[-1]

    def _view(self, view: View) -> Json:
        """Give a view with the errors that are shown in it."""
        return view_json(self.actor.world, self.actor.space, view) | {"errors": dict(view.errors)}

    def _message(self, channel: Channel, message: StoredMessage) -> Message:
        """Give a stored message as the person sees it."""
        space = self.actor.space
        return Message(
            channel.id,
            ts_of(message.micros),
            message.user,
            message.text,
            message.block_list(),
            ts_of(message.thread) if message.thread else None,
            message.metadata_dict(),
            len(message.replies or ()),
            message.ephemeral_to is not None,
            [file_json(self.actor.world, space, space.files[f]) for f in message.files],
            bool(message.edited),
            {name: list(who) for name, who in (message.reactions or {}).items()},
            message.attachment_list(),
        )


def _by_block(view: View, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Sort values given by action id or block id under the blocks they belong to; refuses unknown names."""
    entries: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        places = [
            (block["block_id"], element["action_id"])
            for block in view.body["blocks"]
            for element in stateful(block)
            if name in (element["action_id"], block["block_id"])
        ]
        if len(places) != 1:
            there = [(b["block_id"], e["action_id"]) for b in view.body["blocks"] for e in stateful(b)]
            raise ActError(
                "element_not_found", f"{len(places)} inputs are called {name!r}; there are {there}."
            )
        block_id, action_id = places[0]
        entries.setdefault(block_id, {})[action_id] = value
    return entries
