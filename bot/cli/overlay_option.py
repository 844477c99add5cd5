"""The option that names a district's own words, and what is said when they cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.overlay import OverlayFault

Loaded = TypeVar("Loaded")

OverlayOption = Annotated[
    Path | None,
    typer.Option(
        "--overlay", envvar="MILEPOST_PROMPTS_OVERLAY", help="A directory with your own words and questions."
    ),
]


def or_refuse(load: Callable[[Path | None], Loaded], overlay: Path | None) -> Loaded:
    """What `load` gives; for a file that cannot be used, says where and why, and exits with 1."""
    try:
        return load(overlay)
    except OverlayFault as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
