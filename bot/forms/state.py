"""Reads single fields of a view that was sent off."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from bot.ids import Act


def _element(view: dict[str, Any], field: str, act: Act = Act.INPUT) -> dict[str, Any]:
    element: dict[str, Any] = view["state"]["values"].get(field, {}).get(act, {})
    return element


def chosen(view: dict[str, Any], field: str, act: Act = Act.INPUT) -> str | None:
    """The value chosen in a menu or among radio buttons, or None; `act` is the element's own id."""
    option = _element(view, field, act).get("selected_option")
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


def people(view: dict[str, Any], field: str) -> tuple[str, ...]:
    """The Slack ids of the people who were picked."""
    return tuple(str(user) for user in _element(view, field).get("selected_users") or ())


def several(view: dict[str, Any], field: str) -> tuple[str, ...]:
    """The values chosen in a menu of which one may choose several, or ticked."""
    return tuple(str(one["value"]) for one in _element(view, field).get("selected_options") or ())


def moment(view: dict[str, Any], field: str) -> time | None:
    """The time of day that was picked, or None."""
    text = _element(view, field).get("selected_time")
    return time.fromisoformat(text) if text else None


def conversation(view: dict[str, Any], field: str, act: Act = Act.SUBSCRIPTION_CHANNEL) -> str | None:
    """The Slack id of the channel that was picked, or None."""
    channel = _element(view, field, act).get("selected_conversation")
    return str(channel) if channel else None
