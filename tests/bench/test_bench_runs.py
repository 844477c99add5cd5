"""The benchmarks run: for a moment, without any look at what they measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.bench import coaching, drawing, network, process, requests, sends, standin
from tests.bench.rows import Row
from tests.bench.table import as_json

SHORT: dict[str, Callable[[Path, int, float], list[Row]]] = {
    "answers": partial(requests.answers, teams=10, warm_up=0.0),
    "clicks": partial(requests.clicks, warm_up=0.0),
    "sends": sends.sends,
    "paced": partial(sends.paced, lasting=2),
    "memory": partial(process.memory, requests=50, spell=0.0),
    "start": partial(process.start, warm_up=False),
    "coaching": coaching.coaching,
    "workspace": partial(standin.workspace, people=50, messages=100),
    "network": partial(network.network, schools=20),
    "drawing": drawing.drawing,
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", SHORT)
def test_it_runs(name: str, tmp_path: Path) -> None:
    rows = SHORT[name](tmp_path, 1, 0.2)
    assert all(one.ours > 0 for one in rows)
    assert '"version": 1' in as_json(rows)
    assert not any("instead" in one.note or "acknowledged" in one.note for one in rows)
