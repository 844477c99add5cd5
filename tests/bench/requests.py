"""Answers and clicks over signed HTTP: Milepost and a bare Bolt app take turns under the same load."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tests.bench import answering
from tests.bench.children import Child, child
from tests.bench.rows import Figures, Row, at_least, median, take_turns
from tests.bench.scene import Scene, fresh, user_of, write

CLIENTS = 16
TEAMS = 1500
WARM_UP = 0.7
P99_TARGET = 2.0


@dataclass
class Load:
    """The same requests for every variant; each measurement has a fresh server on a fresh database."""

    home: Path
    stub_url: str
    requests: Path
    seconds: float
    warm_up: float
    stored: bool = True
    wrong: list[str] = field(default_factory=list)

    def ours(self, manner: str) -> Figures:
        """Measure Milepost."""
        path = fresh(self.home / "ours.sqlite")
        shutil.copyfile(self.home / "scene.sqlite", path)
        with child("tests.bench.server", str(path), self.stub_url, manner) as server:
            figures = self._against(server)
        if self.stored and (kept := _kept(path)) != figures["requests"]:
            self.wrong.append(f"{figures['requests']} reports were sent and {kept} stored")
        return figures

    def floor(self, writes: list[answering.Write]) -> Figures:
        """Measure bare Bolt, with these writes."""
        path = fresh(self.home / "floor.sqlite")
        with child("tests.bench.floor_bolt", str(path), json.dumps(writes)) as server:
            return self._against(server)

    def _against(self, server: Child) -> Figures:
        url = f"http://127.0.0.1:{server.read()}/slack/events"
        arguments = (url, str(CLIENTS), str(self.seconds), str(self.warm_up), str(self.requests))
        with child("tests.bench.loadgen", *arguments) as generator:
            figures: Figures = json.loads(generator.read())
        if figures["wrong"]:
            self.wrong.append(f"{figures['wrong']} requests were not simply acknowledged")
        return figures


def scene(home: Path, teams: int) -> None:
    """Write the scene that answers are given in, and the answers."""
    write(str(home / "scene.sqlite"), Scene(teams))
    answering.prepare(home / "scene.sqlite", home / "reports.txt")


def answers(
    home: Path, rounds: int, seconds: float, teams: int = TEAMS, warm_up: float = WARM_UP
) -> list[Row]:
    """Stored answers: a report is written with all that follows from it, committed, then acknowledged."""
    scene(home, teams)
    shutil.copyfile(home / "scene.sqlite", home / "sample.sqlite")
    first = json.loads((home / "reports.txt").read_text("utf-8").partition("\n")[0])
    writes = answering.writes_of(home / "sample.sqlite", first)
    with ExitStack() as stack:
        stub = stack.enter_context(child("tests.bench.stub_slack"))
        load = Load(home, f"http://127.0.0.1:{stub.read()}/api/", home / "reports.txt", seconds, warm_up)
        variants: dict[str, Callable[[], Figures]] = {
            "ours": partial(load.ours, "production"),
            "floor": partial(load.floor, writes),
            "still": partial(load.ours, "still"),
            "unpaced": partial(load.ours, "unpaced"),
        }
        measured = take_turns(rounds, variants)
    name = f"answers, {CLIENTS} clients"
    rows = [at_least(name, "/s", measured["ours"], measured["floor"], 0.7)]
    rows[0] = _judged(rows[0], load.wrong, _writes(writes))
    tail = median([{"x": one["p99"] / one["p50"]} for one in measured["ours"]], "x")
    middle, slow = (median(measured["ours"], which) for which in ("p50", "p99"))
    rows.append(Row(f"{name}: p99 beside p50", "ms", slow, middle, tail,
                    f"<= {P99_TARGET:.0f} x its own p50", tail <= P99_TARGET))  # fmt: skip
    for which, said in (("still", "beat and drain off"), ("unpaced", "drain without pace")):
        compared = at_least(f"answers, {said}", "/s", measured[which], measured["floor"], 0.7)
        rows.append(Row(compared.name, compared.unit, compared.ours, compared.floor, compared.ratio,
                        "for comparison", None))  # fmt: skip
    return rows


def clicks(home: Path, rounds: int, seconds: float, warm_up: float = WARM_UP) -> list[Row]:
    """A click that stores nothing, beside bare Bolt."""
    scene(home, 10)
    words = answering.kit().words
    report = json.loads((home / "reports.txt").read_text("utf-8").partition("\n")[0])
    message = {"text": words.label("checkin.report.title"), "blocks": report["view"]["blocks"][:8]}
    payload = answering.click(answering.CLICKED, "x", message, user_of(0))
    (home / "clicks.txt").write_text(json.dumps(payload), "utf-8")
    with child("tests.bench.stub_slack") as stub:
        load = Load(
            home, f"http://127.0.0.1:{stub.read()}/api/", home / "clicks.txt", seconds, warm_up, False
        )
        variants = {"ours": partial(load.ours, "production"), "floor": partial(load.floor, [])}
        measured = take_turns(rounds, variants)
    name = f"clicks that store nothing, {CLIENTS} clients"
    row = at_least(name, "/s", measured["ours"], measured["floor"], 0.9)
    return [_judged(row, load.wrong)]


def _writes(writes: list[answering.Write]) -> str:
    said = ", ".join(f"{kind} {rows} x {values} values" for kind, rows, values in writes)
    return f"each answer writes {said}; so does the floor. The beat and the drain run, at Slack's pace"


def _judged(row: Row, wrong: list[str], note: str = "") -> Row:
    """The row with its note; nothing that went wrong is ok."""
    return replace(row, ok=row.ok and not wrong, note="; ".join([*wrong, *([note] if note else [])]))


def _kept(path: Path) -> int:
    """How many reports a database holds."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM revision").fetchone()[0])
