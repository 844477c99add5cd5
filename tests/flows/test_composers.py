"""The table of composers names functions that are there."""

from pkgutil import resolve_name

import pytest

from bot.flows.composers import COMPOSERS, TOGETHER


@pytest.mark.parametrize(
    "name", [one for one in (*COMPOSERS.values(), *TOGETHER.values()) if isinstance(one, str)]
)
def test_every_name_is_a_function(name: str) -> None:
    assert callable(resolve_name(name))
