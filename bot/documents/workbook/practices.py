"""Practice codes as people write them: "3b", "3b, 4c", or a code with the practice's name behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.catalogue import Practice
from bot.documents.plan_text import clean_line

_CODE = r"(?P<code>\d\s?[.-]?\s?[a-z]\b\.?)"
_BARE = re.compile(rf"{_CODE}\s*[:–-]?\s*", re.IGNORECASE)


class PracticeReader:
    """Finds practice codes in a cell; `practices` are the ones there are, by code."""

    def __init__(self, practices: Mapping[str, Practice]) -> None:
        """Compile one pattern for each name, the longest first, with a code before it or not."""
        names = [
            (code, name) for code, practice in practices.items() for name in (practice.name, *practice.also)
        ]
        titles = sorted(names, key=lambda pair: -len(pair[1]))
        self._titles = [
            (code, re.compile(rf"(?:{_CODE}\s*[:–-]?\s*)?{_loosely(title)}", re.IGNORECASE))
            for code, title in titles
        ]

    def read(self, value: object) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        """Give the codes, and what was read by its name against its code as (words, code).

        Where a code and the name behind it differ, the name counts: published lists disagree on codes.
        What is no code comes back as it was written, for the checks to name it.
        """
        rest = clean_line(str(value))
        codes: list[str] = []
        by_name: list[tuple[str, str]] = []
        for code, pattern in self._titles:
            for match in pattern.finditer(rest):
                codes.append(code)
                written = match["code"]
                if written is None or _plain(written) != code:
                    by_name.append((match.group(), code))
            rest = pattern.sub(";", rest)
        for part in re.split(r"[,;\n]+", rest):
            codes.extend(_codes(part.strip()))
        return tuple(dict.fromkeys(codes)), tuple(by_name)


def _codes(part: str) -> list[str]:
    if not part:
        return []
    pieces = [piece for piece in re.split(r"\s+(?:and\s+)?|\s*&\s*|/", part) if piece]
    if all(_BARE.fullmatch(piece) for piece in pieces):
        return [_plain(piece) for piece in pieces]
    match = _BARE.fullmatch(part)
    return [_plain(part)] if match else [part]


def _plain(code: str) -> str:
    return re.sub(r"[\s.:–-]", "", code).lower()


def _loosely(title: str) -> str:
    """Give a pattern for a title whatever its case, blanks, "&" or "and", and final period."""
    words = re.findall(r"\w+", title.replace("&", " "))
    joined = r"[\W_]+(?:and[\W_]+)?".join(re.escape(word) for word in words if word.lower() != "and")
    return joined + r"\b\.?"
