"""The terms of root-cause sessions (inventory section D); values are what the database and JSON hold."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """How a team looks for a root cause: D-M1 to D-M6, in the inventory's order."""

    FIVE_WHYS = "five_whys"
    FISHBONE = "fishbone"
    CHANGE = "change"
    BARRIER = "barrier"
    FORCE_FIELD = "force_field"
    KEPNER_TREGOE = "kepner_tregoe"


class SessionState(StrEnum):
    """Where a session stands; one that is paused waits as long as its team wants."""

    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_over(self) -> bool:
        """Whether nothing is added any more."""
        return self in (SessionState.DONE, SessionState.DROPPED)


class WithinPower(StrEnum):
    """Who could act on a cause (D-T5, D-T8)."""

    OURS = "ours"
    DISTRICT = "district"
    STATE = "state"
    NOBODY = "nobody"
