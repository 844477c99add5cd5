"""What the README of the local workspace says it assumes of Slack is what the code does."""

import ast
import re
from importlib import import_module
from pathlib import Path

import bot.sandbox

ROW = re.compile(
    r"^\| .+ \| `(?P<file>[\w/]+)\.py` \| `(?P<name>[A-Z_]+) = (?P<value>[\d.]+)` \|$", re.MULTILINE
)
README = Path(bot.sandbox.__file__).parent / "README.md"


def test_every_number_of_the_table_is_the_codes_own() -> None:
    told = {
        (row["file"], row["name"]): ast.literal_eval(row["value"]) for row in ROW.finditer(README.read_text())
    }
    assert len(told) > 20
    held = {
        (file, name): getattr(import_module(f"bot.sandbox.{file.replace('/', '.')}"), name)
        for file, name in told
    }
    assert told == held
