"""Reads one YAML file into its model, and turns what is wrong with it into file, line and reason."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.overlay import OverlayFault, PromptFile
from bot.yaml_lines import LinedYaml, Where, load_yaml

Model = TypeVar("Model", bound=BaseModel)

_REASONS = {
    "missing": "{key} is missing",
    "extra_forbidden": "{key} is not a key that is known here",
    "string_type": "{key} must be text; put it in quotation marks",
    "string_too_long": "{key} is too long; {max_length} characters at most",
    "string_too_short": "{key} is empty",
    "enum": "{value} is not known here; choose {expected}",
    "literal_error": "{value} is not known here; choose {expected}",
    "string_pattern_mismatch": "{value} does not have the form wanted here ({pattern})",
    "too_short": "{key} needs at least one entry",
}


def read_file(file: PromptFile, model: type[Model]) -> tuple[Model, LinedYaml]:
    """The file as its model, with its lines. Raises `OverlayFault` for the first thing that is wrong."""
    content = load_yaml(file)
    try:
        return model.model_validate(content.data), content
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = _in_file(first["loc"], content)
        raise OverlayFault(file.path, content.line_of(where), _reason(first)) from error


def _in_file(where: Where, content: LinedYaml) -> Where:
    """Where pydantic saw the fault, without what it adds: marks of keys, kinds of items."""
    path: Where = ()
    for part in where:
        if (*path, part) in content.lines:
            path = (*path, part)
    return path


def _reason(error: ErrorDetails) -> str:
    where = [part for part in error["loc"] if part != "[key]"]
    facts = {"key": where[-1] if where else "this file", "value": error["input"], **error.get("ctx", {})}
    template = _REASONS.get(error["type"])
    return template.format(**facts) if template else f"{facts['key']}: {error['msg']}"
