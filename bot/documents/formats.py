"""The kinds of files that a plan is read from and written to, by suffix. A new kind is a line in `KINDS`.

Each is loaded when it is used: what reads JSON need not load what reads Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanKind, PlanWords
from bot.documents.workbook.report import ReadResult

KINDS: Mapping[str, str] = {
    ".xlsx": "bot.documents.workbook.kind:XLSX",
    ".docx": "bot.documents.word.kind:DOCX",
    ".json": "bot.documents.plan_files.formats:JSON",
    ".yaml": "bot.documents.plan_files.formats:YAML",
    ".yml": "bot.documents.plan_files.formats:YAML",
}
"""Where each kind is: "module:NAME"."""

_ZIP, _LOOK = b"PK\x03\x04", 4096


class UnknownKind(ValueError):
    """A suffix that no kind of plan file has."""


def kind_of(suffix: str) -> PlanKind:
    """Give the kind of a suffix (".json"); `UnknownKind` where there is none."""
    place = KINDS.get(suffix.lower())
    if place is None:
        raise UnknownKind(suffix)
    module, _, name = place.partition(":")
    kind: PlanKind = getattr(import_module(module), name)
    return kind


def read_plan(file: Path, words: PlanWords) -> ReadResult:
    """Give the plan of a file or its faults, going by what is in it. OSError where it cannot be opened."""
    return kind_of(suffix_of(file)).read(file, words)


def read_plan_bytes(name: str, content: bytes, words: PlanWords) -> ReadResult:
    """Give the plan of a file's content, or its faults; `name` is what the file is called."""
    return kind_of(_suffix(Path(name).suffix, content[:_LOOK])).read(content, words)


def write_plan(suffix: str, document: PlanDocument, words: PlanWords) -> bytes:
    """Give a plan as the content of a file of this suffix; `UnknownKind` where there is none."""
    return kind_of(suffix).write(document, words)


def suffix_of(file: Path) -> str:
    """Give the suffix that fits what is in a file. OSError where it cannot be opened."""
    with file.open("rb") as opened:
        return _suffix(file.suffix, opened.read(_LOOK))


def _suffix(named: str, beginning: bytes) -> str:
    """Trust a known suffix, save where the content is plainly of the other kind: packed, or text."""
    named = named.lower()
    packed = beginning.startswith(_ZIP)
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if packed:
        if b"word/" in beginning or b"xl/" in beginning:
            return ".docx" if b"word/" in beginning else ".xlsx"
        return named if named in KINDS and named not in (".json", ".yaml", ".yml") else ".xlsx"
    if named in KINDS:
        return named
    if b"\x00" in beginning or beginning.startswith((b"\xd0\xcf", b"%PDF")):
        return ".xlsx"  # whose reader has a sentence for each of them
    return ".json" if text[:1] in (b"{", b"[") else ".yaml"
