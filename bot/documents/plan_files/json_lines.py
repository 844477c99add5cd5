"""JSON that remembers its lines, so that a fault in a plan can say where it is.

Python's own reader is asked first; this one reads a file that has a fault, or might have one that
Python's overlooks: a key that is given twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from bot.documents.plan_files.loaded import Broken, FileCode, Lined, Where

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None}
DEEPEST = 40
LONGEST_NUMBER = 60


def load_json(text: str) -> Lined:
    """Give the data of a JSON text with its lines. Raises `Broken` for a text that is not JSON."""
    reader = _Reader(text)
    data = reader.value(reader.blank(0), (), 0)[0]
    return Lined(data, reader.lines)


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines: dict[Where, int] = {}
        self._counted = (0, 1)

    def value(self, at: int, where: Where, depth: int) -> tuple[Any, int]:
        """Give the value that starts at a place, and the place behind it and the blanks after it."""
        if depth > DEEPEST:
            raise self._broken(at, FileCode.TOO_DEEP)
        self.lines.setdefault(where, self._line(at))
        letter = self._text[at : at + 1]
        data: Any
        if letter == "{":
            data, at = self._object(at + 1, where, depth)
        elif letter == "[":
            data, at = self._list(at + 1, where, depth)
        elif letter == '"':
            data, at = self._string(at)
        else:
            data, at = self._word(at)
        at = self.blank(at)
        if depth == 0 and at < len(self._text):
            raise self._broken(at, FileCode.NOT_JSON, found=self._text[at : at + 12])
        return data, at

    def blank(self, at: int) -> int:
        """Give the first place from `at` on that is not blank."""
        match = _BLANK.match(self._text, at)
        return match.end() if match else at

    def _object(self, at: int, where: Where, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}

        def member(at: int) -> int:
            if self._text[at : at + 1] != '"':
                raise self._broken(at, FileCode.NOT_JSON, found=self._text[at : at + 12])
            key, after = self._string(at)
            if key in found:
                raise self._broken(at, FileCode.GIVEN_TWICE, key=key)
            self.lines[(*where, key)] = self._line(at)
            colon = self._expect(self.blank(after), ":")
            found[key], at = self.value(self.blank(colon), (*where, key), depth + 1)
            return at

        return found, self._members(at, "}", member)

    def _list(self, at: int, where: Where, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []

        def member(at: int) -> int:
            value, at = self.value(at, (*where, len(found)), depth + 1)
            found.append(value)
            return at

        return found, self._members(at, "]", member)

    def _members(self, at: int, end: str, member: Callable[[int], int]) -> int:
        at = self.blank(at)
        if self._text[at : at + 1] == end:
            return at + 1
        while True:
            at = member(at)
            if self._text[at : at + 1] == end:
                return at + 1
            at = self.blank(self._expect(at, ","))

    def _expect(self, at: int, wanted: str) -> int:
        if self._text[at : at + 1] != wanted:
            raise self._broken(at, FileCode.NOT_JSON, found=self._text[at : at + 12])
        return at + 1

    def _string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self._text, at + 1, True)
        except JSONDecodeError as error:
            raise self._broken(error.pos, FileCode.NOT_JSON, found=self._text[at : at + 12]) from None
        return text, end

    def _word(self, at: int) -> tuple[Any, int]:
        for word, value in _WORDS.items():
            if self._text.startswith(word, at):
                return value, at + len(word)
        number = _NUMBER.match(self._text, at)
        if number is None or number.end() - at > LONGEST_NUMBER:
            raise self._broken(at, FileCode.NOT_JSON, found=self._text[at : at + 12])
        whole = number[1] is None and number[2] is None
        return (int(number[0]) if whole else float(number[0])), number.end()

    def _line(self, at: int) -> int:
        """Give the line of a place; places are asked for in rising order, or nearly."""
        place, line = self._counted
        if at < place:
            return self._text.count("\n", 0, at) + 1
        line += self._text.count("\n", place, at)
        self._counted = (at, line)
        return line

    def _broken(self, at: int, code: FileCode, **facts: object) -> Broken:
        return Broken(code, self._text.count("\n", 0, at) + 1, **facts)
