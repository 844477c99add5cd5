"""The fields that a Word form may name, from the types of `PlanDocument` and what `facts` adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from bot.documents.plan_document import Measure, PlanDocument
from bot.documents.workbook.layout_basis import ANALYSIS, CHECKLIST


@dataclass(frozen=True, slots=True)
class Field:
    """What a name stands for: text; or a part with `fields`; or a list of `each`."""

    fields: Mapping[str, Field] | None = None
    each: Field | None = None
    joins: bool = False

    @property
    def is_text(self) -> bool:
        """True for what can be shown as it is: text, and lists of texts, which join themselves."""
        return (self.fields is None and self.each is None) or self.joins


TEXT = Field()
TEXTS = Field(each=TEXT, joins=True)
_ROWS = {
    table.key: Field(each=Field(fields={column.field: TEXT for column in table.columns}))
    for table in (CHECKLIST, ANALYSIS)
}


@cache
def plan_fields() -> Field:
    """Give the whole plan as a form sees it."""
    fields = dict(_of_model(PlanDocument).fields or {})
    for below, above in pairwise(("actions", "milestones", "strategies", "priorities")):
        fields[above] = Field(each=Field(fields={**_each(fields[above]), below: fields[below]}))
    for part, key in (("needs", "checklist"), ("analysis", "analysis")):
        fields[part] = Field(fields={**(fields[part].fields or {}), "rows": _ROWS[key]})
    return Field(fields=fields)


def listed() -> Iterator[str]:
    """Give the path of every text that a form may show: "header.school_name", "goals[].text"."""
    for name, field in (plan_fields().fields or {}).items():
        yield from _paths(name, field)


def _paths(path: str, field: Field) -> Iterator[str]:
    if field.is_text:
        yield f"{path}[]" if field.each else path
    for name, inner in (field.fields or {}).items():
        yield from _paths(f"{path}.{name}", inner)
    if field.each is not None and not field.joins:
        yield from _paths(f"{path}[]", field.each)


def _each(field: Field) -> Mapping[str, Field]:
    return (field.each.fields if field.each else None) or {}


def _of_model(model: type[BaseModel]) -> Field:
    fields = {name: _of_type(field.annotation) for name, field in model.model_fields.items()}
    if model is Measure:
        fields |= {"year1": TEXT, "year2": TEXT, "year3": TEXT, "later": TEXT}
    return Field(fields=fields)


def _of_type(annotation: Any) -> Field:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of_type(arguments[0])
    if origin in (Union, UnionType):
        return _of_type(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        inner = _of_type(arguments[0])
        return TEXTS if inner.is_text else Field(each=inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation)
    return TEXT
