"""What leadership decides about an action that lags (E19)."""

from __future__ import annotations

from enum import StrEnum


class Course(StrEnum):
    """Keep going, do it differently, give it a new date, stop it, or ask for support."""

    KEEP = "keep"
    CHANGE = "change"
    DATE = "date"
    STOP = "stop"
    SUPPORT = "support"
