"""How commands speak before anything is set up: words of prompts/, an exit code of 1 for a refusal."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import NoReturn

import typer

from bot.settings import DatabaseSettings, Problem, Settings, SettingsFault
from bot.words import Words


def refuse(text: str) -> NoReturn:
    """Say why not, and end with 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)


def moment(at: datetime, zone: tzinfo = UTC) -> str:
    """Give a moment as every command writes it: "2026-09-24 09:00 EDT"; without a zone, in UTC."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def settings_or_refuse(words: Words, **given: object) -> Settings:
    """Read the settings, or say which is missing, what it is and where to find it."""
    try:
        return Settings.read(**given)
    except SettingsFault as fault:
        refuse("\n".join(told(words, problem) for problem in fault.problems))


def database_or_refuse(words: Words, **given: object) -> str:
    """Read the database's address alone, or say what is wrong with it."""
    try:
        return DatabaseSettings.read(**given).database_url
    except SettingsFault as fault:
        refuse("\n".join(told(words, problem) for problem in fault.problems))


def told(words: Words, problem: Problem) -> str:
    """Give a sentence that names the variable, says what it is, and where to find it."""
    name = problem.name.removesuffix("_file") if problem.kind == "unreadable" else problem.name
    about = words.label(f"settings.about.{name}")
    return words.label(f"settings.{problem.kind}", variable=problem.variable, about=about)
