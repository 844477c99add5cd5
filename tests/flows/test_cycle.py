"""The cycle machinery: planned by the calendar, done once, caught up in order."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import col, select

from bot.flows import cycle
from storage.tables import CheckIn, Cycle, Delivery, Schedule
from storage.vocabulary import Rhythm, Standing, Step, StepOutcome
from tests.flows.month import Month

PLANNED = "2026-09-01 08:00"


def plan(month: Month, at: str = PLANNED) -> None:
    with month.database.begin() as session:
        cycle.plan_cycles(session, month.kit, month.cast.workspace_id, month.at(at))


def test_september_opens_four_school_days_before_its_last(month: Month) -> None:
    plan(month)
    with month.database.reading() as session:
        steps = month.steps(session, "cedar")
    assert [(one.step, one.due_at) for one in steps] == [
        (Step.OPEN, month.at("2026-09-24 09:00")),
        (Step.REMIND_FIRST, month.at("2026-09-28 08:30")),
        (Step.REMIND_LAST, month.at("2026-09-30 08:30")),
        (Step.CLOSE, month.at("2026-09-30 16:00")),
        (Step.TELL, month.at("2026-10-01 08:00")),
    ]


def test_planning_twice_plans_once(month: Month) -> None:
    plan(month)
    plan(month, "2026-09-02 08:00")
    with month.database.reading() as session:
        periods = [(one.organization_id, one.period) for one in session.exec(select(Cycle))]
    assert sorted(periods) == [
        (month.cast.organizations["cedar"], "2026-09"),
        (month.cast.organizations["harbor"], "2026-09"),
    ]


def test_each_milestone_with_unfinished_work_is_asked_about_once(month: Month) -> None:
    plan(month)
    sent = month.go_to("2026-09-24 09:00")
    ids = month.cast.milestones
    assert sorted(sent) == sorted(
        f"checkin-prompt:{ids[name]}:2026-09" for name in ("cedar 1.1.1", "cedar 1.1.2", "harbor 1.1.1")
    )
    assert month.go_to("2026-09-24 09:05") == []


def test_nothing_is_asked_before_the_hour(month: Month) -> None:
    plan(month)
    assert month.go_to("2026-09-24 08:59") == []


def test_the_prompt_goes_to_the_lead_or_to_the_teams_channel(month: Month) -> None:
    plan(month)
    month.go_to("2026-09-24 09:00")
    with month.database.reading() as session:
        reading = month.check_in(session, "cedar 1.1.1")
        prompts = {
            one.about: (one.person_id, one.facts["person"])
            for one in session.exec(select(Delivery).where(col(Delivery.kind) == "checkin_prompt"))
        }
        families = month.check_in(session, "cedar 1.1.2")
    people = month.cast.people
    assert prompts[f"check-in:{reading.id}"] == (people["dana"], people["dana"])
    assert prompts[f"check-in:{families.id}"] == (None, people["omar"])


def test_the_next_cycle_is_planned_when_one_opens(month: Month) -> None:
    plan(month)
    month.go_to("2026-09-24 09:00")
    with month.database.reading() as session:
        october = month.steps(session, "cedar", "2026-10")
    assert october[0].due_at == month.at("2026-10-26 09:00")


def test_clocks_that_change_leave_nine_in_the_morning_alone(month: Month) -> None:
    plan(month, "2026-10-28 08:00")
    month.go_to("2026-11-18 12:00")
    with month.database.reading() as session:
        november = month.steps(session, "cedar", "2026-11")
    opening = november[0].due_at
    assert opening == month.at(f"{opening.date()} 09:00")
    assert opening.hour == 14  # standard time again; in September nine o'clock is 13:00 UTC


def test_two_weeks_of_downtime_are_caught_up_in_order_and_once(month: Month) -> None:
    plan(month)
    month.go_to("2026-09-24 08:00")
    sent = month.go_to("2026-10-08 10:00", was_down=True)
    prompts = [key for key in sent if key.startswith("checkin-prompt")]
    assert len(prompts) == len(set(prompts)) == 3
    assert not [key for key in sent if key.startswith("checkin-reminder")]
    with month.database.reading() as session:
        steps = month.steps(session, "cedar")
        where = {one.standing for one in session.exec(select(CheckIn))}
    assert [one.outcome for one in steps] == [
        StepOutcome.DONE,
        StepOutcome.SKIPPED,
        StepOutcome.SKIPPED,
        StepOutcome.DONE,
        StepOutcome.DONE,
    ]
    assert [one.reason for one in steps[1:3]] == ["closed 2", "closed 2"]
    assert where == {Standing.BOT_WAS_DOWN}
    assert month.go_to("2026-10-08 10:01") == []


def test_a_downtime_longer_than_a_cycle_asks_only_for_the_newest(month: Month) -> None:
    plan(month)
    month.go_to("2026-09-24 08:00")
    sent = month.go_to("2026-10-27 10:00", was_down=True)
    prompts = [key for key in sent if key.startswith("checkin-prompt")]
    assert {key.rsplit(":", 1)[1] for key in prompts} == {"2026-10"}
    with month.database.reading() as session:
        opening = month.steps(session, "cedar")[0]
    assert (opening.outcome, opening.reason) == (StepOutcome.SKIPPED, "superseded 2")


def test_a_week_can_be_the_rhythm(month: Month) -> None:
    with month.database.begin() as session:
        schedule = session.exec(select(Schedule)).one()
        schedule.rhythm = Rhythm.WEEKLY
        schedule.open_days_before = 1
    plan(month)
    opened = []
    for day in range(1, 19):
        if month.go_to(f"2026-09-{day:02} 17:00"):
            opened.append(date(2026, 9, day))
    with month.database.reading() as session:
        periods = sorted({one.period for one in session.exec(select(Cycle))})
    assert periods[:3] == ["2026-W36", "2026-W37", "2026-W38"]
    assert date(2026, 9, 3) in opened


def test_a_month_that_is_off_is_passed_over(month: Month) -> None:
    with month.database.begin() as session:
        session.exec(select(Schedule)).one().months_off = [7, 9]
    plan(month)
    with month.database.reading() as session:
        assert {one.period for one in session.exec(select(Cycle))} == {"2026-10"}


def test_a_school_may_have_a_schedule_of_its_own(month: Month) -> None:
    with month.database.begin() as session:
        session.add(
            Schedule(
                workspace_id=month.cast.workspace_id,
                organization_id=month.cast.organizations["harbor"],
                open_time=time(11, 0),
            )
        )
    plan(month)
    with month.database.reading() as session:
        assert month.steps(session, "harbor")[0].due_at == month.at("2026-09-24 11:00")
        assert month.steps(session, "cedar")[0].due_at == month.at("2026-09-24 09:00")


def test_a_changed_schedule_moves_only_what_is_still_to_open(month: Month) -> None:
    plan(month)
    month.go_to("2026-09-24 09:00")
    with month.database.begin() as session:
        session.exec(select(Schedule)).one().open_time = time(10, 0)
    with month.database.begin() as session:
        cycle.replan(session, month.kit, month.cast.workspace_id, month.at("2026-09-25 09:00"))
    with month.database.reading() as session:
        assert month.steps(session, "cedar")[0].due_at == month.at("2026-09-24 09:00")
        assert month.steps(session, "cedar", "2026-10")[0].due_at == month.at("2026-10-26 10:00")


def test_a_paused_organization_is_left_in_peace(month: Month) -> None:
    plan(month)
    with month.database.begin() as session:
        session.exec(select(Schedule)).one().paused = True
    assert month.go_to("2026-10-05 09:00") == []
    with month.database.reading() as session:
        assert {one.reason for one in month.steps(session, "cedar")} == {"paused"}


def test_what_is_due_next_is_known(month: Month) -> None:
    plan(month)
    with month.database.reading() as session:
        assert cycle.next_due(session, month.cast.workspace_id) == month.at("2026-09-24 09:00")
