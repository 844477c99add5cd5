"""The town with the notes' story in it, for the tests of the doors and the drain."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.flows.composers import COMPOSERS
from bot.settings import Mode
from storage.database import Database
from tests.slack import notes
from tests.town import Town, a_town


@pytest.fixture
def _composer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMPOSERS, "note", notes.compose_note)


@pytest.fixture(params=[Mode.SOCKET, Mode.HTTP], ids=["socket", "http"])
async def either_town(request: pytest.FixtureRequest, sqlite_database: Database) -> AsyncIterator[Town]:
    """A town served by Socket Mode, and one served by HTTP."""
    async with a_town(sqlite_database, request.param, stories=(notes.STORY,)) as built:
        yield built


@pytest.fixture
async def http_town(sqlite_database: Database) -> AsyncIterator[Town]:
    """A town served by HTTP."""
    async with a_town(sqlite_database, Mode.HTTP, stories=(notes.STORY,)) as built:
        yield built


@pytest.fixture
async def town(sqlite_database: Database, _composer: None) -> AsyncIterator[Town]:
    """A town served by Socket Mode, where notes can be sent."""
    async with a_town(sqlite_database, stories=(notes.STORY,)) as built:
        yield built


@pytest.fixture
async def any_town(database: Database, _composer: None) -> AsyncIterator[Town]:
    """A town on SQLite, and one on PostgreSQL, where notes can be sent."""
    async with a_town(database, stories=(notes.STORY,)) as built:
        yield built
