"""The Slack app's manifest: what Milepost asks of a workspace, and no more."""

from __future__ import annotations

from typing import Any

from bot.ids import COMMAND, Shortcut
from bot.settings import Mode
from bot.slack.http import PATH
from bot.words import Words

SCOPES: dict[str, str] = {
    "commands": "manifest.scopes.commands",
    "chat:write": "manifest.scopes.chat_write",
    "im:write": "manifest.scopes.im_write",
    "im:history": "manifest.scopes.history",
    "channels:history": "manifest.scopes.history",
    "groups:history": "manifest.scopes.history",
    "channels:read": "manifest.scopes.channels",
    "groups:read": "manifest.scopes.channels",
    "channels:join": "manifest.scopes.join",
    "users:read": "manifest.scopes.users_read",
    "users:read.email": "manifest.scopes.users_email",
    "app_mentions:read": "manifest.scopes.mentions",
    "files:read": "manifest.scopes.files_read",
    "files:write": "manifest.scopes.files_write",
}
"""Every permission, with the key of the words that say what it is for."""

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")


def make_manifest(words: Words, mode: Mode, url: str | None = None) -> dict[str, Any]:
    """Give the manifest; with `Mode.HTTP`, Slack sends everything to `url` ("https://milepost.example.org")."""
    address = {"url": url.rstrip("/") + PATH} if mode is Mode.HTTP and url else {}
    request = {"request_url": address["url"]} if address else {}
    options = {"message_menu_options_url": address["url"]} if address else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": words.label("manifest.name"),
            "description": words.label("manifest.description"),
            "long_description": words.label("manifest.long_description"),
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": words.label("manifest.name"), "always_online": True},
            "shortcuts": _shortcuts(words),
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": words.label("manifest.command"),
                    "usage_hint": words.label("manifest.usage_hint"),
                    "should_escape": True,
                    **address,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request, **options},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode is Mode.SOCKET,
            "token_rotation_enabled": False,
        },
    }


def _shortcuts(words: Words) -> list[dict[str, str]]:
    """What Slack offers from anywhere, and beside a message."""
    offered = (
        ("global", Shortcut.CHECK_IN, "shortcut"),
        ("message", Shortcut.ROOT_CAUSE, "root_cause"),
    )
    return [
        {
            "name": words.label(f"manifest.{name}"),
            "type": kind,
            "callback_id": shortcut.value,
            "description": words.label(f"manifest.{name}_description"),
        }
        for kind, shortcut, name in offered
    ]
