"""The stories: what people do in Slack, and who answers them. Each registers its own listeners."""

from __future__ import annotations

from collections.abc import Callable

from bot.listeners import checkin, checkin_forms
from bot.listeners.router import Router

Story = Callable[[Router], None]

STORIES: tuple[Story, ...] = (checkin.register, checkin_forms.register)
