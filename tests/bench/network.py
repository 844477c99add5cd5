"""A state: its plans taken in from JSON, and rolled up by practice beside the best single SQL statement."""

from __future__ import annotations

import gc
import sqlite3
import time
from functools import partial
from pathlib import Path

import psutil
from sqlmodel import Session

from bot.cli.plan.many import import_many
from bot.documents.plan_kinds import PlanWords
from bot.flows import network_counts
from bot.flows.network import counted, lived
from bot.rules.rollup import FIGURES, Pooled
from storage import organizations, workspaces
from storage.database import Database
from storage.tables import Organization
from storage.upgrade import upgrade
from tests.bench.rows import Figures, Row, median, ratio, take_turns
from tests.state import MONTHS, STATE, Size, add_months, add_state, write_plans

SCHOOLS = 10_000
TENTH = 10
RATE, SLOWER, QUICK_MS, TIMES, GROWTH_MB = 200, 1.2, 5.0, 11.0, 20.0
PERIOD = MONTHS[-1]


class Scene:
    """A state of so many schools in a database of its own."""

    def __init__(self, home: Path, schools: int, size: Size) -> None:
        """Take in its plans, write its months, and count."""
        file, self.path = home / f"plans-{schools}.jsonl", home / f"state-{schools}.sqlite"
        write_plans(file, schools, size)
        self.store = Database(f"sqlite:///{self.path}")
        upgrade(self.store.engine)
        with self.store.begin() as session:
            self.workspace_id = workspaces.welcome(session, "T0STATE0000", "state", "U0BOT")
        words = PlanWords.load()
        began, before = time.perf_counter(), _megabytes()
        tally = import_many(file, words, self.store, self.workspace_id)
        self.seconds, self.import_mb = time.perf_counter() - began, _megabytes() - before
        if tally.counts["first"] != schools:
            raise ValueError(f"only {tally.counts} of {schools} plans came in")
        with self.store.engine.begin() as connection:
            add_state(connection, self.workspace_id)
            add_months(connection, self.workspace_id)
        with self.store.begin() as session:
            network_counts.rebuild(session, self.workspace_id)
        self.bare = sqlite3.connect(self.path)

    def close(self) -> None:
        """Let go of the database."""
        self.bare.close()
        self.store.close()

    def live(self) -> Figures:
        """Roll up from every action and report."""
        return self._timed(partial(lived, period=PERIOD))

    def quick(self) -> Figures:
        """Roll up from the counters."""
        return self._timed(partial(counted, period=PERIOD))

    def floor(self) -> Figures:
        """The best single statement that we know, on a bare connection."""
        began = time.perf_counter()
        rows = self.bare.execute(FLOOR, {"w": self.workspace_id, "p": PERIOD}).fetchall()
        taken = (time.perf_counter() - began) * 1e3
        self.expected = {code: tuple(rest) for code, *rest in rows}
        return {"ms": taken}

    def _timed(self, roll_up: object) -> Figures:
        with self.store.reading() as session:
            place = self._place(session)
            before, began = _megabytes(), time.perf_counter()
            found = roll_up(session, self.workspace_id, place)  # type: ignore[operator]
            taken = (time.perf_counter() - began) * 1e3
            grown = _megabytes() - before
        self._check(found)
        return {"ms": taken, "mb": grown}

    def _place(self, session: Session) -> Organization:
        place = organizations.by_code(session, self.workspace_id, STATE)
        assert place is not None
        return place

    def _check(self, found: dict[str, Pooled]) -> None:
        """Refuse figures that are not the floor's."""
        given = {
            code: (one.schools, *[getattr(one.tally, name) for name in FIGURES])
            for code, one in found.items()
        }
        if given != self.expected:
            raise ValueError("the roll-up is not what the statement gives")


