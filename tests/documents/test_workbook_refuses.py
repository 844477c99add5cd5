"""Files that are no plan, or mean no good, get a sentence instead of being opened."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.documents.checks import FaultCode
from bot.documents.office_file import LARGEST_FILE
from bot.documents.workbook import read_workbook
from bot.documents.workbook.opening import MOST_CELLS
from tests.documents.plans import FORM, edited, read, workbook
from tests.documents.test_workbook_forgives import with_part

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def archive(**parts: bytes) -> bytes:
    """A zip file with these parts ("__" stands for "/", "_xml" for ".xml")."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def _encrypted_member() -> bytes:
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def _bomb() -> bytes:
    file = io.BytesIO(workbook())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("xl/media/image1.png", b"\0" * (60 * 1024**2))
    return file.getvalue()


def _lying_bomb() -> bytes:
    """A part that is far larger than the archive says it is."""
    content = bytearray(_bomb())
    at = content.rfind(b"xl/media/image1.png")
    at = content.rfind(b"PK\x01\x02", 0, at)
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def _entities() -> bytes:
    laugh = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    return with_part(workbook(), "xl/workbook.xml", lambda xml: laugh + xml)


def _millions_of_empty_cells() -> bytes:
    rows = "".join(
        f'<row r="{row}">' + '<c s="1"/>' * 26 + "</row>" for row in range(1, MOST_CELLS // 26 + 2)
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(workbook(), "xl/worksheets/sheet3.xml", lambda xml: sheet)


def _other_sheets() -> bytes:
    book = Workbook()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FaultCode.NOT_A_WORKBOOK),
        (b"Number,Action\n1.1.1,Do it\n", FaultCode.NOT_A_WORKBOOK),
        (b"%PDF-1.7", FaultCode.OTHER_DOCUMENT),
        (_OLE, FaultCode.OLD_WORKBOOK),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), FaultCode.LOCKED),
        (archive(word__document_xml=b"<a/>"), FaultCode.OTHER_DOCUMENT),
        (archive(mimetype=b"application/vnd.oasis", content_xml=b"<a/>"), FaultCode.OPEN_DOCUMENT),
        (archive(readme=b"hello"), FaultCode.NOT_A_WORKBOOK),
        (b"\0" * (LARGEST_FILE + 1), FaultCode.TOO_LARGE),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, code: FaultCode) -> None:
    result = read(content)
    assert [(fault.sheet, fault.row, fault.code) for fault in result.faults] == [(None, None, code)]
    assert result.document is None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_encrypted_member, FaultCode.LOCKED),
        (_bomb, FaultCode.SWOLLEN),
        (_lying_bomb, FaultCode.DAMAGED),
        (_entities, FaultCode.SWOLLEN),
        (_millions_of_empty_cells, FaultCode.TOO_LARGE),
        (_other_sheets, FaultCode.NO_PLAN_SHEETS),
        (lambda: workbook()[:-2000], FaultCode.NOT_A_WORKBOOK),
        (lambda: with_part(workbook(), "xl/worksheets/sheet3.xml", lambda xml: xml[:900]), FaultCode.DAMAGED),
        (lambda: with_part(workbook(), "xl/workbook.xml", lambda _: "<a/>"), FaultCode.DAMAGED),
    ],
)
def test_what_cannot_be_opened_safely_is_refused_quickly(make: object, code: FaultCode) -> None:
    assert callable(make)
    content = make()
    begun = time.perf_counter()
    result = read(content)
    assert [fault.code for fault in result.faults] == [code]
    assert time.perf_counter() - begun < 5


def test_a_missing_file_is_the_callers_to_tell(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_workbook(tmp_path / "plan.xlsx", FORM)


def test_every_cut_and_flipped_byte_gives_an_answer() -> None:
    content = workbook()
    for at in range(0, len(content), 997):
        spoiled = bytearray(content)
        spoiled[at] ^= 0x55
        result = read(bytes(spoiled))
        assert (result.document is None) == bool(result.faults)


def test_the_found_sheets_are_named() -> None:
    (fault,) = read(_other_sheets()).faults
    assert "Sheet" in fault.message
    assert "Milestones and actions" in fault.message


def test_a_renamed_sheet_is_recognized() -> None:
    def edit(book: Workbook) -> None:
        book["Strategies"].title = "Strategy"

    (fault,) = read(edited(edit)).faults
    assert '"Strategy"' in fault.message
