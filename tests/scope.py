"""The guard of "no query crosses workspaces": looks at every statement that the product sends."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from storage.tables import register_all

register_all()

HOME = Path(__file__).parent.parent
ROOMS = (str(HOME / "bot"), str(HOME / "storage"))
TESTS = str(HOME / "tests")

_SCOPED = "|".join(
    sorted(
        (name for name, table in SQLModel.metadata.tables.items() if "workspace_id" in table.c), reverse=True
    )
)
_READS = re.compile(rf'\b(?:FROM|JOIN|UPDATE)\s+"?(?:{_SCOPED})"?\b', re.IGNORECASE)
_BY_ITS_OWN_KEY = re.compile(r"^UPDATE (\"?\w+\"?) SET .* WHERE \1\.id = \S+$", re.DOTALL)


_NEXT_KEY = re.compile(r'^SELECT max\("?(\w+)"?\.id\) AS max_1 FROM "?\1"?$')
"""Which key is free is asked of a whole table; it tells nothing of anybody's rows."""


@lru_cache(maxsize=4096)
def crosses(statement: str) -> bool:
    """Say whether a statement reads or changes rows without naming their workspace."""
    statement = " ".join(statement.split())
    if not _READS.search(statement) or _BY_ITS_OWN_KEY.match(statement) or _NEXT_KEY.match(statement):
        return False
    _, _, condition = statement.partition(" WHERE ")
    return "workspace_id" not in condition and " ON CONFLICT " not in statement


def sender() -> str | None:
    """Give "file:line" of the product's code that sends the statement, or None if a test does."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(TESTS) and not name.endswith(("scope.py", "conftest.py")):
            return None
        if name.startswith(ROOMS) and "migrations" in name:
            return None  # a migration is about every workspace
        if name.startswith(ROOMS):
            return f"{Path(name).relative_to(HOME)}:{frame.f_lineno}"
        frame = frame.f_back
    return None
