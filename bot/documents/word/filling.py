"""Fills a plan into a Word form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from bot.documents.office_file import BROKEN, Refused
from bot.documents.plan_document import PlanDocument
from bot.documents.word.blank import blank_facts
from bot.documents.word.check import FormFault, check_source, environment
from bot.documents.word.facts import Facts
from bot.documents.word.opening import open_word
from bot.documents.workbook.words import WorkbookWords
from bot.overlay import OverlayFault

_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Form:
    """A Word form that has been read and found fit; `fill` it as often as wanted."""

    def __init__(self, path: Path) -> None:
        """Read the form. Raises `OverlayFault`, which names the file and what is wrong with it."""
        try:
            self._content = path.read_bytes()
            open_word(self._content)
            for source in _sources(DocxTemplate(io.BytesIO(self._content))):
                check_source(source)
        except FormFault as fault:
            raise OverlayFault(path, None, str(fault)) from fault
        except OSError as error:
            raise OverlayFault(path, None, f"the form cannot be read ({error.strerror})") from error
        except (Refused, *BROKEN) as error:
            raise OverlayFault(path, None, "this is not a Word form that can be opened (.docx)") from error

    def fill(self, document: PlanDocument, words: WorkbookWords, later: str) -> bytes:
        """Give the form filled in, as the bytes of a Word document; `later` says a target of a later year."""
        return self._filled(Facts(document, words, later).whole())

    def fill_blank(self, words: WorkbookWords) -> bytes:
        """Give the form with room to write, as the bytes of a Word document."""
        return self._filled(blank_facts(words))

    def _filled(self, facts: dict[str, Any]) -> bytes:
        made = DocxTemplate(io.BytesIO(self._content))
        made.render(facts, environment(), autoescape=True)
        file = io.BytesIO()
        made.save(file)
        return file.getvalue()


def _sources(form: Any) -> Iterator[str]:
    """Give every part of a form that may have tags: text, headers, footers, notes and properties."""
    form.init_docx()
    yield form.patch_xml(form.get_xml())
    for uri in (form.HEADER_URI, form.FOOTER_URI):
        for _, part in form.get_headers_footers(uri):
            yield form.patch_xml(form.get_part_xml(part))
    for part in form.docx.part.package.parts:
        if part.content_type == _NOTES:
            yield form.patch_xml(part.blob.decode("utf-8"))
    for name in _PROPERTIES:
        yield getattr(form.docx.core_properties, name)
