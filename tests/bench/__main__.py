"""`make bench`: measures Milepost beside the floors of its libraries, and prints one table.

python -m tests.bench [NAME ...] [--rounds N] [--seconds S] [--json]; `--help` has the names
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import coaching, drawing, network, process, requests, sends, standin
from tests.bench.rows import Row
from tests.bench.table import as_json, show

Benchmark = Callable[[Path, int, float], list[Row]]
BENCHMARKS: dict[str, Benchmark] = {
    "answers": requests.answers,
    "clicks": requests.clicks,
    "sends": sends.sends,
    "paced": sends.paced,
    "memory": process.memory,
    "start": process.start,
    "coaching": coaching.coaching,
    "workspace": standin.workspace,
    "network": network.network,
    "drawing": drawing.drawing,
}
NOTES = ("floor: what the libraries alone do in the same round; ratios are within a round, then the median.",)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    names = given.names or list(BENCHMARKS)
    if strange := [name for name in names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {', '.join(strange)}; there are {', '.join(BENCHMARKS)}")
    rows: list[Row] = []
    for name in names:
        sys.stderr.write(f"{name} ...\n")
        with tempfile.TemporaryDirectory(prefix="milepost-bench-") as home:
            rows += BENCHMARKS[name](Path(home), given.rounds, given.seconds)
    if given.json:
        sys.stdout.write(as_json(rows) + "\n")
    else:
        show(rows, NOTES)


if __name__ == "__main__":
    main()
