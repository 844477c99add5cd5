"""`milepost doctor`: says what is missing, line by line, and what to do about it."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.catalogue import Catalogue
from bot.cli.examination import Finding, examine_slack
from bot.cli.examination_elsewhere import examine_elsewhere
from bot.cli.spoken import told
from bot.flows.concerns import concerns
from bot.overlay import OverlayFault, read_prompts
from bot.settings import Settings, SettingsFault, unknown_variables
from bot.words import Words
from storage.care import faults
from storage.database import Database
from storage.workspaces import served


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False) -> None:
    """Say what is missing, and what to do about it.

    Example: milepost doctor
    """
    words = Words.load()
    findings = list(_examine(words))
    healthy = all(finding.ok for finding in findings)
    if as_json:
        checks = [asdict(finding) for finding in findings]
        typer.echo(json.dumps({"version": 1, "ok": healthy, "checks": checks}, indent=2, ensure_ascii=False))
    else:
        marks = {True: words.label("doctor.ok"), False: words.label("doctor.not_ok")}
        typer.echo("\n".join(f"{marks[finding.ok]}  {finding.message}" for finding in findings))
        typer.echo("\n" + words.label("doctor.healthy" if healthy else "doctor.ill"))
    if not healthy:
        raise typer.Exit(1)


def _examine(words: Words) -> Iterator[Finding]:
    for name, meant in unknown_variables(os.environ):
        label = "doctor.unknown_variable_near" if meant else "doctor.unknown_variable"
        yield Finding("settings", False, words.label(label, name=name, meant=meant or ""))
    try:
        settings = Settings.read()
    except SettingsFault as fault:
        for problem in fault.problems:
            yield Finding("settings", False, told(words, problem))
        return
    yield Finding("settings", True, words.label("doctor.settings", mode=settings.mode.value))
    yield _texts(words, settings)
    yield _database(words, settings)
    yield from asyncio.run(examine_slack(words, settings))
    yield from _people_and_places(words, settings)
    yield from examine_elsewhere(words, settings)


def _texts(words: Words, settings: Settings) -> Finding:
    """Whether every template and every framework can be used, a district's own among them."""
    try:
        files = read_prompts(settings.prompts_overlay)
        count = Words(files).check()
        questions = len(Catalogue.of(files).questions)
    except OverlayFault as fault:
        return Finding("words", False, str(fault))
    return Finding("words", True, words.label("doctor.words", count=count, questions=questions))


def _people_and_places(words: Words, settings: Settings) -> Iterator[Finding]:
    """Whom and what Slack does not know, and which calendars cannot be read, as far as is known by now."""
    database = Database(settings.database_url)
    try:
        with database.reading() as session:
            known = served(session)
            found = [text for one in known for text in concerns(session, words, one.id)]
    except SQLAlchemyError:
        return  # the line about the database says so
    finally:
        database.close()
    yield from (Finding("directory", False, text) for text in found)
    if not found:
        label = "concerns.fine" if known else "concerns.not_yet"
        yield Finding("directory", True, words.label(label))


def _database(words: Words, settings: Settings) -> Finding:
    database = Database(settings.database_url)
    try:
        found = faults(database)
    except SQLAlchemyError as error:
        return Finding("database", False, words.label("database.unreachable", kind=type(error).__name__))
    finally:
        database.close()
    text = " ".join(words.label(f"database.{code}") for code in found) or words.label("database.whole")
    return Finding("database", not found, text)
