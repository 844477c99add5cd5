"""What all parts of a plan's document share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A part of the document: it never changes and holds no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
