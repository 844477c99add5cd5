"""The public holidays of one country, without the 250 others.

The `holidays` package loads a country when it is asked for; but its package of countries names them
all, and so loads them all, into 8 MB that a server would keep for good. An empty package in that
place, with the same path, lets Python find the one module.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType

import holidays
from holidays.registry import EntityLoader

_COUNTRIES = "holidays.countries"
if _COUNTRIES not in sys.modules:
    _package = ModuleType(_COUNTRIES)
    _package.__path__ = [str(Path(holidays.__file__).with_name("countries"))]
    sys.modules[_COUNTRIES] = _package


def public_holidays(country: str, subdivision: str | None, years: Iterable[int]) -> dict[date, str]:
    """The public holidays of a country or one of its states, by day, for each year of `years`.

    Codes are ISO 3166 (`US`, `IL`). `ValueError` says which code is unknown and which are known.
    """
    if country not in EntityLoader.get_country_codes():
        raise ValueError(f"no public holidays are known for the country {country!r}; write a code such as US")
    parts = getattr(holidays, country).subdivisions
    if subdivision is not None and subdivision not in parts:
        raise ValueError(f"{country} has no part {subdivision!r}; write one of {', '.join(parts) or 'none'}")
    wanted = frozenset(years)
    if not wanted:
        return {}
    found = holidays.country_holidays(country, subdiv=subdivision, years=wanted)
    return {day: name for day, name in sorted(found.items()) if day.year in wanted}
