"""What the people of the demo say, read from `prompts/demo/voices.yaml`."""

from __future__ import annotations

from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from storage.vocabulary import Cause


class Remedy(BaseModel):
    """What a team proposes for a cause, and the help it asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    adjustment: str
    support: str | None = None


class Decision(BaseModel):
    """What leadership changes about an action that lags: the change, what was in the way, and the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    cause: Cause
    cause_words: str
    why: str


class Voices(BaseModel):
    """Everything that is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    successes: tuple[str, ...]
    evidence: tuple[str, ...]
    causes: dict[Cause, Remedy]
    adjusted: tuple[Decision, ...]
    offered: tuple[str, ...]


def load_voices() -> Voices:
    """Give what is said in the demo."""
    text = resources.files("prompts").joinpath("demo/voices.yaml").read_text("utf-8")
    return Voices.model_validate(yaml.safe_load(text))
