"""Who is asked, reminded, left in peace; who stands where at the close; and what is judged."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from bot.flows import checkin, checkin_pass
from bot.flows.kit import Refusal, Who
from bot.flows.message import Message, Skip
from bot.flows.presence import note_status
from bot.rules.absence import SlackStatus
from storage.tables import Absence, Action, Delivery, Person, Team, TeamMember
from storage.vocabulary import DeliveryState, Standing, StepOutcome
from tests.flows.month import Month

PLANNED, OPEN = "2026-09-01 08:00", "2026-09-24 09:00"
FIRST, LAST, CLOSE, TELL = "2026-09-28 08:30", "2026-09-30 08:30", "2026-09-30 16:00", "2026-10-01 08:00"


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to(PLANNED)
    month.go_to(OPEN)
    return month


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def away(month: Month, key: str, first: date, last: date) -> None:
    with month.database.begin() as session:
        session.add(
            Absence(
                workspace_id=month.cast.workspace_id,
                person_id=month.cast.people[key],
                first_on=first,
                last_on=last,
                set_by_id=month.cast.people[key],
            )
        )


def answer(month: Month, milestone: str, key: str, at: str) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, milestone)
        checkin.all_on_track(session, month.kit, who(month, key), one.id, 0, month.at(at))


def reminders(keys: list[str]) -> list[str]:
    return [key for key in keys if key.startswith("checkin-reminder")]


def test_only_those_who_have_not_answered_are_reminded_in_their_thread(opened: Month) -> None:
    answer(opened, "cedar 1.1.2", "omar", "2026-09-25 10:00")
    sent = reminders(opened.go_to(FIRST))
    with opened.database.reading() as session:
        reading = opened.check_in(session, "cedar 1.1.1")
        math = opened.check_in(session, "harbor 1.1.1")
        steps = opened.steps(session, "cedar")
        nudge = session.exec(select(Delivery).where(col(Delivery.key) == sent[0])).one()
        prompt = session.exec(select(Delivery).where(col(Delivery.id) == nudge.parent_id)).one()
    assert sorted(key.split(":")[1] for key in sent) == sorted([str(reading.id), str(math.id)])
    assert prompt.key == f"checkin-prompt:{opened.cast.milestones['cedar 1.1.1']}:2026-09"
    assert (steps[1].outcome, steps[1].reason) == (StepOutcome.DONE, "reminded 1, answered 1")


def test_a_channels_reminder_names_the_person_who_is_asked(opened: Month) -> None:
    sent = reminders(opened.go_to(FIRST))
    with opened.database.reading() as session:
        families = opened.check_in(session, "cedar 1.1.2")
        key = next(key for key in sent if key.split(":")[1] == str(families.id))
        message = opened.message(session, key, FIRST)
    assert isinstance(message, Message)
    assert message.text.startswith("<@U0OMAR> A friendly nudge")


def test_nobody_is_reminded_while_away_and_the_next_member_is_asked(opened: Month) -> None:
    away(opened, "dana", date(2026, 9, 25), date(2026, 9, 28))
    sent = opened.go_to(FIRST)
    milestone, marcus = opened.cast.milestones["cedar 1.1.1"], opened.cast.people["marcus"]
    assert f"checkin-prompt:{milestone}:2026-09:{marcus}" in sent
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").asked_person_id == marcus
        message = opened.message(session, f"checkin-prompt:{milestone}:2026-09:{marcus}", FIRST)
    assert isinstance(message, Message)
    assert "Dana Whitfield is away" in message.text


def test_somebody_who_is_away_is_not_asked_first(month: Month) -> None:
    away(month, "dana", date(2026, 9, 24), date(2026, 9, 24))
    month.go_to(PLANNED)
    month.go_to(OPEN)
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").asked_person_id == month.cast.people["marcus"]


def test_a_team_that_is_all_away_is_away_and_not_silent(month: Month) -> None:
    for key in ("dana", "marcus", "ines"):
        away(month, key, date(2026, 9, 21), date(2026, 10, 2))
    for moment in (PLANNED, OPEN, FIRST, LAST, CLOSE):
        month.go_to(moment)
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").standing is Standing.AWAY
        assert month.check_in(session, "cedar 1.1.2").standing is Standing.SILENT
        assert [one.reason for one in month.steps(session, "cedar")[1:3]] == ["all_away 1, reminded 1"] * 2


def test_a_milestone_without_a_team_asks_who_is_responsible(month: Month) -> None:
    with month.database.begin() as session:
        session.execute(delete(TeamMember).where(col(TeamMember.team_id) == month.cast.teams["reading"]))
    month.go_to(PLANNED)
    month.go_to(OPEN)
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").asked_person_id == month.cast.people["dana"]
    answer(month, "cedar 1.1.1", "ines", "2026-09-25 10:00")


def test_where_nobody_can_be_reached_nobody_was_asked(month: Month) -> None:
    with month.database.begin() as session:
        for person in session.exec(select(Person)):
            person.slack_user_id = None
    assert month.go_to(PLANNED) + month.go_to(OPEN) == []
    for moment in (FIRST, CLOSE):
        month.go_to(moment)
    with month.database.reading() as session:
        assert month.check_in(session, "cedar 1.1.1").standing is Standing.NOT_ASKED


def test_later_comes_back_once_and_keeps_other_reminders_quiet(opened: Month) -> None:
    later(opened, opened.at("2026-09-29 09:00"))
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
    assert str(one.id) not in {key.split(":")[1] for key in reminders(opened.go_to(FIRST))}
    (nudge,) = reminders(opened.go_to("2026-09-29 09:00"))
    assert nudge.startswith(f"checkin-reminder:{one.id}:put_off-")
    assert opened.go_to("2026-09-29 09:05") == []


def later(month: Month, when: datetime | None) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        checkin_pass.later(session, month.kit, who(month, "dana"), one.id, when, month.at(OPEN))


def hand_over(month: Month, key: str) -> None:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        colleague = month.cast.people[key]
        checkin_pass.hand_over(session, month.kit, who(month, "dana"), one.id, colleague, month.at(OPEN))


@pytest.mark.parametrize(
    ("when", "label"),
    [
        ("2026-09-24 08:00", "checkin.fault.when_past"),
        ("2026-09-30 16:00", "checkin.fault.when_closed"),
        (None, "checkin.fault.when"),
    ],
)
def test_later_lies_between_now_and_the_close(opened: Month, when: str | None, label: str) -> None:
    with pytest.raises(Refusal) as refused:
        later(opened, opened.at(when) if when else None)
    assert refused.value.label == label


def test_a_check_in_is_handed_only_to_somebody_of_the_school(opened: Month) -> None:
    people = opened.cast.people
    with pytest.raises(Refusal, match="not_a_colleague"):
        hand_over(opened, "joy")
    hand_over(opened, "tess")
    milestone = opened.cast.milestones["cedar 1.1.1"]
    assert sorted(opened.send("2026-09-24 09:05")) == sorted(
        [f"checkin-prompt:{milestone}:2026-09*", f"checkin-prompt:{milestone}:2026-09:{people['tess']}"]
    )
    answer(opened, "cedar 1.1.1", "tess", "2026-09-25 10:00")
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").answered_by_id == people["tess"]


def test_a_reminder_that_waited_too_long_is_not_sent_to_who_has_answered(opened: Month) -> None:
    opened.sweep(FIRST)
    answer(opened, "cedar 1.1.1", "dana", "2026-09-28 08:31")
    opened.send("2026-09-28 08:32")
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        nudge = session.exec(
            select(Delivery).where(col(Delivery.key).startswith(f"checkin-reminder:{one.id}:"))
        ).one()
    assert (nudge.state, nudge.reason) == (DeliveryState.SKIPPED, "answered")


def test_a_prompt_for_a_milestone_that_was_withdrawn_is_not_sent(month: Month) -> None:
    month.go_to(PLANNED)
    month.sweep(OPEN)
    key = f"checkin-prompt:{month.cast.milestones['cedar 1.1.1']}:2026-09"
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        delivery = session.exec(select(Delivery).where(col(Delivery.about) == f"check-in:{one.id}")).one()
        delivery.facts = {**delivery.facts, "check_in": 10_000}
    with month.database.reading() as session:
        assert isinstance(month.message(session, key, OPEN), Skip)


def test_a_slack_status_is_an_absence_until_it_ends(opened: Month) -> None:
    now, dana = opened.at("2026-09-28 08:00"), opened.cast.people["dana"]
    out = SlackStatus(now, ":palm_tree:", "Out of office", opened.at("2026-09-30 17:00"))

    def note(status: SlackStatus) -> list[tuple[date, date]]:
        with opened.database.begin() as session:
            note_status(session, opened.kit, opened.cast.workspace_id, dana, status, now)
        with opened.database.reading() as session:
            return [(one.first_on, one.last_on) for one in session.exec(select(Absence))]

    assert note(out) == note(out) == [(date(2026, 9, 28), date(2026, 9, 30))]
    milestone, marcus = opened.cast.milestones["cedar 1.1.1"], opened.cast.people["marcus"]
    assert f"checkin-prompt:{milestone}:2026-09:{marcus}" in opened.go_to(FIRST)
    assert note(SlackStatus(now)) == []


def test_a_team_without_a_channel_is_asked_in_its_new_one(month: Month) -> None:
    with month.database.begin() as session:
        team = session.exec(select(Team).where(col(Team.id) == month.cast.teams["math"])).one()
        team.channel = "C0HARBOR"
    month.go_to(PLANNED)
    month.go_to(OPEN)
    with month.database.reading() as session:
        key = f"checkin-prompt:{month.cast.milestones['harbor 1.1.1']}:2026-09"
        prompt = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        message = month.message(session, key, OPEN)
    assert (prompt.channel, prompt.person_id) == ("C0HARBOR", None)
    assert isinstance(message, Message)
    assert "<@U0JOYA>, would you answer for the team" in message.text


def test_a_prompt_says_which_dates_have_gone_by(opened: Month) -> None:
    milestone = opened.cast.milestones["cedar 1.1.1"]
    with opened.database.begin() as session:
        first = session.exec(select(Action).where(col(Action.milestone_id) == milestone)).first()
        assert first is not None
        first.due_on = date(2026, 9, 23)
    with opened.database.reading() as session:
        said = opened.message(session, f"checkin-prompt:{milestone}:2026-09", OPEN)
    assert isinstance(said, Message)
    assert "was due Wednesday, September 23" in said.text
    assert said.text.count("was due") == 1
