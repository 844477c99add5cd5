"""Reads single fields of a view that was sent off."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.ids import Act


def _element(view: dict[str, Any], field: str) -> dict[str, Any]:
    element: dict[str, Any] = view["state"]["values"].get(field, {}).get(Act.INPUT, {})
    return element


def chosen(view: dict[str, Any], field: str) -> str | None:
    """The value chosen in a menu or among radio buttons, or None."""
    option = _element(view, field).get("selected_option")
    return str(option["value"]) if option else None


def typed(view: dict[str, Any], field: str) -> str | None:
    """What was typed, without space around it; None for nothing."""
    text = _element(view, field).get("value")
    return str(text).strip() or None if text else None


def day(view: dict[str, Any], field: str) -> date | None:
    """The day that was picked, or None."""
    text = _element(view, field).get("selected_date")
    return date.fromisoformat(text) if text else None


def person(view: dict[str, Any], field: str) -> str | None:
    """The Slack id of the person who was picked, or None."""
    user = _element(view, field).get("selected_user")
    return str(user) if user else None
