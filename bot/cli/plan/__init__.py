"""`milepost plan`: plans in and out of files, their versions, and what changed between them."""

from __future__ import annotations

from bot.cli.plan import check, diff, export, forms, importing, schema, template, versions
from bot.cli.plan.group import plan

__all__ = ["check", "diff", "export", "forms", "importing", "plan", "schema", "template", "versions"]
