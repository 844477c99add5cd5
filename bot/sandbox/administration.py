"""What an administrator does to a workspace: people leave, channels close, tokens die."""

from typing import Any

from bot.sandbox.delivery.payloads import now_ts
from bot.sandbox.model import Channel, Json
from bot.sandbox.shapes import user_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

PROFILE = frozenset(
    {"status_text", "status_emoji", "status_expiration", "title", "name", "timezone", "email"}
)


class Administration:
    """Changes to the first workspace from outside of the app."""

    world: World
    space: Workspace
    bot_token: str

    def set_profile(self, user_id: str, **fields: Any) -> None:
        """Set fields of PROFILE for a person; `status_expiration` is in Unix seconds, 0 for never."""
        user = self.space.users[user_id]
        for name, value in fields.items():
            if name not in PROFILE:
                raise ValueError(f"a profile has no {name}")
            setattr(user, name, value)
        self._user_changed(user_id)

    def deactivate(self, user_id: str) -> None:
        """Take a person out of the workspace."""
        self.space.users[user_id].deleted = True
        self._user_changed(user_id)

    def reactivate(self, user_id: str) -> None:
        """Bring a person back."""
        self.space.users[user_id].deleted = False
        self._user_changed(user_id)

    def archive(self, channel_id: str) -> None:
        """Archive a channel."""
        self.space.channels[channel_id].archived = True
        self._channel_event(channel_id, "channel_archive")

    def unarchive(self, channel_id: str) -> None:
        """Take a channel out of the archive."""
        self.space.channels[channel_id].archived = False
        self._channel_event(channel_id, "channel_unarchive")

    def add_member(self, channel_id: str, user_id: str, inviter: str | None = None) -> None:
        """Bring a person, or the bot, into a channel."""
        channel = self.space.channels[channel_id]
        channel.members[user_id] = None
        self.world.hub.notify("sidebar")
        if self._bot_in(channel):
            self.world.joined(self.space, channel, user_id, inviter)

    def remove_member(self, channel_id: str, user_id: str) -> None:
        """Take a person, or the bot, out of a channel."""
        channel = self.space.channels[channel_id]
        there = self._bot_in(channel)
        channel.members.pop(user_id, None)
        self.world.hub.notify("sidebar")
        if there and user_id != self.space.bot_user_id:
            kind = "G" if channel.private else "C"
            left = {"user": user_id, "channel": channel_id, "channel_type": kind, "team": self.space.team_id}
            self._tell("member_left_channel", left)
        elif there:
            self._tell("group_left" if channel.private else "channel_left", {"channel": channel_id})

    def revoke_token(self, value: str | None = None) -> None:
        """Make a bot token worthless (by default the first workspace's), without telling the app."""
        self.world.tokens[value or self.bot_token].revoked = True

    def uninstall(self, team_id: str | None = None) -> None:
        """Remove the app from a workspace; it is told by tokens_revoked and app_uninstalled."""
        self.world.uninstall(self.world.workspaces[team_id or self.space.team_id])

    def _bot_in(self, channel: Channel) -> bool:
        """Tell whether the bot is in a channel."""
        return self.space.bot_user_id in channel.members

    def _user_changed(self, user_id: str) -> None:
        """Tell that a person's account or profile changed."""
        self.world.hub.notify("sidebar")
        self._tell("user_change", {"user": user_json(self.world, self.space, self.space.users[user_id])})

    def _channel_event(self, channel_id: str, kind: str) -> None:
        """Tell of something that became of a channel."""
        self.world.hub.notify("sidebar")
        self._tell(kind, {"channel": channel_id})

    def _tell(self, kind: str, body: Json) -> None:
        """Deliver an event, if the app asked for it."""
        self.world.outbox.emit(self.space, kind, {"type": kind, **body, "event_ts": now_ts(self.world)})
