"""Counters by practice: what a closed cycle says of each organization's plan, and of everything below it."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables import organizations  # noqa: F401  # whose tables these refer to
from storage.tables.base import Scoped, reference


class PracticeCount(Scoped, table=True):
    """The actions of one organization's plan that carry a code, at the end of a closed cycle (N-01).

    `code` is a practice ("3b"), a domain ("3") or "*" for all actions. In the inventory's letters: A, C,
    B, U; then how many of them the team reported on in this cycle, and how many it reported behind.
    """

    __table_args__ = (UniqueConstraint("organization_id", "period", "code"),)

    organization_id: int = reference("organization.id", index=False)
    period: str = Field(max_length=16)
    code: str = Field(max_length=8)
    actions: int = 0
    completed: int = 0
    behind: int = 0
    undated: int = 0
    reported: int = 0
    reported_behind: int = 0


class PracticeTotal(Scoped, table=True):
    """The same of an organization that others stand below: its own plan and all of theirs together.

    `schools` is how many schools have at least one action with the code.
    """

    __table_args__ = (UniqueConstraint("organization_id", "period", "code"),)

    organization_id: int = reference("organization.id", index=False)
    period: str = Field(max_length=16)
    code: str = Field(max_length=8)
    schools: int = 0
    actions: int = 0
    completed: int = 0
    behind: int = 0
    undated: int = 0
    reported: int = 0
    reported_behind: int = 0
