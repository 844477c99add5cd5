"""One workspace: its people, channels, messages, views and files, and the operations that all else uses."""

from bisect import bisect_right

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import SlackError
from bot.sandbox.hub import Hub
from bot.sandbox.ids import IdSource, micros_of
from bot.sandbox.model import Channel, File, Json, Scheduled, StoredMessage, User, View
from bot.sandbox.seed import WorkspaceSeed


class Workspace:
    """The state of one workspace. Holds no rules of Slack beyond who is where."""

    def __init__(
        self, seed: WorkspaceSeed, app_name: str, clock: SandboxClock, hub: Hub, ids: IdSource
    ) -> None:
        self.team_id, self.name, self.domain = seed.team_id, seed.team_name, seed.domain
        self.clock, self.hub, self.ids = clock, hub, ids
        self.bot_user_id = f"U0BOT{seed.team_id[2:]}"
        self.bot_id = f"B0{seed.team_id[1:]}"
        self.installed = True
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.ephemerals: dict[tuple[str, str], list[StoredMessage]] = {}
        self.last_read: dict[tuple[str, str], int] = {}
        self.offered: dict[tuple[str, str, str, str], list[Json]] = {}
        self.message_state: dict[tuple[str, str, int], dict[str, dict[str, Json]]] = {}
        created = int(clock.now().timestamp())
        for p in seed.people:
            self.users[p.id] = User(p.id, p.name, p.email, p.title, p.timezone, p.admin)
        self.users[self.bot_user_id] = User(self.bot_user_id, app_name, is_bot=True)
        for c in seed.channels:
            members = [*c.members, self.bot_user_id] if c.bot_member else c.members
            self.channels[c.id] = Channel(
                c.id, c.name, dict.fromkeys(members), c.private, c.topic, created=created
            )

    def user(self, user_id: str) -> User:
        """Give a user; refuses with `user_not_found`."""
        user = self.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user

    def direct(self, user_id: str) -> Channel:
        """Give the direct message channel between the app and a person, made when first needed."""
        channel_id = f"D{user_id[1:]}"
        channel = self.channels.get(channel_id)
        if channel is None:
            both = dict.fromkeys([user_id, self.bot_user_id])
            created = int(self.clock.now().timestamp())
            channel = Channel(channel_id, "", both, private=True, im_user=user_id, created=created)
            self.channels[channel_id] = channel
            self.hub.notify("sidebar", user_id)
        return channel

    def together(self, people: list[str]) -> Channel:
        """Give the direct message of the app with several people, made when they first come together."""
        members = dict.fromkeys([*sorted(people), self.bot_user_id])
        for channel in self.channels.values():
            if channel.several and channel.members.keys() == members.keys():
                return channel
        name = f"mpdm-{'--'.join(self.users[user].handle for user in members)}-1"
        made = Channel(self.ids.draw("G"), name, members, private=True, several=True)
        made.created = int(self.clock.now().timestamp())
        self.channels[made.id] = made
        self.hub.notify("sidebar")
        return made

    def stamp(self, channel: Channel) -> int:
        """Give the next free moment of a channel, in microseconds: what becomes a message's ts."""
        moment = self.clock.now()
        micros = int(moment.timestamp()) * 1_000_000 + moment.microsecond
        channel.last_micros = max(micros, channel.last_micros + 1)
        return channel.last_micros

    def store(self, channel: Channel, message: StoredMessage) -> None:
        """Add a message to a channel or, when it has a thread, under its parent."""
        channel.by_micros[message.micros] = message
        if message.thread and message.thread != message.micros:
            parent = channel.by_micros[message.thread]
            if parent.replies is None:
                parent.replies = []
            parent.replies.append(message)
            parent.thread = parent.micros
        else:
            channel.timeline.append(message)
        if message.subtype == "thread_broadcast":
            channel.timeline.append(message)
        self.hub.notify(f"channel:{channel.id}")
        if channel.im_user:
            self.hub.notify("sidebar", channel.im_user)

    def whisper(self, channel: Channel, user_id: str, message: StoredMessage) -> None:
        """Show a message to one person only; it is nowhere else."""
        message.ephemeral_to = user_id
        self.ephemerals.setdefault((user_id, channel.id), []).append(message)
        self.hub.notify(f"channel:{channel.id}", user_id)

    def find(self, channel: Channel, ts: str) -> StoredMessage | None:
        """Give the message of a channel with a ts, or None."""
        try:
            return channel.by_micros.get(micros_of(ts))
        except ValueError:
            return None

    def erase(self, channel: Channel, message: StoredMessage) -> None:
        """Take a message away; a reply leaves its thread too, and the head of a thread leaves a tombstone."""
        if message.replies:
            message.text, message.blocks, message.metadata = "This message was deleted.", None, None
            message.attachments = None
            message.subtype, message.bot_id, message.files = "tombstone", None, ()
            self.hub.notify(f"channel:{channel.id}")
            return
        channel.by_micros.pop(message.micros, None)
        if message.thread and message.thread != message.micros:
            parent = channel.by_micros.get(message.thread)
            if parent is not None:
                parent.replies = [r for r in parent.replies or [] if r is not message] or None
                if parent.replies is None:
                    parent.thread = 0
        if message in channel.timeline[-1:]:
            channel.timeline.pop()
        else:
            channel.timeline = [m for m in channel.timeline if m is not message]
        self.hub.notify(f"channel:{channel.id}")

    def unread(self, channel: Channel, user_id: str) -> int:
        """Count the messages of a channel that a person has not seen; their own do not count."""
        seen = self.last_read.get((user_id, channel.id), 0)
        start = bisect_right(channel.timeline, seen, key=lambda m: m.micros)
        return sum(1 for m in channel.timeline[start:] if m.user != user_id)

    def stack(self, user_id: str) -> list[View]:
        """Give the modals on a person's screen, the top one last."""
        return [self.views[v] for v in self.stacks.get(user_id, [])]

    def home(self, user_id: str) -> View | None:
        """Give a person's Home tab, when one was published."""
        return self.views.get(self.homes.get(user_id, ""))
