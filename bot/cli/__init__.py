"""The command line. A command is loaded when it is used: `milepost run` never loads what draws workbooks.

Each command adds its line to `COMMANDS`: a function, or a Typer app where it has commands of its own.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS: dict[str, str] = {
    "run": "bot.cli.run:run",
    "doctor": "bot.cli.doctor:doctor",
    "manifest": "bot.cli.manifest:manifest",
    "db": "bot.cli.db:db",
    "demo": "bot.cli.demo:demo",
    "plan": "bot.cli.plan:plan",
    "people": "bot.cli.people:people",
    "organization": "bot.cli.organization:organization",
    "erase": "bot.cli.erase:erase",
    "calendar": "bot.cli.calendar:calendar",
    "webhook": "bot.cli.webhook:webhook",
    "mail": "bot.cli.mail:mail",
    "schedule": "bot.cli.schedule:schedule",
    "measures": "bot.cli.measures:measures",
    "report": "bot.cli.report:report",
    "status": "bot.cli.status:status",
    "catalogue": "bot.cli.catalogue:catalogue",
    "coach": "bot.cli.coach:coach",
    "rootcause": "bot.cli.rootcause:rootcause",
    "forms": "bot.cli.forms:forms",
}
"""Where each command is: "module:name"."""


class LazyGroup(TyperGroup):
    """Commands that are loaded when they are used, or shown in the help."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = _load(COMMANDS[cmd_name])
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(cmd_name)(found)
            found = alone
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command


def _load(command: str) -> Any:
    """Import a command; what modules hold stays, and looking for garbage in it costs a fifth of a start."""
    module, _, name = command.partition(":")
    gc.disable()
    try:
        return getattr(import_module(module), name)
    finally:
        gc.freeze()
        gc.enable()


app = typer.Typer(
    cls=LazyGroup,
    name="milepost",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def milepost() -> None:
    """Milepost keeps school improvement plans alive, in Slack.

    Start with `milepost doctor`; it says what is missing.
    """
