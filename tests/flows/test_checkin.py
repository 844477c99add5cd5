"""Answers to a check-in: one click, a report, a success, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from bot.flows import checkin
from bot.flows.kit import Refusal, Who
from bot.flows.message import Message
from bot.forms.checkin import Report, Said
from storage.tables import Action, ActionReport, Output, Person, Revision, Support
from storage.vocabulary import AnswerKind, Cause, Standing, Status
from tests.blockkit import words_of
from tests.flows.month import Month

OPEN = "2026-09-24 09:00"
ANSWER = "2026-09-25 10:00"


@pytest.fixture
def opened(month: Month) -> Month:
    """September's questions are out."""
    month.go_to("2026-09-01 08:00")
    month.go_to(OPEN)
    return month


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def on_track(month: Month, key: str = "dana", at: str = ANSWER, seen: int = 0) -> int:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        return checkin.all_on_track(session, month.kit, who(month, key), one.id, seen, month.at(at))


def submit(
    month: Month, report: Report, request: str = "V1", at: str = ANSWER, milestone: str = "cedar 1.1.1"
) -> int:
    with month.database.begin() as session:
        one = month.check_in(session, milestone)
        return checkin.submit(session, month.kit, who(month, "dana"), one.id, report, request, month.at(at))


def undo(month: Month, seen: int, at: str = "2026-09-25 10:05") -> int:
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        return checkin.undo(session, month.kit, who(month, "dana"), one.id, seen, month.at(at))


def behind(month: Month, **more: object) -> Report:
    actions = month.cast.actions
    values = {"cause": Cause.STAFFING, "adjustment": "Share a substitute", "support_needed": "Two subs"}
    return Report(
        actions=(
            Said(action_id=actions["cedar 1.1.1.1"], status=Status.BEHIND, **(values | more)),
            Said(action_id=actions["cedar 1.1.1.2"], status=Status.ON_TRACK),
        ),
        successes="Every class has a board",
        budget_used_cents=12_50,
    )


def action(session: Session, month: Month, number: str) -> Action:
    return session.exec(select(Action).where(col(Action.id) == month.cast.actions[f"cedar {number}"])).one()


def statuses(month: Month) -> list[Status]:
    with month.database.reading() as session:
        return [action(session, month, f"1.1.1.{one}").status for one in (1, 2, 3)]


def test_one_click_is_a_complete_answer(opened: Month) -> None:
    on_track(opened)
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        revision = session.exec(select(Revision)).one()
        reports = session.exec(select(ActionReport).order_by(col(ActionReport.action_id))).all()
    assert (one.standing, one.revision_id) == (Standing.ON_TIME, revision.id)
    assert one.answered_at == one.first_answered_at == opened.at(ANSWER)
    assert (revision.kind, revision.number, revision.is_late) == (AnswerKind.ALL_ON_TRACK, 1, False)
    # the third action begins in December: that it has not begun is as planned
    assert [report.status for report in reports] == [Status.ON_TRACK, Status.ON_TRACK, Status.NOT_STARTED]
    assert statuses(opened) == [Status.ON_TRACK, Status.ON_TRACK, Status.NOT_STARTED]


def test_two_clicks_are_one_answer(opened: Month) -> None:
    assert on_track(opened) == on_track(opened, at="2026-09-25 10:01")
    with opened.database.reading() as session:
        assert len(session.exec(select(Revision)).all()) == 1


def test_the_prompt_turns_into_a_receipt(opened: Month) -> None:
    on_track(opened)
    key = f"checkin-prompt:{opened.cast.milestones['cedar 1.1.1']}:2026-09"
    assert opened.send("2026-09-25 10:01") == [f"{key}*"]
    with opened.database.reading() as session:
        message = opened.message(session, key, "2026-09-25 10:01")
    assert isinstance(message, Message)
    assert "Thank you, Dana Whitfield" in message.text
    assert "Monday, October 26" in message.text


