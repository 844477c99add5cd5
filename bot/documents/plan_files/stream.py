"""Many plans in one JSON file, a list or one after the other, read one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.json_lines import load_json
from bot.documents.plan_files.loaded import Broken, FileCode
from bot.documents.plan_files.reading import Sentences, read_lined
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook.report import ReadResult

LINES = (".jsonl", ".ndjson")
LARGEST_PLAN = 10 * 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """One plan of many: its place from 1, the line where it begins, its text, and what was read of it.

    `document` is None where something is in the way; `examine` says what.
    """

    place: int
    line: int
    text: str
    document: PlanDocument | None


def holds_many(file: Path) -> bool:
    """Say whether a file is a list of plans, or JSON Lines. OSError where it cannot be opened."""
    with file.open("rb") as opened:
        beginning = opened.read(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip()
    return beginning.startswith(b"[") or file.suffix.lower() in LINES


def items(file: Path) -> Iterator[Item]:
    """Give the plans of a file in their order. Raises `Broken` from where it is no JSON, and OSError."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = _Reader(opened)
        try:
            for place, (line, text, twice) in enumerate(reader.values(), start=1):
                yield Item(place, line, text, None if twice else _document(text))
        except UnicodeDecodeError as error:
            raise Broken(FileCode.NOT_TEXT) from error


def examine(item: Item, words: PlanWords) -> ReadResult:
    """Read one plan with its lines, counted as the whole file's."""
    try:
        result = read_lined(load_json(item.text), words.workbook, words.files)
    except Broken as broken:
        sentences = Sentences(words.workbook, words.files)
        fault = sentences.of_file(broken.code, broken.line, (), broken.facts)
        result = ReadResult(None, (fault,), ())
    shift = item.line - 1
    faults = tuple(replace(fault, row=(fault.row or 1) + shift) for fault in result.faults)
    advice = tuple(replace(advice, row=(advice.row or 1) + shift) for advice in result.advice)
    return ReadResult(result.document, faults, advice)


def _document(text: str) -> PlanDocument | None:
    try:
        return PlanDocument.model_validate_json(text, strict=True)
    except ValidationError:
        return None


class _Reader:
    """Goes through a text from value to value, with no more of it in memory than one value needs."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._line = 1
        self._twice = False
        self._decoder = JSONDecoder(object_pairs_hook=self._pairs, parse_constant=self._constant)

    def values(self) -> Iterator[tuple[int, str, bool]]:
        """Give the line and the text of each value, and whether a key is there twice."""
        listed = self._next() == "["
        self._at += listed
        while (letter := self._next()) and letter != "]":
            yield self._value()
            letter = self._next()
            if listed and letter == ",":
                self._at += 1
            elif listed and letter != "]":
                raise self._broken()
        self._at += 1
        if listed and (letter != "]" or self._next()):
            raise self._broken()

    def _value(self) -> tuple[int, str, bool]:
        self._twice = False
        while True:
            try:
                _, end = self._decoder.raw_decode(self._text, self._at)
                if end < len(self._text) or not self._more():
                    break
            except (JSONDecodeError, RecursionError) as error:
                if len(self._text) - self._at > LARGEST_PLAN or not self._more():
                    raise self._broken() from error
        text, line = self._text[self._at : end], self._line
        self._line += text.count("\n")
        self._at = end
        return line, text, self._twice

    def _next(self) -> str:
        """Go to the next letter that is not blank and give it; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Read on, and let go of what is behind; False at the end."""
        chunk = self._file.read(_CHUNK)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)

    def _broken(self) -> Broken:
        return Broken(FileCode.NOT_JSON, self._line, found=self._text[self._at : self._at + 12].strip())

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        self._twice = self._twice or len(found) < len(pairs)
        return found

    def _constant(self, word: str) -> Any:
        self._twice = True  # NaN and Infinity: the careful reader says what is wrong
        return None
