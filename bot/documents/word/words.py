"""The words of the Word document, from `prompts/documents/word.yaml`, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.documents.checks import AdviceCode, FaultCode
from bot.overlay import OverlayFault, read_prompts
from bot.yaml_lines import load_yaml

FILE = "documents/word.yaml"
SECTIONS = ("glance", "people", "teams", "direction", "purpose", "glossary", "goals", "needs", "checklist",
            "analysis", "priorities", "strategies", "signatures", "attachments",
            "goal", "strategy", "milestone")  # fmt: skip
HELP = ("privacy", "footer")


class WordWords(BaseModel):
    """Everything a person reads in or about the Word document that the workbook does not say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: Mapping[str, str]
    help: Mapping[str, str]
    faults: Mapping[FaultCode, str]
    advice: Mapping[AdviceCode, str]
    places: Mapping[str, str]
    later: str
    later_line: str
    forms: Mapping[str, str]

    @model_validator(mode="after")
    def _complete(self) -> WordWords:
        for where, given, wanted in (("sections", self.sections, SECTIONS), ("help", self.help, HELP)):
            missing = sorted(set(wanted) - set(given))
            if missing:
                raise ValueError(f"{where} lacks {', '.join(missing)}")
        return self


@lru_cache(maxsize=4)
def word_words(overlay: Path | None = None) -> WordWords:
    """Give the words, a district's own where `overlay` has them; raises `OverlayFault`."""
    file = read_prompts(overlay)[FILE]
    loaded = load_yaml(file)
    try:
        return WordWords.model_validate(loaded.data)
    except ValidationError as error:
        first = error.errors()[0]
        raise OverlayFault(file.path, loaded.line_of(tuple(first["loc"])), first["msg"]) from error
