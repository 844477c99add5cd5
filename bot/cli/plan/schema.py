"""`milepost plan schema`: what a program needs to know to write a plan."""

from __future__ import annotations

import json

import typer

from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.cli.plan.group import plan
from bot.documents.plan_files.schema import field_words, plan_schema


@plan.command()
def schema(overlay: OverlayOption = None) -> None:
    """Print the JSON Schema of a plan, for programs that write plans as JSON or YAML.

    Example: milepost plan schema > plan.schema.json
    """
    typer.echo(json.dumps(plan_schema(or_refuse(field_words, overlay)), indent=2, ensure_ascii=False))
