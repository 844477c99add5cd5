"""The group that the commands about plans belong to."""

from __future__ import annotations

from bot.cli.group import commands

plan = commands("Write, check, import, export and compare improvement plans.")