def test_a_receipt_says_what_the_team_proposes_and_what_it_used(opened: Month) -> None:
    submit(opened, behind(opened, new_due_on=date(2026, 12, 4)))
    key = f"checkin-prompt:{opened.cast.milestones['cedar 1.1.1']}:2026-09"
    opened.send("2026-09-25 10:01")
    with opened.database.reading() as session:
        message = opened.message(session, key, "2026-09-25 10:01")
    assert isinstance(message, Message)
    for line in ("To change: Share a substitute", "Proposed date: Friday, December 4", "Used: $12.50"):
        assert line in message.text
        assert line in words_of(message.blocks)
    undo(opened, 1)
    on_track(opened, at="2026-09-25 10:06", seen=2)
    with opened.database.reading() as session:
        message = opened.message(session, key, "2026-09-25 10:07")
    assert isinstance(message, Message)
    assert not [word for word in ("To change", "Proposed date", "Used:") if word in message.text]


def test_anyone_of_the_team_may_answer_and_others_may_not(opened: Month) -> None:
    with pytest.raises(Refusal) as refused:
        on_track(opened, "joy")
    assert refused.value.label == "checkin.refusal.not_of_team"
    on_track(opened, "ines")
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").answered_by_id == opened.cast.people["ines"]


def test_nobody_who_left_and_no_stranger_may_answer(opened: Month) -> None:
    with opened.database.begin() as session:
        session.exec(select(Person).where(col(Person.name) == "Ines Fofana")).one().left_at = opened.at(OPEN)
    with pytest.raises(Refusal, match="unknown_person"):
        on_track(opened, "ines")


def test_an_old_button_overwrites_nobodys_report(opened: Month) -> None:
    submit(opened, behind(opened))
    with pytest.raises(Refusal, match="answered_already"):
        on_track(opened, "marcus")
    assert statuses(opened)[0] is Status.BEHIND


def test_a_report_keeps_cause_adjustment_and_support(opened: Month) -> None:
    submit(opened, behind(opened, new_due_on=date(2026, 11, 13)))
    with opened.database.reading() as session:
        first = session.exec(select(ActionReport).where(col(ActionReport.status) == Status.BEHIND)).one()
        support = session.exec(select(Support)).one()
        revision = session.exec(select(Revision)).one()
        due = action(session, opened, "1.1.1.1").due_on
    assert (first.cause, first.adjustment) == (Cause.STAFFING, "Share a substitute")
    assert (first.new_due_on, due) == (date(2026, 11, 13), date(2026, 10, 30))  # a proposal moves nothing
    assert (support.asked_words, support.asked_on) == ("Two subs", date(2026, 9, 25))
    assert (revision.successes, revision.budget_used_cents) == ("Every class has a board", 1250)


def test_the_same_form_sent_twice_is_one_revision(opened: Month) -> None:
    assert submit(opened, behind(opened)) == submit(opened, behind(opened))
    with opened.database.reading() as session:
        assert len(session.exec(select(Revision)).all()) == 1
        assert len(session.exec(select(Support)).all()) == 1


def test_a_change_is_a_new_revision_and_the_old_one_stays(opened: Month) -> None:
    first = submit(opened, behind(opened))
    second = submit(opened, behind(opened, support_needed="Three subs"), "V2")
    with opened.database.reading() as session:
        said = {
            one.revision_id: one.support_needed
            for one in session.exec(select(ActionReport).where(col(ActionReport.status) == Status.BEHIND))
        }
        support = session.exec(select(Support)).one()
    assert said == {first: "Two subs", second: "Three subs"}
    assert support.asked_words == "Three subs"


def test_support_that_is_not_asked_for_any_more_is_withdrawn(opened: Month) -> None:
    submit(opened, behind(opened))
    submit(opened, behind(opened, support_needed=None), "V2")
    with opened.database.reading() as session:
        assert session.exec(select(Support)).all() == []


