"""What flow tests share: the words and the catalogue, and the cast on a real database."""

from __future__ import annotations

import pytest

from bot.catalogue import Catalogue
from bot.flows.kit import Kit
from bot.words import Words
from storage.database import Database
from tests.flows.month import Month
from tests.people import Cast
from tests.ready import move_in


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The packaged words and catalogue."""
    return Kit(Words.load(), Catalogue.load())


@pytest.fixture
def district(database: Database) -> Cast:
    """The fictional district, stored."""
    return move_in(database)


@pytest.fixture
def month(database: Database, kit: Kit, district: Cast) -> Month:
    """The district's routine, played against a real database."""
    return Month(database, kit, district)
