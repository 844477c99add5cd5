"""Opens a workbook that a stranger may have made, once it is known what it is and how large it gets."""

from __future__ import annotations

import io
import lzma
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from bot.documents.checks import FaultCode

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
LARGEST_SHEET = 20 * 1024 * 1024
MOST_PARTS = 2000
MOST_CELLS = 250_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    EOFError,
    RuntimeError,
    TypeError,
    ValueError,
    ParseError,
    struct.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile and openpyxl raise for files that are not what they say they are."""


class Refused(Exception):
    """A file that is not read at all, with the code of its sentence and what it says."""

    def __init__(self, code: FaultCode, **facts: object) -> None:
        self.code = code
        self.facts: Mapping[str, object] = facts
        super().__init__(code.value)


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook with the values of its cells; `formulas` is the same one unsolved, where it has any."""

    values: Workbook
    formulas: Workbook | None
    has_macros: bool = field(default=False)


def open_workbook(source: Path | bytes) -> Opened:
    """Give the workbook of a file or of its bytes. Raises `Refused`, and OSError as opening does."""
    data = file_bytes(source)
    _check_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive)
            has_formulas = _check_parts(archive)
            has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error
    values = _load(data, data_only=True)
    return Opened(values, _load(data, data_only=False) if has_formulas else None, has_macros)


def file_bytes(source: Path | bytes) -> bytes:
    """Give a file's content. Raises `Refused` for more than `LARGEST_FILE`, and OSError as opening does."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(LARGEST_FILE + 1)
    if len(source) > LARGEST_FILE:
        raise Refused(FaultCode.TOO_LARGE, limit=f"{LARGEST_FILE // 1024**2} MB")
    return source


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
    if any(name.startswith("word/") for name in names):
        raise Refused(FaultCode.OTHER_DOCUMENT, what="a Word document")
    if any(name.startswith("ppt/") for name in names):
        raise Refused(FaultCode.OTHER_DOCUMENT, what="a PowerPoint file")
    if "content.xml" in names and "mimetype" in names:
        raise Refused(FaultCode.OPEN_DOCUMENT, what="OpenDocument")
    if "xl/workbook.bin" in names:
        raise Refused(FaultCode.OPEN_DOCUMENT, what="Excel binary, .xlsb")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused(FaultCode.NOT_A_WORKBOOK)
    if len(archive.infolist()) > MOST_PARTS:
        raise Refused(FaultCode.SWOLLEN)


def _check_parts(archive: zipfile.ZipFile) -> bool:
    """Unpack every part to count it, as stated sizes may lie; True if there are formulas."""
    unpacked = cells = 0
    has_formulas = False
    for info in archive.infolist():
        text = unpack(archive, info, LARGEST_UNPACKED - unpacked)
        unpacked += len(text)
        if not info.filename.endswith((".xml", ".rels")):
            continue
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise Refused(FaultCode.SWOLLEN)
        if info.filename.startswith("xl/worksheets/"):
            cells += len(_CELL.findall(text))
            has_formulas = has_formulas or _FORMULA.search(text) is not None
            if cells > MOST_CELLS or len(text) > LARGEST_SHEET:
                raise Refused(FaultCode.TOO_LARGE, limit=f"{MOST_CELLS:,} cells")
    return has_formulas


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """Give a part of an archive, at most `left` bytes of it. Raises `Refused` for more."""
    if info.file_size > left:
        raise Refused(FaultCode.SWOLLEN)
    chunks = []
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Refused(FaultCode.SWOLLEN)
            chunks.append(chunk)
    return b"".join(chunks)


def _load(data: bytes, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions that openpyxl leaves out; none holds a value
            return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except InvalidFileException as error:
        raise Refused(FaultCode.NOT_A_WORKBOOK) from error
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error
