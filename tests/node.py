"""What others published for Node and the tests use: found where `npm ci` put it, or the test is skipped.

Packages are looked for in tests/sandbox/node (run `npm ci` there), or in the folder MILEPOST_NODE_MODULES.
Where MILEPOST_REQUIRE_NODE is 1, as in CI, what is missing fails the test instead.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

HOME = Path(__file__).parent / "sandbox" / "node"
MODULES = Path(os.environ.get("MILEPOST_NODE_MODULES", HOME / "node_modules"))


def package(name: str) -> Path:
    """Give the folder of a package."""
    folder = MODULES / name
    if not folder.is_dir():
        _missing(f"{name} is not installed: run `npm ci` in {HOME}")
    return folder


def node() -> str:
    """Give the path of Node itself."""
    found = shutil.which("node")
    if found is None:
        _missing("Node is not installed")
    return found or ""


def _missing(what: str) -> None:
    """Skip the test, or fail it where nothing may be missing."""
    if os.environ.get("MILEPOST_REQUIRE_NODE") == "1":
        pytest.fail(what)
    pytest.skip(what)
