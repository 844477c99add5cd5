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
from bot.documents.workbook.opening import (
    BROKEN,
    LARGEST_SHEET,
    LARGEST_UNPACKED,
    MOST_PARTS,
    OLE,
    Refused,
    file_bytes,
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
    _check_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive)
            text = _check_parts(archive)
            has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
        return OpenedWord(_parsed(text), has_macros)
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error


def _check_kind(data: bytes) -> None:
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(FaultCode.LOCKED if locked else FaultCode.OLD_WORKBOOK)
    if data.startswith(b"%PDF"):
        raise Refused(FaultCode.OTHER_DOCUMENT, what="a PDF")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(FaultCode.NOT_A_WORKBOOK)


def _check_names(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(info.flag_bits & 0x1 for info in archive.infolist()):
        raise Refused(FaultCode.LOCKED)
    if "content.xml" in names and "mimetype" in names:
        raise Refused(FaultCode.OPEN_DOCUMENT, what="OpenDocument")
    if any(name.startswith("xl/") for name in names):
        raise Refused(FaultCode.OTHER_DOCUMENT, what="an Excel workbook")
    if "[Content_Types].xml" not in names or _DOCUMENT not in names:
        raise Refused(FaultCode.NOT_A_WORKBOOK)
    if len(archive.infolist()) > MOST_PARTS:
        raise Refused(FaultCode.SWOLLEN)


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
