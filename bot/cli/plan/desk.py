"""What the commands about plans share: reading a file, saying its faults, refusing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.documents.formats import KINDS, UnknownKind, read_plan, write_plan
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.stream import holds_many
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook import ReadResult, told
from bot.documents.workbook.words import WorkbookWords, fill

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
FileArgument = Annotated[
    Path, typer.Argument(help="The plan's file (.xlsx, .docx, .json, .yaml).", show_default=False)
]
SchoolArgument = Annotated[
    str, typer.Argument(help="The code of the school, district or office.", show_default=False)
]


def read_file(file: Path, words: PlanWords) -> ReadResult:
    """Give what is in a plan's file; ends the command where it cannot be opened."""
    try:
        return read_plan(file, words)
    except OSError as error:
        refuse(words.workbook.words, "cannot_read", file=file, reason=error.strerror)


def is_many(file: Path, words: PlanWords) -> bool:
    """Say whether a file holds many plans; ends the command where it cannot be opened."""
    try:
        return holds_many(file)
    except OSError as error:
        refuse(words.workbook.words, "cannot_read", file=file, reason=error.strerror)


def plan_of_file(file: Path, words: PlanWords) -> PlanDocument:
    """Give the plan of a file; says its faults and ends the command where it has any."""
    result = read_file(file, words)
    if result.document is None:
        complain(file, result, words.workbook.words)
        raise typer.Exit(1)
    return result.document


def write_file(file: Path, document: PlanDocument, words: PlanWords, force: bool) -> None:
    """Write a plan as the kind of file that the name says; ends the command where that cannot be."""
    said = words.workbook.words
    if file.exists() and not force:
        refuse(said, "exists_already", file=file)
    try:
        content = write_plan(file.suffix, document, words)
        file.write_bytes(content)
    except UnknownKind:
        refuse(said, "unknown_kind", file=file, kinds=", ".join(KINDS))
    except OSError as error:
        refuse(said, "cannot_write", file=file, reason=error.strerror)


def advise(result: ReadResult, words: WorkbookWords) -> None:
    """Say what would make the plan better."""
    if result.advice:
        typer.echo("\n".join(["", words.report["advice_heading"], *told(result.advice, words)]))


def complain(file: Path, result: ReadResult, words: WorkbookWords) -> None:
    """Say everything that is wrong with a file."""
    summary = fill(words.report["not_ok"], {"file": file, "count": len(result.faults)})
    typer.echo("\n".join([summary, *told(result.faults, words)]), err=True)


def checked(result: ReadResult) -> dict[str, Any]:
    """Give the stable JSON of `plan check`."""
    return {
        "version": 1,
        "ok": result.ok,
        "faults": [fault.as_json() for fault in result.faults],
        "advice": [advice.as_json() for advice in result.advice],
    }


def asked(words: WorkbookWords) -> bool:
    """True when the person says yes; no answer at all means no."""
    try:
        return typer.confirm(words.commands["ask"])
    except typer.Abort:
        return False


def refuse(words: WorkbookWords, key: str, **facts: object) -> NoReturn:
    """Say why not, and end with 1."""
    typer.echo(fill(words.commands[key], facts), err=True)
    raise typer.Exit(1)
