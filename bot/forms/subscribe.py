"""The form behind `/milepost subscribe`, as values."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.forms.state import chosen
from bot.ids import ANY, Field
from storage.vocabulary import Cadence, Severity


class SubscribeForm(BaseModel):
    """What somebody wants to hear of."""

    model_config = ConfigDict(frozen=True)

    organization_id: int
    practice: str | None
    severity: Severity
    cadence: Cadence

    @classmethod
    def read(cls, view: dict[str, Any]) -> SubscribeForm:
        """Read the form of a view that was sent off; every menu of it has a choice."""
        practice = chosen(view, Field.PRACTICE)
        return cls(
            organization_id=int(chosen(view, Field.ORGANIZATION) or 0),
            practice=None if practice in (None, ANY) else practice,
            severity=Severity(chosen(view, Field.SEVERITY) or Severity.CONCERN),
            cadence=Cadence(chosen(view, Field.CADENCE) or Cadence.NOW),
        )
