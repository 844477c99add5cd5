"""The Word document as a kind of plan file."""

from __future__ import annotations

from pathlib import Path

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanKind, PlanWords
from bot.documents.word.forms import open_form
from bot.documents.word.read import read_word
from bot.documents.word.words import word_words
from bot.documents.workbook.report import ReadResult


def _read(source: Path | bytes, words: PlanWords) -> ReadResult:
    return read_word(source, words.workbook, word_words(words.overlay))


def _write(document: PlanDocument, words: PlanWords) -> bytes:
    return open_form(words.form, words.overlay).fill(
        document, words.workbook.words, word_words(words.overlay).later_line
    )


DOCX = PlanKind("Word", _read, _write)
