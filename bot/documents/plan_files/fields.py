"""The fields that the plan's model has at a path, found by its types."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.loaded import Where

KEYS = ("number", "code", "email", "year")
"""What lists of a plan are ordered by."""


def model_at(where: Where) -> type[BaseModel] | None:
    """Give the model of the value at a path, or None where there is none."""
    at: Any = PlanDocument
    for part in where:
        if isinstance(part, int):
            continue  # `_model` has gone into the list already
        model = _model(at)
        if model is None or part not in model.model_fields:
            return None
        at = model.model_fields[part].annotation
    return _model(at)


def _model(kind: Any) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if get_origin(kind) in (Annotated, Union, UnionType, tuple, list):
        found = (_model(inner) for inner in get_args(kind))
        return next((model for model in found if model is not None), None)
    return None


def order_key(model: type[BaseModel] | None) -> str | None:
    """Give the field that a list of this model is ordered by, or None where it keeps its order."""
    return next((key for key in KEYS if model is not None and key in model.model_fields), None)