def network(
    home: Path, rounds: int, seconds: float, schools: int = SCHOOLS, size: Size | None = None
) -> list[Row]:
    """Import, roll-up live and from the counters, at a tenth of the schools and at all."""
    size = size or Size()
    small, large = (Scene(home, count, size) for count in (max(1, schools // TENTH), schools))
    for one in (small, large):
        one.floor(), one.live(), one.quick()
    measured = take_turns(
        rounds,
        {"floor": large.floor, "live": large.live, "quick": large.quick, "small": small.live},
    )
    beside = ratio(measured["live"], measured["floor"], "ms")
    times = ratio(measured["live"], measured["small"], "ms")
    quick = median(measured["quick"], "ms")
    grown = max(max(one["mb"] for one in measured["live"]), large.import_mb)
    rate = schools / large.seconds
    what = f"{schools:,} schools, {size.all_actions} actions each, {len(MONTHS)} months"
    for one in (small, large):
        one.close()
    return [
        Row("plans imported from JSON", "/s", rate, None, None, f">= {RATE}/s", rate >= RATE, what),
        Row("roll-up by practice, from the reports", "ms", median(measured["live"], "ms"),
            median(measured["floor"], "ms"), beside, f"<= {SLOWER} x one SQL statement", beside <= SLOWER),
        Row("roll-up by practice, from the counters", "ms", quick, median(measured["live"], "ms"),
            quick / median(measured["live"], "ms"), f"< {QUICK_MS:.0f} ms", quick < QUICK_MS),
        Row(f"roll-up at {schools:,} schools beside a tenth", "x", times, None, None, f"<= {TIMES:.0f}",
            times <= TIMES),
        Row("memory that it takes", "MB", max(grown, 0.1), None, None, f"<= {GROWTH_MB:.0f} MB",
            grown <= GROWTH_MB, "import of the larger state, or its roll-up from the reports"),
    ]  # fmt: skip


def _megabytes() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


FLOOR = """
WITH each AS (
  SELECT c.organization_id place, r.id said, r.status IS 'behind' behind, c.closes_on day, a.due_on due,
    coalesce(a.completed_on <= c.closes_on, 0)
      OR (a.completed_on IS NOT NULL AND r.status IS 'completed') done,
    CASE WHEN a.practices <> '[]' THEN a.practices WHEN m.practices <> '[]' THEN m.practices
      ELSE s.practices END codes
  FROM cycle c JOIN action a ON a.organization_id = c.organization_id
    JOIN milestone m ON m.id = a.milestone_id
    JOIN strategy s ON s.id = m.strategy_id
    LEFT JOIN check_in k ON k.cycle_id = c.id AND k.milestone_id = m.id
    LEFT JOIN action_report r ON r.revision_id = k.revision_id AND r.action_id = a.id
  WHERE c.workspace_id = :w AND c.period = :p AND c.closed_at IS NOT NULL
    AND (a.withdrawn_on IS NULL OR a.withdrawn_on > c.closes_on)
    AND (m.withdrawn_on IS NULL OR m.withdrawn_on > c.closes_on)),
x AS MATERIALIZED (
  SELECT place, codes, count(*) n, sum(done) done, sum(NOT done AND due <= day) late,
    sum(NOT done AND due IS NULL) undated, count(said) said, sum(behind) behind
  FROM each GROUP BY place, codes),
lists AS MATERIALIZED (SELECT DISTINCT codes FROM x),
k AS MATERIALIZED (
  SELECT codes, value code FROM lists, json_each(lists.codes)
  UNION SELECT codes, substr(value, 1, 1) FROM lists, json_each(lists.codes)
  UNION SELECT codes, '*' FROM lists)
SELECT k.code, count(DISTINCT x.place), sum(n), sum(done), sum(coalesce(late, 0)), sum(undated), sum(said),
  sum(behind) FROM x JOIN k ON k.codes = x.codes GROUP BY k.code"""
"""The floor: the same figures in one statement, without the dates that were moved (there are none here)."""
