"""`milepost manifest`: what to paste into Slack to make the app."""

from __future__ import annotations

import json
from typing import Annotated

import typer
import yaml

from bot.cli.spoken import refuse
from bot.settings import Mode
from bot.slack.manifest import make_manifest
from bot.words import Words


def manifest(
    url: Annotated[
        str | None,
        typer.Option(
            "--url", envvar="MILEPOST_PUBLIC_URL", help="Where Slack reaches Milepost by HTTP (https://...)."
        ),
    ] = None,
    http: Annotated[
        bool | None, typer.Option("--http/--socket", help="By HTTP, or by Socket Mode (the default).")
    ] = None,
    as_yaml: Annotated[bool, typer.Option("--yaml/--json", help="YAML, or JSON (the default).")] = False,
) -> None:
    """Print the manifest of the Slack app.

    At api.slack.com/apps, create a new app "from a manifest" and paste it there.

    Example: milepost manifest --yaml
    """
    words = Words.load()
    mode = Mode.HTTP if http or (http is None and url) else Mode.SOCKET
    if mode is Mode.HTTP and not (url or "").startswith("https://"):
        refuse(words.label("manifest.needs_url"))
    made = make_manifest(words, mode, url)
    if as_yaml:
        typer.echo(yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100).rstrip())
    else:
        typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
