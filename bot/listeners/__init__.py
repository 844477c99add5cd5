"""The stories: what people do in Slack, and who answers them. Each registers its own listeners."""

from __future__ import annotations

from collections.abc import Callable

from bot.listeners import (
    checkin,
    checkin_forms,
    coach,
    coached,
    course,
    digest,
    expert,
    help,
    home,
    messages,
    plan,
    plan_file,
    rootcause,
    status,
    subscribe,
    support,
)
from bot.listeners.router import Router

Story = Callable[[Router], None]

STORIES: tuple[Story, ...] = (
    checkin.register,
    checkin_forms.register,
    digest.register,
    course.register,
    support.register,
    expert.register,
    coach.register,
    coached.register,
    rootcause.register,
    subscribe.register,
    plan_file.register,
    messages.register,
    home.register,
    plan.register,
    status.register,
    help.register,
)
