"""Files with many plans: a state's, thousands of them, each taken in all or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import typer
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clock import SystemClock
from bot.documents.plan_files.loaded import Broken
from bot.documents.plan_files.reading import Sentences
from bot.documents.plan_files.stream import Item, examine, items
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook import Fault, told
from bot.documents.workbook.words import fill
from bot.flows.plan_advice import tell_owner
from bot.flows.plan_import.bulk import Outcome, Result, apply_many
from storage.database import Database
from storage.tellings import with_principal

AT_ONCE = 100
"""Plans that share a transaction; a bot that is running waits for one of these at most."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A plan of many that cannot be used, and why."""

    item: Item
    code: str | None
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Tally:
    """What became of the plans so far. `broken` is where the file stops being JSON."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    broken: Fault | None = None

    @property
    def ok(self) -> bool:
        """True when every plan could be used."""
        return not self.refused and self.broken is None

    def as_json(self) -> dict[str, Any]:
        """Give the stable JSON of a check or an import of many plans."""
        return {
            "version": 1,
            "ok": self.ok,
            "plans": self.counts.total() + len(self.refused),
            **{result: self.counts[result] for result in ("first", "changed", "same")},
            "refused": [
                {
                    "plan": one.item.place,
                    "row": one.item.line,
                    "organization": one.code,
                    "faults": [fault.as_json() for fault in one.faults],
                }
                for one in self.refused
            ],
            "faults": [self.broken.as_json()] if self.broken else [],
        }


def check_many(file: Path, words: PlanWords) -> Tally:
    """Check every plan of a file and change nothing."""
    tally = Tally()
    for item in _items(file, words, tally):
        result = examine(item, words)
        if result.document is None:
            tally.refused.append(Refused(item, _code(item), result.faults))
        else:
            tally.counts["ok"] += 1
    return tally


def import_many(file: Path, words: PlanWords, store: Database, workspace_id: int) -> Tally:
    """Take in every plan of a file that can be used, and say of the others why not."""
    tally = Tally()
    source = _items(file, words, tally)
    while batch := list(islice(source, AT_ONCE)):
        known = [item for item in batch if item.document is not None]
        for item, outcome in zip(known, _store(known, words, store, workspace_id), strict=True):
            _count(item, outcome, words, tally)
        for item in batch:
            if item.document is None:
                tally.refused.append(Refused(item, _code(item), examine(item, words).faults))
    tally.refused.sort(key=lambda one: one.item.place)
    return tally


def say(file: Path, tally: Tally, words: PlanWords) -> None:
    """Say what became of the plans: how many, and each that was refused with its reasons."""
    said = words.workbook.words
    facts = {"file": file, **tally.as_json(), "refused": len(tally.refused)}
    typer.echo(fill(words.files.many["imported" if tally.counts["ok"] == 0 else "checked"], facts))
    for one in tally.refused:
        heading = fill(words.files.many["plan"], {"place": one.item.place, "code": one.code})
        typer.echo("\n".join([heading, *told(one.faults, said)]), err=True)
    if tally.broken is not None:
        typer.echo("\n".join(told([tally.broken], said)), err=True)


def say_json(tally: Tally, applied: bool | None = None) -> None:
    """Print the outcome for programs."""
    more = {} if applied is None else {"applied": applied}
    typer.echo(json.dumps(tally.as_json() | more, indent=2, ensure_ascii=False))


def _items(file: Path, words: PlanWords, tally: Tally) -> Iterator[Item]:
    try:
        yield from items(file)
    except Broken as broken:
        sentences = Sentences(words.workbook, words.files)
        tally.broken = sentences.of_file(broken.code, broken.line, (), broken.facts)


def _store(items: Sequence[Item], words: PlanWords, store: Database, workspace_id: int) -> list[Outcome]:
    """Store plans in one transaction; where the database refuses one, each in a transaction of its own."""
    documents = [item.document for item in items if item.document is not None]
    now, practices = SystemClock().now(), words.workbook.practices
    try:
        with store.begin() as session:
            found = apply_many(session, workspace_id, documents, now, practices)
            _advise_owners(session, workspace_id, items, found, words, now)
            return found
    except SQLAlchemyError:
        if len(items) == 1:
            code = documents[0].header.school_code
            return [Outcome(code, Result.REFUSED)]
        return [outcome for item in items for outcome in _store([item], words, store, workspace_id)]


def _advise_owners(
    session: Session,
    workspace_id: int,
    items: Sequence[Item],
    found: Sequence[Outcome],
    words: PlanWords,
    now: datetime,
) -> None:
    """Tell what would make a plan better to those principals whom Slack knows; the sentences take time."""
    known = {one.school_code for one in found if one.result in (Result.FIRST, Result.CHANGED)}
    reached = with_principal(session, workspace_id, known)
    for item, outcome in zip(items, found, strict=True):
        if outcome.school_code in reached and outcome.result in (Result.FIRST, Result.CHANGED):
            advice = examine(item, words).advice
            tell_owner(session, workspace_id, outcome.school_code, advice, now)


def _count(item: Item, outcome: Outcome, words: PlanWords, tally: Tally) -> None:
    if outcome.result not in (Result.REFUSED, Result.TWIN):
        tally.counts[outcome.result.value] += 1
        return
    faults = examine(item, words).faults if outcome.findings else (_fault(item, outcome, words),)
    tally.refused.append(Refused(item, outcome.school_code, faults))


def _fault(item: Item, outcome: Outcome, words: PlanWords) -> Fault:
    head = item.document.header if item.document else None
    name = head.school_name if head else ""
    key = "twin" if outcome.result is Result.TWIN else "not_stored"
    facts = {"name": name, "known": outcome.twin, "code": outcome.school_code}
    return Fault(None, item.line, None, outcome.result, fill(words.files.many[key], facts), None)


def _code(item: Item) -> str | None:
    """Give the school's code of a plan that could not be read, where it can be seen all the same."""
    try:
        code = json.loads(item.text)["header"]["school_code"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return str(code)
