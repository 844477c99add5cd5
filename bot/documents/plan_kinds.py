"""What a kind of plan file can do, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.words import FileWords, file_words
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.report import ReadResult


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The words of the workbook (`workbook`, with the practices) and those of data files (`files`).

    `overlay` is where a district has its own, for kinds that have more to load; `form` is the Word form
    to fill in, by name.
    """

    workbook: WorkbookFormat
    files: FileWords
    overlay: Path | None = None
    form: str = "plan"

    @classmethod
    def load(cls, overlay: Path | None = None) -> PlanWords:
        """Give the packaged words, with a district's own from `overlay`; raises `OverlayFault`."""
        return cls(WorkbookFormat.load(overlay), file_words(overlay), overlay)


@dataclass(frozen=True, slots=True)
class PlanKind:
    """A kind of file: `read` gives a plan or its faults (OSError for a file that cannot be opened),

    `write` gives the file's bytes.
    """

    name: str
    read: Callable[[Path | bytes, PlanWords], ReadResult]
    write: Callable[[PlanDocument, PlanWords], bytes]
