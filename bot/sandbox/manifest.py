"""What the app declares about itself: commands, shortcuts, scopes, events. Without one all is allowed."""

from dataclasses import dataclass, field
from typing import Any

DEFAULT_EVENTS = frozenset(
    {
        "app_home_opened",
        "app_uninstalled",
        "member_joined_channel",
        "message.im",
        "reaction_added",
        "tokens_revoked",
    }
)


@dataclass(frozen=True)
class AppManifest:
    """The app's manifest as the workspace reads it."""

    body: dict[str, Any] = field(default_factory=dict)

    @property
    def given(self) -> bool:
        """True when the app came with a manifest, which then is enforced."""
        return bool(self.body)

    @property
    def name(self) -> str:
        """Give the bot's display name."""
        features = self.body.get("features", {})
        shown = features.get("bot_user", {}).get("display_name")
        return str(shown or self.body.get("display_information", {}).get("name") or "App")

    @property
    def commands(self) -> list[dict[str, Any]]:
        """Give the slash commands: command, description, usage_hint."""
        return list(self.body.get("features", {}).get("slash_commands", []))

    @property
    def shortcuts(self) -> list[dict[str, Any]]:
        """Give the shortcuts: name, type (global or message), callback_id, description."""
        return list(self.body.get("features", {}).get("shortcuts", []))

    @property
    def scopes(self) -> frozenset[str] | None:
        """Give the bot scopes, or None when nothing is enforced."""
        bot = self.body.get("oauth_config", {}).get("scopes", {}).get("bot")
        return frozenset(bot) if bot is not None else None

    @property
    def unfurl_domains(self) -> list[str]:
        """Give the domains whose links the app may unfurl and whose videos it may embed."""
        return list(self.body.get("features", {}).get("unfurl_domains", []))

    @property
    def redirect_urls(self) -> list[str]:
        """Give the addresses that an installation may come back to; empty when any will do."""
        return list(self.body.get("oauth_config", {}).get("redirect_urls", []))

    @property
    def rotates_tokens(self) -> bool:
        """True when the app's tokens end after twelve hours and are refreshed."""
        return bool(self.body.get("settings", {}).get("token_rotation_enabled", False))

    @property
    def home_enabled(self) -> bool:
        """True when the app has a Home tab."""
        return bool(self.body.get("features", {}).get("app_home", {}).get("home_tab_enabled", not self.given))

    @property
    def messages_enabled(self) -> bool:
        """True when people may have a conversation with the app."""
        home = self.body.get("features", {}).get("app_home", {})
        return bool(home.get("messages_tab_enabled", not self.given))

    def subscribes(self, event: str) -> bool:
        """Tell whether the app asked for an event type such as `message.im`."""
        if not self.given:
            return event in DEFAULT_EVENTS
        return event in self.body.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])

    def has_command(self, command: str) -> bool:
        """Tell whether a slash command is the app's."""
        return not self.given or any(c.get("command") == command for c in self.commands)

    def escapes(self, command: str) -> bool:
        """Tell whether a slash command wants mentions and channels as ids."""
        return any(c.get("command") == command and c.get("should_escape") for c in self.commands)
