"""The table that `make bench` prints, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from tests.bench.rows import Row

WORDS = {True: "[green]ok[/]", False: "[red]below[/]", None: ""}


def show(rows: Sequence[Row], notes: Sequence[str]) -> None:
    """Print one table of everything that was measured, and what has to be known to read it."""
    table = Table(title="Milepost beside what its libraries can do, measured in the same run")
    for name, side in (("what", "left"), ("ours", "right"), ("floor", "right"), ("ratio", "right")):
        table.add_column(name, justify="right" if side == "right" else "left")
    table.add_column("target")
    table.add_column("")
    for one in rows:
        table.add_row(
            one.name,
            _figure(one.ours, one.unit),
            "" if one.floor is None else _figure(one.floor, one.unit),
            "" if one.ratio is None else f"{one.ratio:.2f}",
            one.target,
            WORDS[one.ok],
        )
    console = Console(width=None if Console().is_terminal else 120)
    console.print(table)
    for note in [*(f"{one.name}: {one.note}" for one in rows if one.note), *notes]:
        console.print(f"- {note}", highlight=False, markup=False)


def as_json(rows: Sequence[Row]) -> str:
    """Give the same for programs."""
    return json.dumps({"version": 1, "rows": [asdict(one) for one in rows]}, indent=2)


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()
