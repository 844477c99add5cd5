"""Groups of commands, all of one look."""

from __future__ import annotations

import typer


def commands(what: str) -> typer.Typer:
    """Give an empty group; `what` is its line in the help."""
    return typer.Typer(help=what, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
