"""Rounds of the beat that seldom find something to do, and are loaded when they do."""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any, Protocol

from sqlmodel import Session

from storage.database import Database


class Round(Protocol):
    """Something that the beat does each time."""

    async def round(self) -> None:
        """Do what there is to do now."""


class Seldom:
    """A round that is made, by its name, the first time that something waits for it.

    `waits` asks with one query; the work may bring a lot with it, and a start should not pay for it.
    """

    def __init__(
        self,
        database: Database,
        workspace_id: int,
        waits: Callable[[Session, int], object],
        name: str,
        *parts: Any,
    ) -> None:
        """Keep "module:class" as `name`, and the `parts` that it is made of."""
        self._database = database
        self._workspace_id = workspace_id
        self._waits = waits
        self._name = name
        self._parts = parts
        self._made: Round | None = None

    async def round(self) -> None:
        """Do what waits, if something does."""
        if not await self._database.read(self._waits, self._workspace_id):
            return
        if self._made is None:
            self._made = resolve_name(self._name)(*self._parts)
        await self._made.round()
