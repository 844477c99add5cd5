"""The form behind "Say more" of `/milepost coach`."""

from __future__ import annotations

from typing import Any

from bot.forms.state import chosen, typed
from bot.ids import ANY, Field
from bot.rules.said import Asked
from storage.vocabulary import Audience, Cause, Phase


def read_coach(view: dict[str, Any]) -> tuple[Asked, Audience]:
    """Give what is asked for, and for whom; everything but the audience may be open."""
    phase, cause = chosen(view, Field.PHASE), chosen(view, Field.CAUSE)
    return (
        Asked(
            Phase(phase) if phase and phase != ANY else None,
            Cause(cause) if cause and cause != ANY else None,
            None,
            typed(view, Field.WORDS) or "",
        ),
        Audience(chosen(view, Field.WHO) or Audience.LEADERSHIP),
    )
