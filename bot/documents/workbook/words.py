"""The words of the workbook, from `prompts/documents/workbook.yaml`, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.documents.checks import AdviceCode, FaultCode
from bot.documents.plan_basis_lines import OBSERVED
from bot.documents.plan_document import (
    AssessmentKind,
    AttachmentKind,
    NeedsAspect,
    NeedsElement,
    TargetBase,
    TargetKind,
    TargetUnit,
)
from bot.documents.workbook.layout import SHEETS
from bot.documents.workbook.layout_basis import TABLES
from bot.documents.workbook.layout_glance import GLANCE_SECTIONS
from bot.overlay import OverlayFault, read_prompts
from bot.yaml_lines import load_yaml
from storage.vocabulary import Cause, RoleKind

FILE = "documents/workbook.yaml"
_TEMPLATES = Environment(undefined=StrictUndefined, autoescape=False)


_CHOICES: Mapping[str, Iterable[str]] = {
    "bases": TargetBase,
    "assessments": AssessmentKind,
    "elements": NeedsElement,
    "aspects": NeedsAspect,
    "observed": (*OBSERVED, "root_causes"),
    "causes": Cause,
    "attachments": AttachmentKind,
}


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Heading(_Words):
    """A heading, the help behind it, and what else people call it."""

    label: str
    help: str
    also: tuple[str, ...] = ()


class SheetWords(_Words):
    """A sheet's name on its tab (31 characters at most), its title and one line of help."""

    name: str
    title: str
    help: str


class StartLine(_Words):
    """A paragraph of the first sheet, with a heading over it or not."""

    text: str
    heading: str | None = None


class Choices(_Words):
    """What the drop-downs offer, by the value that is stored."""

    yes: str
    no: str
    essa: tuple[str, ...]
    kinds: Mapping[TargetKind, str]
    units: Mapping[TargetUnit, str]
    roles: Mapping[RoleKind, str]
    bases: Mapping[TargetBase, str]
    assessments: Mapping[AssessmentKind, str]
    elements: Mapping[NeedsElement, str]
    aspects: Mapping[NeedsAspect, str]
    observed: Mapping[str, str]
    causes: Mapping[Cause, str]
    attachments: Mapping[AttachmentKind, str]


class WorkbookWords(_Words):
    """Everything a person reads in or about the workbook."""

    sheets: Mapping[str, SheetWords]
    start: tuple[StartLine, ...]
    section_headings: Mapping[str, str]
    glance: Mapping[str, Heading]
    columns: Mapping[str, Mapping[str, Heading]]
    choices: Choices
    lists: Mapping[str, str]
    invalid: Mapping[str, str]
    parts: Mapping[str, str]
    footer: str
    faults: Mapping[FaultCode, str]
    advice: Mapping[AdviceCode, str]
    sources: Mapping[AdviceCode, str]
    report: Mapping[str, str]
    changes: Mapping[str, str]
    commands: Mapping[str, str]

    @model_validator(mode="after")
    def _complete(self) -> WorkbookWords:
        for where, given, wanted in self._wanted():
            missing = sorted(str(key) for key in wanted - given)
            if missing:
                raise ValueError(f"{where} lacks {', '.join(missing)}")
        sentences = (self.faults, self.advice, self.report, self.changes, self.commands)
        for text in (text for group in sentences for text in group.values()):
            try:
                _TEMPLATES.parse(text)
            except TemplateSyntaxError as error:
                raise ValueError(f"{text!r} is not a template: {error.message}") from error
        return self

    def _wanted(self) -> Iterator[tuple[str, set[str], set[str]]]:
        yield "sheets", set(self.sheets), set(SHEETS)
        lines = {column.field for _, columns in GLANCE_SECTIONS for column in columns} | {"priority"}
        yield "glance", set(self.glance), lines
        for table in TABLES:
            given = set(self.columns.get(table.key, {}))
            yield f"columns, {table.key}", given, {column.field for column in table.columns}
        yield "choices, kinds", set(self.choices.kinds), set(TargetKind)
        yield "choices, units", set(self.choices.units), set(TargetUnit)
        yield "choices, roles", set(self.choices.roles), set(RoleKind)
        for name, kinds in _CHOICES.items():
            yield f"choices, {name}", set(getattr(self.choices, name)), set(kinds)
        yield "faults", set(self.faults), set(FaultCode)
        yield "advice", set(self.advice), set(AdviceCode)

    @cached_property
    def roles_by_word(self) -> Mapping[str, RoleKind]:
        """The roles by what a person writes for them, in small letters."""
        by_word = {word.casefold(): role for role, word in self.choices.roles.items()}
        return {**{role.value: role for role in RoleKind}, **by_word}


def fill(text: str, facts: Mapping[str, object]) -> str:
    """Give a sentence with its facts filled in; `jinja2.UndefinedError` for one that is missing."""
    return _template(text).render(facts) if "{" in text else text


@lru_cache(maxsize=256)
def _template(text: str) -> Template:
    return _TEMPLATES.from_string(text)


def load_workbook_words(overlay: Path | None = None) -> WorkbookWords:
    """Give the words, a district's own where `overlay` has them; raises `OverlayFault`."""
    file = read_prompts(overlay)[FILE]
    loaded = load_yaml(file)
    try:
        return WorkbookWords.model_validate(loaded.data)
    except ValidationError as error:
        first = error.errors()[0]
        line = loaded.line_of(tuple(first["loc"]))
        raise OverlayFault(file.path, line, first["msg"]) from error
