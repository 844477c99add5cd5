"""Finds, before anything is sent, what is wrong with a template: its form, and the facts it asks for."""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from bot.overlay import OverlayFault, PromptFile

_OFFERED = re.compile(r"\{#-?\s*facts:(?P<names>[^#]*?)-?#\}")


def check_template(
    environment: Environment, file: PromptFile, text: str, packaged: str, first_line: int = 1
) -> None:
    """Raises `OverlayFault` for a template that does not compile, or that uses a fact it is not given.

    The facts offered are those that the packaged template uses, and those that its comment
    `{# facts: name, name #}` names besides. `first_line` is the line of the file that `text` begins on.
    """
    try:
        environment.compile(text)
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        raise OverlayFault(file.path, first_line + error.lineno - 1, f"{error.message}") from error
    offered = offered_facts(environment, packaged)
    for unknown in sorted(meta.find_undeclared_variables(tree) - offered):
        line = min((name.lineno for name in tree.find_all(nodes.Name) if name.name == unknown), default=1)
        choice = f"it can use {', '.join(sorted(offered))}" if offered else "it is given no facts"
        raise OverlayFault(file.path, first_line + line - 1, f"{unknown} is not known to this text; {choice}")


def offered_facts(environment: Environment, packaged: str) -> set[str]:
    """The names of the facts that a template is given."""
    comment = _OFFERED.search(packaged)
    named = {name.strip() for name in comment["names"].split(",")} if comment else set()
    return named | meta.find_undeclared_variables(environment.parse(packaged))
