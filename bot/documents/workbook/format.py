"""What reading and writing workbooks needs to know: the words, and the practices that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue import Catalogue, Practice
from bot.documents.workbook.words import WorkbookWords, load_workbook_words


@dataclass(frozen=True)
class WorkbookFormat:
    """The words of the workbook and the practices by code; loaded once and passed down."""

    words: WorkbookWords
    practices: Mapping[str, Practice]

    @classmethod
    def load(cls, overlay: Path | None = None) -> WorkbookFormat:
        """Give the packaged format, with a district's own files from `overlay`; raises `OverlayFault`."""
        return cls.of(load_workbook_words(overlay), Catalogue.load(overlay))

    @classmethod
    def of(cls, words: WorkbookWords, catalogue: Catalogue) -> WorkbookFormat:
        """Give the format for words and a catalogue that are loaded already."""
        return cls(words, catalogue.practices)
