"""The tables of a Word document as rows of text, each with the words that stand above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.words.filters import shorten

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MOST_TABLES = 2_000
MOST_NESTED = 60
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its number in the document (from 1), the heading above it, and its rows of cells."""

    number: int
    above: str
    rows: tuple[tuple[str, ...], ...]


def tables(root: Element) -> list[WordTable]:
    """Give the tables in their order; one that stands within a cell comes behind the one around it.

    What a tracked change took out is not there; what it put in is.
    """
    found: list[WordTable] = []
    _walk(_plain(root), found, _Above(), 0)
    return found


@dataclass(slots=True)
class _Above:
    """What stands above: the words right before, and the heading before those."""

    last: str = ""
    heading: str = ""

    def pass_by(self, paragraph: Element) -> None:
        """Take in a paragraph; one without words says nothing."""
        if words := " ".join(_text(paragraph).split()):
            self.last = words
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and style.get(f"{_W}val", "").lower().startswith("heading"):
                self.heading = words

    def __str__(self) -> str:
        """Give the words right above where they are short enough to be a heading, or else the heading."""
        is_sentence = len(self.last) > LONGEST_HEADING or self.last.endswith((".", "!", "?"))
        return shorten(self.heading if is_sentence and self.heading else self.last, LONGEST_HEADING)


def _plain(root: Element) -> Element:
    """Have a document of the strict kind use the names of the usual one."""
    if root.tag.startswith(_STRICT):
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
                element.tag = _W + element.tag.removeprefix(_STRICT)
    return root


def _walk(element: Element, found: list[WordTable], above: _Above, depth: int) -> None:
    """Take the tables of an element, and what stands above the next ones."""
    if depth > MOST_NESTED:
        return
    for child in element:
        if child.tag == f"{_W}p":
            above.pass_by(child)
        elif child.tag == f"{_W}tbl":
            if len(found) < MOST_TABLES:
                _take(child, found, above, depth)
        elif child.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}sdtPr", f"{_W}sectPr"):
            _walk(child, found, above, depth + 1)


def _take(table: Element, found: list[WordTable], above: _Above, depth: int) -> None:
    rows = [tuple(_text(cell) for cell in _below(row, "tc")) for row in _below(table, "tr")]
    found.append(WordTable(len(found) + 1, str(above), tuple(rows)))
    for row in _below(table, "tr"):
        for cell in _below(row, "tc"):
            for inner in _below(cell, "tbl"):
                if len(found) < MOST_TABLES and depth < MOST_NESTED:
                    _take(inner, found, above, depth + 1)


def _below(element: Element, name: str) -> Iterator[Element]:
    """Give the elements of a name within an element, through content controls and the like."""
    for child in element:
        if child.tag == f"{_W}{name}":
            if name != "tr" or child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _below(child, name)


def _text(element: Element) -> str:
    """Give the text of a cell or a paragraph, a line for each paragraph and each break."""
    parts: list[str] = []
    _gather(element, parts, 0)
    return "".join(parts).strip("\n")


def _gather(element: Element, parts: list[str], depth: int) -> None:
    if depth > 4 * MOST_NESTED:
        return
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag not in (f"{_W}tbl", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr"):
            if _is_hint(child):
                continue
            _gather(child, parts, depth + 1)
            if tag == f"{_W}p":
                parts.append("\n")


def _is_hint(element: Element) -> bool:
    """True for a content control that still shows its hint, and for a second copy of the same words."""
    if element.tag == f"{_W}sdt":
        return element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    return element.tag == "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