def test_a_completed_action_is_done_today_with_its_outputs(opened: Month) -> None:
    action_id = opened.cast.actions["cedar 1.1.1.2"]
    with opened.database.reading() as session:
        output_id = session.exec(select(Output.id).where(col(Output.action_id) == action_id)).one()
    said = Said(
        action_id=action_id, status=Status.COMPLETED, outputs=(output_id,), outputs_words="On the wall"
    )
    submit(opened, Report(actions=(said,)))
    with opened.database.reading() as session:
        output = session.exec(select(Output).where(col(Output.id) == output_id)).one()
        assert action(session, opened, "1.1.1.2").completed_on == date(2026, 9, 25)
        assert (output.produced_on, output.evidence) == (date(2026, 9, 25), "On the wall")
    undo(opened, 1)
    with opened.database.reading() as session:
        output = session.exec(select(Output).where(col(Output.id) == output_id)).one()
        assert action(session, opened, "1.1.1.2").completed_on is None
        assert output.produced_on is None


def test_actions_of_another_milestone_are_left_alone(opened: Month) -> None:
    foreign = Said(action_id=opened.cast.actions["harbor 1.1.1.1"], status=Status.DROPPED)
    submit(opened, Report(actions=(foreign,)))
    with opened.database.reading() as session:
        assert session.exec(select(ActionReport)).all() == []


def test_undo_brings_back_what_was_there_before(opened: Month) -> None:
    on_track(opened)
    undo(opened, 1)
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        kinds = [revision.kind for revision in session.exec(select(Revision).order_by(col(Revision.number)))]
    assert (one.answered_at, one.first_answered_at, one.standing) == (None, None, Standing.OPEN)
    assert kinds == [AnswerKind.ALL_ON_TRACK, AnswerKind.UNDO]
    assert statuses(opened) == [Status.NOT_STARTED] * 3
    on_track(opened, seen=2)
    assert statuses(opened)[0] is Status.ON_TRACK


def test_undo_of_a_change_brings_back_the_report_before_it(opened: Month) -> None:
    submit(opened, behind(opened))
    submit(opened, behind(opened, support_needed="Three subs", cause=Cause.TIME), "V2")
    undo(opened, 2)
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        said = session.exec(
            select(ActionReport).where(
                col(ActionReport.revision_id) == one.revision_id, col(ActionReport.status) == Status.BEHIND
            )
        ).one()
        support = session.exec(select(Support)).one()
    assert (said.cause, said.support_needed, support.asked_words) == (Cause.STAFFING, "Two subs", "Two subs")
    undo(opened, 3)
    with opened.database.reading() as session:
        assert opened.check_in(session, "cedar 1.1.1").answered_at is None
        assert session.exec(select(Support)).all() == []
    assert statuses(opened) == [Status.NOT_STARTED] * 3


def test_undo_of_an_answer_that_was_changed_meanwhile_is_refused(opened: Month) -> None:
    on_track(opened)
    submit(opened, behind(opened))
    with pytest.raises(Refusal, match="changed_meanwhile"):
        undo(opened, 1)


def test_a_success_is_added_to_what_was_said(opened: Month) -> None:
    submit(opened, behind(opened))
    with opened.database.begin() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        checkin.add_success(
            session, opened.kit, who(opened, "marcus"), one.id, "Parents came", "V9", opened.at(ANSWER)
        )
    with opened.database.reading() as session:
        one = opened.check_in(session, "cedar 1.1.1")
        revision = session.exec(select(Revision).where(col(Revision.id) == one.revision_id)).one()
        causes = session.exec(
            select(ActionReport.cause).where(col(ActionReport.revision_id) == revision.id)
        ).all()
        assert len(session.exec(select(Support)).all()) == 1
    assert revision.successes == "Every class has a board\nParents came"
    assert set(causes) == {Cause.STAFFING, None}
