"""One month, lived by everybody over the real protocol."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from storage.database import Database
from storage.tables import CheckIn, Cycle, CycleStep, Delivery, Schedule
from storage.vocabulary import DeliveryState, Rhythm, Standing, Step, StepOutcome
from tests.journeys.diary import SEPTEMBER, all_on_track, diary, keys, live, settle, texts
from tests.people import local
from tests.town import Town, a_town


@pytest.fixture
async def any_town(database: Database) -> AsyncIterator[Town]:
    """A town on SQLite, and one on PostgreSQL."""
    async with a_town(database) as built:
        yield built


def standings(town: Town, period: str) -> Counter[Standing | None]:
    """How the check-ins of a period stand."""

    with town.database.reading() as session:
        found = session.exec(
            select(CheckIn)
            .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
            .where(col(Cycle.period) == period)
        )
        return Counter(one.standing for one in found)


def digest(town: Town, channel: str, who: str) -> str:
    """The text of a school's newest digest."""
    return [text for place, _, key, text in diary(town) if place == channel and key.startswith("digest:")][-1]


async def test_a_month_from_the_first_question_to_the_corrected_digest(any_town: Town) -> None:
    town = any_town
    await live(town, SEPTEMBER[:7])
    assert texts(town, "joy") == []
    assert "Thank you, Ben Castillo." in texts(town, "ben")[0]
    assert "Marcus Lee has answered." in texts(town, "dana")[0]
    assert standings(town, "2026-09") == {Standing.ON_TIME: 2, Standing.SILENT: 1}
    told = digest(town, "C0CEDAR", "paula")
    assert "1 of 2 on time and 1 without an answer yet" in told
    assert len(keys(town, "lagging:")) >= 2
    alerts = len(keys(town, "alert:"))
    assert alerts >= 1
    await live(town, SEPTEMBER[7:])
    assert standings(town, "2026-09") == {Standing.ON_TIME: 2, Standing.LATE: 1}
    corrected = digest(town, "C0CEDAR", "paula")
    assert "1 of 2 on time and 1 late" in corrected
    assert "the Family team's check-in came in" in corrected
    seen = keys(town)
    assert len(seen) == len(set(seen)), "nothing is said twice"
    with town.database.reading() as session:
        states = Counter(session.exec(select(Delivery.state)))
    assert set(states) <= {DeliveryState.SENT, DeliveryState.SKIPPED}
    assert states[DeliveryState.SENT] == len(seen), "nothing is lost"


async def test_a_restart_between_any_two_steps_changes_nothing(
    town: Town, sqlite_template: Path, tmp_path: Path
) -> None:
    await live(town)
    shutil.copyfile(sqlite_template, tmp_path / "another.sqlite")
    another = Database(f"sqlite:///{tmp_path / 'another.sqlite'}")
    async with a_town(another) as shaken:
        await live(shaken, between=Town.restart)
        assert diary(shaken) == diary(town)
    another.close()


async def test_two_weeks_of_downtime_in_the_middle_are_caught_up(town: Town) -> None:
    await town.go_to("2026-09-24 10:00")
    await all_on_track(town, "dana")
    await town.milepost.stop()
    town.server.clock.set(local("2026-10-08 10:00"))
    await town.restart()
    await settle(town)
    with town.database.reading() as session:
        steps = session.exec(
            select(CycleStep)
            .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
            .where(col(Cycle.period) == "2026-09")
            .order_by(col(CycleStep.cycle_id), col(CycleStep.due_at))
        ).all()
    by_step = {one.step: (one.outcome, one.reason) for one in steps}
    assert by_step[Step.REMIND_FIRST][0] is by_step[Step.REMIND_LAST][0] is StepOutcome.SKIPPED
    assert all(reason for outcome, reason in by_step.values() if outcome is StepOutcome.SKIPPED)
    assert by_step[Step.CLOSE][0] is by_step[Step.TELL][0] is StepOutcome.DONE
    assert keys(town, "checkin-reminder:") == []
    assert standings(town, "2026-09") == {Standing.ON_TIME: 1, Standing.BOT_WAS_DOWN: 2}
    told = digest(town, "C0CEDAR", "paula")
    assert "1 of 2 on time and 1 missed because Milepost was down" in told
    assert "without an answer" not in told
    before = diary(town)
    await town.restart()
    await settle(town)
    assert diary(town) == before


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("period", "days", "hours"),
    [
        ("2026-10", ("2026-10-26", "2026-10-30", "2026-11-02"), (13, 20, 13)),
        ("2027-03", ("2027-03-22", "2027-03-26", "2027-04-05"), (13, 20, 12)),
    ],
)
async def test_clocks_that_change_keep_the_schools_hours(
    town: Town, period: str, days: tuple[str, str, str], hours: tuple[int, int, int]
) -> None:
    """In UTC nine o'clock moves; at school it does not."""
    await town.go_to(f"{days[2]} 08:30")
    with town.database.reading() as session:
        steps = session.exec(
            select(CycleStep)
            .join(Cycle, col(Cycle.id) == col(CycleStep.cycle_id))
            .where(
                col(Cycle.period) == period, col(Cycle.organization_id) == town.cast.organizations["cedar"]
            )
        ).all()
    due = {one.step: one for one in steps}
    wanted = zip((Step.OPEN, Step.CLOSE, Step.TELL), days, ("09:00", "16:00", "08:00"), hours, strict=True)
    for step, day, hour, utc in wanted:
        assert due[step].due_at == due[step].done_at == local(f"{day} {hour}")
        assert due[step].due_at.hour == utc


@pytest.mark.thorough
async def test_a_weekly_rhythm_asks_and_tells_every_week(town: Town) -> None:
    with town.database.begin() as session:
        schedule = session.exec(select(Schedule)).one()
        schedule.rhythm, schedule.open_days_before, schedule.remind_after_days = Rhythm.WEEKLY, 1, 1
    await town.restart()
    await town.go_to("2026-09-03 10:00")
    await all_on_track(town, "dana")
    (asked,) = [text for place, _, key, text in diary(town) if place == "C0FAMILY" and "prompt" in key]
    assert "Check-in: week of Monday, August 31" in asked
    await town.go_to("2026-09-21 12:00")
    await settle(town)
    with town.database.reading() as session:
        told = session.exec(
            select(Cycle.period).where(
                col(Cycle.told_at).is_not(None),
                col(Cycle.organization_id) == town.cast.organizations["cedar"],
            )
        ).all()
    assert sorted(told) == ["2026-W36", "2026-W37", "2026-W38"]
    digests = [
        text for place, _, key, text in diary(town) if place == "C0CEDAR" and key.startswith("digest:")
    ]
    assert len(digests) == 3
    assert "1 of 2 on time" in digests[0]
    assert "2 without an answer yet" in digests[1]
