"""Opens a workbook that a stranger may have made, once it is known what it is and how large it gets."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

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

MOST_CELLS = 250_000
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook with the values of its cells; `formulas` is the same one unsolved, where it has any."""

    values: Workbook
    formulas: Workbook | None
    has_macros: bool = field(default=False)


def open_workbook(source: Path | bytes) -> Opened:
    """Give the workbook of a file or of its bytes. Raises `Refused`, and OSError as opening does."""
    data = file_bytes(source)
    check_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_names(archive, "xl/")
            if "xl/workbook.bin" in archive.namelist():
                raise Refused(FaultCode.OPEN_DOCUMENT, what="Excel binary, .xlsb")
            has_formulas, macros = _check_parts(archive), has_macros(archive)
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error
    values = _load(data, data_only=True)
    return Opened(values, _load(data, data_only=False) if has_formulas else None, macros)


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


def _load(data: bytes, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions that openpyxl leaves out; none holds a value
            return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except InvalidFileException as error:
        raise Refused(FaultCode.NOT_A_WORKBOOK) from error
    except BROKEN as error:
        raise Refused(FaultCode.DAMAGED, part=None) from error
