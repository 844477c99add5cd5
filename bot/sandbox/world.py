"""Everything that one server holds: its workspaces, tokens, tickets, record, faults and pace."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Faults
from bot.sandbox.grants import Grants
from bot.sandbox.hub import Hub
from bot.sandbox.ids import IdSource
from bot.sandbox.manifest import AppManifest
from bot.sandbox.model import Channel, Json, Scheduled, StoredMessage, Token
from bot.sandbox.pace import Pace
from bot.sandbox.seed import WorkspaceSeed
from bot.sandbox.tickets import ResponseUrls, Triggers
from bot.sandbox.wire import Wire
from bot.sandbox.workspace import Workspace

APP_ID = "A0SANDBOX"


class Outbox(Protocol):
    """What the world tells the bot through; the dispatcher of deliveries."""

    def emit(self, space: Workspace, subscription: str, body: Json) -> None:
        """Deliver an event without waiting for it."""

    def announce(self, space: Workspace, channel: Channel, message: StoredMessage) -> None:
        """Tell of a new message, if the app asked to hear of it."""

    def hears(self, space: Workspace, channel: Channel) -> bool:
        """Tell whether the app asked to hear of the messages of a channel."""
        ...

    def retell(self, space: Workspace, channel: Channel, before: Json, after: StoredMessage | None) -> None:
        """Tell that a message changed, or is gone."""

    def later(self, space: Workspace, item: Scheduled) -> None:
        """Post a message when its moment comes."""

    def new_ticket(self) -> str:
        """Give the address of a WebSocket."""


class World:
    """One app and the workspaces it may be installed in."""

    def __init__(
        self,
        now: datetime | None,
        manifest: dict[str, Any] | None,
        seed_number: int,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app_id = APP_ID
        self.client_id, self.client_secret = "111.222", "sandbox-client-secret"
        self.signing_secret = "sandbox-signing-secret"
        self.clock = SandboxClock(now)
        self.hub = Hub()
        self.clock.moved = lambda: self.hub.notify("clock")
        self.ids = IdSource(seed_number)
        self.manifest = AppManifest(manifest or {})
        self.faults = Faults(seed_number)
        self.pace = Pace(monotonic)
        self.wire = Wire(self.hub)
        self.triggers = Triggers(self.ids, monotonic)
        self.response_urls = ResponseUrls(self.ids, self.clock)
        self.grants = Grants(self.ids, self.clock)
        self.workspaces: dict[str, Workspace] = {}
        self.tokens: dict[str, Token] = {}
        self.refused: list[dict[str, Any]] = []
        self.outbox: Outbox
        self.base = ""
        self.file_delay = 0.0
        app = Token(f"xapp-sandbox-{self.app_id}", "", "app", "")
        self.app_token = app.value
        self.tokens[app.value] = app

    def add_workspace(self, seed: WorkspaceSeed, install: bool = True) -> Workspace:
        """Make a workspace; with `install` the app is in it from the start, with a bot token."""
        workspace = Workspace(seed, self.manifest.name, self.clock, self.hub, self.ids)
        self.workspaces[workspace.team_id] = workspace
        workspace.installed = install
        if install:
            self.issue_bot_token(workspace, f"xoxb-sandbox-{workspace.team_id}")
        return workspace

    def issue_bot_token(
        self, workspace: Workspace, value: str, scopes: frozenset[str] | None = None
    ) -> Token:
        """Give the app a bot token for a workspace."""
        granted = scopes if scopes is not None else self.manifest.scopes
        token = Token(value, workspace.team_id, "bot", workspace.bot_user_id, granted)
        self.tokens[value] = token
        return token

    def joined(self, space: Workspace, channel: Channel, user: str, inviter: str | None) -> None:
        """Tell the app that somebody came into a channel."""
        body: Json = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "team": space.team_id,
            "channel_type": "G" if channel.private else "C",
            "event_ts": f"{self.clock.now().timestamp():.6f}",
        }
        if inviter:
            body["inviter"] = inviter
        self.outbox.emit(space, "member_joined_channel", body)

    def uninstall(self, space: Workspace) -> None:
        """Take the app out of a workspace: tokens die, and the app is told in its last two events."""
        space.installed = False
        self.hub.notify("sidebar")
        for token in self.tokens.values():
            if token.team_id == space.team_id:
                token.revoked = True
        revoked = {"oauth": [], "bot": [space.bot_user_id]}
        self.outbox.emit(space, "tokens_revoked", {"type": "tokens_revoked", "tokens": revoked})
        self.outbox.emit(space, "app_uninstalled", {"type": "app_uninstalled"})
