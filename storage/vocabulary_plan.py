"""The terms of what becomes of a plan: why it has a new version, and how far a file with one has come."""

from __future__ import annotations

from enum import StrEnum


class PlanCause(StrEnum):
    """Why there is a new version of a plan; `found` is one that was there before versions were kept."""

    FOUND = "found"
    IMPORTED = "imported"
    ADJUSTED = "adjusted"
    RESTORED = "restored"
    DECIDED = "decided"


class FileState(StrEnum):
    """How far a plan that was sent as a file has come."""

    WAITING = "waiting"
    REFUSED = "refused"
    FAULTY = "faulty"
    SHOWN = "shown"
    SAME = "same"
    IMPORTED = "imported"


class CopyState(StrEnum):
    """How far a plan that was asked for as a file has come; `handing` is kept before Slack gets it."""

    WAITING = "waiting"
    HANDING = "handing"
    HANDED = "handed"
    FAILED = "failed"
