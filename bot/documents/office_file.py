"""What every Office file of a stranger is asked before it is opened: what it is, and how large it gets."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import ParseError

from bot.documents.checks import FaultCode

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
LARGEST_SHEET = 20 * 1024 * 1024
MOST_PARTS = 2000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1024 * 1024
_FAMILIES = {
    "word/": "a Word document",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint file",
}
"""What a file is, by the folder that its parts are in."""

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


def file_bytes(source: Path | bytes) -> bytes:
    """Give a file's content. Raises `Refused` for more than `LARGEST_FILE`, and OSError as opening does."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(LARGEST_FILE + 1)
    if len(source) > LARGEST_FILE:
        raise Refused(FaultCode.TOO_LARGE, limit=f"{LARGEST_FILE // 1024**2} MB")
    return source


def check_kind(data: bytes) -> None:
    """Raise `Refused` for what is no Office file, or one that is locked or of the old kind."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(FaultCode.LOCKED if locked else FaultCode.OLD_WORKBOOK)
    if data.startswith(b"%PDF"):
        raise Refused(FaultCode.OTHER_DOCUMENT, what="a PDF")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(FaultCode.NOT_A_WORKBOOK)


def check_names(archive: zipfile.ZipFile, family: str) -> None:
    """Raise `Refused` for an archive that is locked, of another family than "word/" or "xl/", or swollen."""
    names = archive.namelist()
    if any(info.flag_bits & 0x1 for info in archive.infolist()):
        raise Refused(FaultCode.LOCKED)
    for folder, what in _FAMILIES.items():
        if folder != family and any(name.startswith(folder) for name in names):
            raise Refused(FaultCode.OTHER_DOCUMENT, what=what)
    if "content.xml" in names and "mimetype" in names:
        raise Refused(FaultCode.OPEN_DOCUMENT, what="OpenDocument")
    if "[Content_Types].xml" not in names or not any(name.startswith(family) for name in names):
        raise Refused(FaultCode.NOT_A_WORKBOOK)
    if len(names) > MOST_PARTS:
        raise Refused(FaultCode.SWOLLEN)


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


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Say whether a file has macros; they are never run."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
