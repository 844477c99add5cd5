"""From data with its lines to a plan, or to faults that say path, line and what would be right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.documents.checks import FaultCode, Finding, advise, check_plan, nearest
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.fields import model_at
from bot.documents.plan_files.loaded import FileCode, Lined, Where, shown_path
from bot.documents.plan_files.places import Places, spoken
from bot.documents.plan_files.words import FileWords
from bot.documents.workbook.format import WorkbookFormat
from bot.documents.workbook.report import Fault, ReadResult
from bot.documents.workbook.words import fill

_CODES: Mapping[str, FileCode] = {
    "extra_forbidden": FileCode.UNKNOWN_FIELD,
    "missing": FileCode.MISSING_FIELD,
    "string_type": FileCode.NOT_TEXT_FIELD,
    "tuple_type": FileCode.NOT_A_LIST,
    "list_type": FileCode.NOT_A_LIST,
    "iterable_type": FileCode.NOT_A_LIST,
    "model_type": FileCode.NOT_A_PART,
    "dict_type": FileCode.NOT_A_PART,
    "enum": FileCode.NOT_ONE_OF,
    "literal_error": FileCode.NOT_ONE_OF,
}
_BEGINNINGS: Mapping[str, FileCode] = {
    "int_": FileCode.NOT_A_WHOLE_NUMBER,
    "decimal_": FileCode.NOT_AN_AMOUNT,
    "float_": FileCode.NOT_AN_AMOUNT,
    "finite_": FileCode.NOT_AN_AMOUNT,
    "date_": FileCode.NOT_A_DAY,
    "bool_": FileCode.NOT_YES_OR_NO,
}


class Sentences:
    """Says a fault of one file in words, with its place."""

    def __init__(self, form: WorkbookFormat, words: FileWords, data: Any = None) -> None:
        """Hold the words of both kinds, and the data of the file, which says what a part is called."""
        self.form = form
        self.words = words
        self._data = data

    def of_file(self, code: FileCode, line: int | None, where: Where, facts: Mapping[str, object]) -> Fault:
        """Give the fault of a file or a field."""
        message = fill(self.words.files[code], {"found": None, **facts})
        return self._placed(line, code, message, where)

    def of_plan(self, finding: Finding, line: int, where: Where, first: Where | None) -> Fault:
        """Give a fault or an advice of the checks that every kind of file goes through."""
        words = self.form.words
        what = words.parts.get(str(finding.place[0]), "")
        facts: dict[str, object] = {
            "what": what,
            "heading": finding.place[-1],
            "first": self._spoken(first or ()),
        }
        facts |= {name: _said(value) for name, value in finding.facts.items()}
        of_book = words.faults if isinstance(finding.code, FaultCode) else words.advice
        sentence = self.words.faults.get(finding.code.value) or of_book[finding.code]  # type: ignore[index]
        message = fill(sentence, {"first_row": None, **facts})
        source = None if isinstance(finding.code, FaultCode) else words.sources.get(finding.code)
        return self._placed(line, finding.code, message, where, source)

    def _placed(
        self, line: int | None, code: StrEnum, message: str, where: Where, source: str | None = None
    ) -> Fault:
        path, place = shown_path(where) or None, self._spoken(where) or None
        return Fault(None, line, None, code, message, path, source, place)

    def _spoken(self, where: Where) -> str:
        return spoken(where, self._data, self.words.parts)


def read_lined(lined: Lined, form: WorkbookFormat, words: FileWords) -> ReadResult:
    """Give the plan of one file's data, or everything that is in the way."""
    sentences = Sentences(form, words, lined.data)
    if isinstance(lined.data, list):
        several = sentences.of_file(FileCode.SEVERAL_PLANS, None, (), {"count": len(lined.data)})
        return ReadResult(None, (several,), ())
    if not isinstance(lined.data, dict):
        return ReadResult(None, (sentences.of_file(FileCode.NOT_A_PLAN, None, (), {}),), ())
    try:
        text = json.dumps(lined.data, default=_day, ensure_ascii=False)
        document = PlanDocument.model_validate_json(text, strict=True)
    except ValidationError as error:
        return ReadResult(None, tuple(_faults(error, lined, sentences)), ())
    except (TypeError, ValueError, RecursionError):
        return ReadResult(None, (sentences.of_file(FileCode.NOT_A_PLAN, None, (), {}),), ())
    return checked(document, lined, sentences)


def checked(document: PlanDocument, lined: Lined, sentences: Sentences) -> ReadResult:
    """Give what the checks say of a document, at the places where the file has its parts."""
    places = Places(document, lined.data)

    def said(finding: Finding) -> Fault:
        where = places.of(finding.place)
        first = places.of(finding.first) if finding.first else None
        return sentences.of_plan(finding, lined.line_of(where), where, first)

    faults = [said(finding) for finding in check_plan(document, sentences.form.practices)]
    advice = [said(finding) for finding in advise(document)]
    faults.sort(key=lambda fault: fault.row or 0)
    advice.sort(key=lambda fault: fault.row or 0)
    return ReadResult(None if faults else document, tuple(faults), tuple(advice))


def _faults(error: ValidationError, lined: Lined, sentences: Sentences) -> Iterator[Fault]:
    """Give the faults of fields in the order of the file."""
    found = []
    for detail in error.errors(include_url=False):
        where = tuple(part for part in detail["loc"] if isinstance(part, int | str))
        found.append((lined.line_of(where), where, detail))
    for line, where, detail in sorted(found, key=lambda one: one[0]):
        code = _code(detail["type"])
        facts = _facts(detail, where) | {"value": _shown(detail["input"])}
        yield sentences.of_file(code, line, where, facts)


def _code(kind: str) -> FileCode:
    if kind in _CODES:
        return _CODES[kind]
    starts = (code for start, code in _BEGINNINGS.items() if kind.startswith(start))
    return next(starts, FileCode.NOT_VALID)


def _facts(detail: ErrorDetails, where: Where) -> dict[str, object]:
    context = detail.get("ctx", {})
    facts: dict[str, object] = {"problem": detail["msg"], "field": str(where[-1]) if where else ""}
    if detail["type"] == "extra_forbidden":
        fields = list(_fields(where[:-1]))
        close = nearest(str(facts["field"]), fields) or nearest(str(facts["field"]).replace("_", " "), fields)
        facts |= {"nearest": close, "known": ", ".join(fields)}
    if "expected" in context:
        choices = [choice.strip("' ") for choice in str(context["expected"]).replace(" or ", ", ").split(",")]
        close = nearest(str(detail["input"]), choices)
        facts |= {"choices": ", ".join(choices), "nearest": close}
    return facts


def _fields(where: Where) -> Iterator[str]:
    model: type[BaseModel] | None = model_at(where)
    yield from model.model_fields if model is not None else ()


def _day(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a set of fields"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{text[:60]}”"
