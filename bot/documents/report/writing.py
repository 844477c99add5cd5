"""A report in any of its file formats; only commands and child processes load this."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from bot.documents.picture import draw
from bot.documents.report.as_json import report_json
from bot.documents.report.markdown import markdown
from bot.documents.report.model import Document, Picture
from bot.documents.report.page import page
from bot.documents.report.word import word
from bot.documents.report.workbook import workbook
from bot.words import Words


class Format(StrEnum):
    """How a report is written; the value is also the ending of its file."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"
    PNG = "png"

    @property
    def is_text(self) -> bool:
        """Whether it can be printed where one types commands."""
        return self in (Format.MD, Format.HTML, Format.JSON)


class NoPicture(Exception):
    """The report has no picture to write."""


async def write(document: Document, words: Words, form: Format, overlay: Path | None = None) -> bytes:
    """Give the bytes of the report's file.

    Raises `OverlayFault` for a template that cannot be used, `PictureFault`, and `NoPicture`.
    """
    drawn = [part.svg for part in document.parts if isinstance(part, Picture)]
    if form is Format.PNG:
        if not drawn:
            raise NoPicture
        return await draw(drawn[0])
    if form is Format.DOCX:
        return word(document, words, await asyncio.gather(*map(draw, drawn)), overlay)
    text: dict[Format, Callable[[], str]] = {
        Format.MD: lambda: markdown(document, words),
        Format.HTML: lambda: page(document, words),
        Format.JSON: lambda: json.dumps(report_json(document), indent=2, ensure_ascii=False) + "\n",
    }
    return text[form]().encode() if form in text else workbook(document, words)
