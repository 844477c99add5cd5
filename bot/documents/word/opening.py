"""Opens a Word document that a stranger may have made, once it is known what it is and how large it gets.

Only the text of the document's own part is read: no macro is run, no link is followed, no picture,
embedded file or other part is looked into.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, XMLParser

from bot.documents.checks import FaultCode
from bot.documents.office_file import (
    BROKEN,
    LARGEST_SHEET,
    LARGEST_UNPACKED,
    Refused,
    check_kind,
    check_names,
    file_bytes,
    has_macros,
    unpack,
)

_DOCUMENT = "word/document.xml"
_CHUNK = 64 * 1024
MOST_ELEMENTS = 600_000


@dataclass(frozen=True, slots=True)
class OpenedWord:
    """The root element of the document's text, and whether the file has macros (which are left alone)."""

    root: Element
    has_macros: bool


def open_word(source: Path | bytes) -> OpenedWord:
    """Give the text of a document. Raises `Refused`, and OSError as opening does."""
    data = file_bytes(source)
    check_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_names(archive, "word/")
            if _DOCUMENT not in archive.namelist():
                raise Refused(FaultCode.NOT_A_WORKBOOK)
            text, macros = _check_parts(archive), has_macros(archive)
        return OpenedWord(_parsed(text), macros)
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error


def _check_parts(archive: zipfile.ZipFile) -> bytes:
    """Unpack every part to count it, as stated sizes may lie; give the text of the document."""
    unpacked, document = 0, b""
    for info in archive.infolist():
        text = unpack(archive, info, LARGEST_UNPACKED - unpacked)
        unpacked += len(text)
        if not info.filename.endswith((".xml", ".rels")):
            continue
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Refused(FaultCode.SWOLLEN)
        if info.filename == _DOCUMENT:
            if len(text) > LARGEST_SHEET:
                raise Refused(FaultCode.TOO_LARGE, limit=f"{LARGEST_SHEET // 1024**2} MB of text")
            document = text
    return document


def _parsed(text: bytes) -> Element:
    """Parse the text; a document of more elements than any plan has is given up on the way."""
    if text.count(b"<") > 2 * MOST_ELEMENTS:
        raise Refused(FaultCode.TOO_LARGE, limit=f"{MOST_ELEMENTS:,} elements")
    parser = XMLParser()
    for start in range(0, len(text), _CHUNK):
        parser.feed(text[start : start + _CHUNK])
    root = parser.close()
    if not isinstance(root, Element):
        raise ParseError("no root")
    return root
