"""The JSON Schema of a plan, with a title and a sentence for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.documents.plan_document import PlanDocument
from bot.overlay import OverlayFault, read_prompts
from bot.yaml_lines import load_yaml

FILE = "documents/plan_fields.yaml"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANY = "any"

FieldWords = Mapping[str, Mapping[str, tuple[str, str]]]
"""Title and description of each field, by part and field; `ANY` holds what several parts share."""

_FIELD_WORDS: TypeAdapter[FieldWords] = TypeAdapter(FieldWords, config=ConfigDict(frozen=True))


def field_words(overlay: Path | None = None) -> FieldWords:
    """Give the words, a district's own where `overlay` has them; raises `OverlayFault`."""
    file = read_prompts(overlay)[FILE]
    loaded = load_yaml(file)
    try:
        return _FIELD_WORDS.validate_python(loaded.data)
    except ValidationError as error:
        first = error.errors()[0]
        raise OverlayFault(file.path, loaded.line_of(tuple(first["loc"])), first["msg"]) from error


def plan_schema(words: FieldWords) -> dict[str, Any]:
    """Give the schema that a plan's JSON or YAML follows."""
    schema = PlanDocument.model_json_schema()
    parts = {"PlanDocument": schema, **schema.get("$defs", {})}
    for name, part in parts.items():
        if "description" in part:
            part["description"] = " ".join(part["description"].split())
        for field, value in part.get("properties", {}).items():
            found = _words(words, name, field)
            if found is not None:
                value["title"], value["description"] = found
    return {"$schema": DIALECT, **schema}


def undescribed(words: FieldWords) -> list[str]:
    """Give the fields that have no words of their own ("Action.budget")."""
    return [f"{part}.{field}" for part, field in _fields() if _words(words, part, field) is None]


def _words(words: FieldWords, part: str, field: str) -> tuple[str, str] | None:
    return words.get(part, {}).get(field) or words.get(ANY, {}).get(field)


def _fields() -> Iterator[tuple[str, str]]:
    schema = PlanDocument.model_json_schema()
    for name, part in {"PlanDocument": schema, **schema.get("$defs", {})}.items():
        yield from ((name, field) for field in part.get("properties", {}))
