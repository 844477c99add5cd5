"""JSON and YAML as kinds of plan files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.json_lines import load_json
from bot.documents.plan_files.loaded import Broken, FileCode, Lined
from bot.documents.plan_files.plain import plain
from bot.documents.plan_files.reading import Sentences, read_lined
from bot.documents.plan_files.yaml_lines import load_yaml_plan
from bot.documents.plan_kinds import PlanKind, PlanWords
from bot.documents.workbook.report import ReadResult

LARGEST_FILE = 10 * 1024 * 1024


def text_of(source: Path | bytes) -> str:
    """Give a file's text. Raises `Broken` for what is not text, and OSError as opening does."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(LARGEST_FILE + 1)
    if len(source) > LARGEST_FILE:
        raise Broken(FileCode.TOO_LARGE, limit=f"{LARGEST_FILE // 1024**2} MB")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Broken(FileCode.NOT_TEXT, source[: error.start].count(b"\n") + 1) from error
    if not text.strip():
        raise Broken(FileCode.EMPTY)
    return text


def _reader(load: Callable[[str], Lined]) -> Callable[[Path | bytes, PlanWords], ReadResult]:
    def read(source: Path | bytes, words: PlanWords) -> ReadResult:
        try:
            lined = load(text_of(source))
        except Broken as broken:
            sentences = Sentences(words.workbook, words.files)
            fault = sentences.of_file(broken.code, broken.line, (), broken.facts)
            return ReadResult(None, (fault,), ())
        return read_lined(lined, words.workbook, words.files)

    return read


def _write_json(document: PlanDocument, words: PlanWords) -> bytes:
    """Give the plan as JSON, in the order of its fields."""
    text = json.dumps(plain(document), ensure_ascii=False, indent=2, default=date.isoformat)
    return (text + "\n").encode()


def _write_yaml(document: PlanDocument, words: PlanWords) -> bytes:
    """Give the plan as YAML, in the order of its fields."""
    text: str = yaml.dump(
        plain(document), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100
    )
    return text.encode()


JSON = PlanKind("JSON", _reader(load_json), _write_json)
YAML = PlanKind("YAML", _reader(load_yaml_plan), _write_yaml)
