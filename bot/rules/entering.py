"""Who may enter values of measures."""

from __future__ import annotations

from typing import Final

from storage.vocabulary import RoleKind

ENTERING: Final = (
    RoleKind.PRINCIPAL,
    RoleKind.LEADERSHIP,
    RoleKind.COACH,
    RoleKind.LIAISON,
    RoleKind.DISTRICT_STAFF,
    RoleKind.ADMINISTRATOR,
)
"""Those who lead a school or stand by it, and the data office."""
