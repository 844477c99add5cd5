"""The words about plans in JSON and YAML, from `prompts/documents/plan_files.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.documents.plan_files.loaded import FileCode
from bot.overlay import OverlayFault, read_prompts
from bot.yaml_lines import load_yaml

FILE = "documents/plan_files.yaml"


class FileWords(BaseModel):
    """The sentences: `files` by the code of the fault, `faults` in place of the workbook's own.

    `many` is about files that hold many plans; `parts` names one of each list, for saying where something is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: Mapping[FileCode, str]
    faults: Mapping[str, str]
    many: Mapping[str, str]
    parts: Mapping[str, str]

    @model_validator(mode="after")
    def _complete(self) -> FileWords:
        missing = sorted(set(FileCode) - set(self.files))
        if missing:
            raise ValueError(f"files lacks {', '.join(missing)}")
        return self


@lru_cache(maxsize=4)
def file_words(overlay: Path | None = None) -> FileWords:
    """Give the words, a district's own where `overlay` has them; raises `OverlayFault`."""
    file = read_prompts(overlay)[FILE]
    loaded = load_yaml(file)
    try:
        return FileWords.model_validate(loaded.data)
    except ValidationError as error:
        first = error.errors()[0]
        raise OverlayFault(file.path, loaded.line_of(tuple(first["loc"])), first["msg"]) from error
