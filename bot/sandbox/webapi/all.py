"""Imports every module that registers methods; whoever imports this has the whole Web API."""

from bot.sandbox.webapi import (
    blocks,
    chat,
    conversations,
    files,
    oauth,
    reactions,
    scheduled,
    team,
    users,
    views,
)
from bot.sandbox.webapi.registry import METHODS

MODULES = (blocks, chat, conversations, files, oauth, reactions, scheduled, team, users, views)

__all__ = ["METHODS", "MODULES"]
