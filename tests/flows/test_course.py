"""A change of course or an offer of help: who may, what it changes, and that it happens once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from bot.flows import (
    checkin_pass,
    course,
    course_form,
    course_subject,
    course_told,
    support,
    support_told,
)
from bot.flows.kit import Refusal
from bot.flows.message import Message
from bot.forms.course import AdjustForm
from bot.forms.support import SupportForm
from bot.ids import Modal
from storage import adjustments
from storage.tables import (
    Action,
    ActionPredecessor,
    ActionReport,
    Adjustment,
    AuditEvent,
    Delivery,
    DueDateMove,
    Flag,
    Milestone,
    Output,
    PlanVersion,
    Support,
)
from storage.vocabulary import Cause, Course, Effect, RuleName
from storage.vocabulary_plan import PlanCause
from tests.flows.month import Month
from tests.flows.test_digest import answer, digest_key, told, who

LATER = "2026-10-05 11:00"
DAY = date(2026, 10, 5)


def adjust(month: Month, form: AdjustForm, key: str = "paula", request: str = "adjust:V1") -> str:
    """Record a decision about the action that is behind."""
    with month.database.begin() as session:
        return course.adjust(
            session,
            month.kit,
            who(month, key),
            month.cast.actions["cedar 1.1.1.2"],
            form,
            request,
            month.at(LATER),
        )


def action(month: Month) -> Action:
    """The action that is behind."""
    with month.database.begin() as session:
        key = month.cast.actions["cedar 1.1.1.2"]
        return session.exec(select(Action).where(col(Action.id) == key)).one()


def test_a_new_date_keeps_the_first_one_and_is_recorded_once(month: Month) -> None:
    told(month)
    form = AdjustForm(Course.DATE, "Start with grade 2", "Two positions are open", date(2026, 12, 4))
    assert "1.1.1.2 is now due Friday, December 4" in adjust(month, form)
    assert adjust(month, form) == "That was recorded already."
    after = action(month)
    assert (after.due_on, after.first_due_on) == (date(2026, 12, 4), date(2026, 11, 20))
    with month.database.begin() as session:
        (move,) = session.exec(select(DueDateMove)).all()
        assert (move.old_due_on, move.new_due_on, move.moved_on) == (
            date(2026, 11, 20),
            date(2026, 12, 4),
            DAY,
        )
        (kept,) = session.exec(select(Adjustment)).all()
        assert [one.what for one in session.exec(select(AuditEvent)) if "adjust" in one.what] == [
            "adjustment.recorded"
        ]
    assert digest_key(month) == f"digest:{kept.cycle_id}"
    sent = month.send(LATER)
    assert f"adjustment:{kept.id}:{month.cast.people['dana']}" in sent
    assert f"{digest_key(month)}*" in sent


def test_the_form_shows_what_the_team_proposed_last(month: Month) -> None:
    told(month)

    def proposed() -> tuple[str | None, date | None]:
        with month.database.begin() as session:
            key = month.cast.actions["cedar 1.1.1.2"]
            facts = course_form.about(session, month.kit, who(month, "paula"), key, month.at(LATER))
            return facts.proposed, facts.proposed_due_on

    assert proposed() == (None, None)
    with month.database.begin() as session:
        check_in = month.check_in(session, "cedar 1.1.1")
        report = session.exec(
            select(ActionReport).where(
                col(ActionReport.revision_id) == check_in.revision_id,
                col(ActionReport.action_id) == month.cast.actions["cedar 1.1.1.2"],
            )
        ).one()
        report.adjustment, report.new_due_on = "Meet on Mondays", date(2026, 12, 4)
    assert proposed() == ("Meet on Mondays", date(2026, 12, 4))
    adjust(month, AdjustForm(Course.DATE, "Meet on Mondays", None, date(2026, 12, 4)))
    assert proposed() == ("Meet on Mondays", None), "a date that it has already is no proposal"


def test_stopping_takes_it_out_and_clears_what_stood_against_it(month: Month) -> None:
    told(month)
    adjust(month, AdjustForm(Course.STOP, "The district buys a board for everyone"))
    assert action(month).withdrawn_on == DAY
    with month.database.begin() as session:
        flags = session.exec(
            select(Flag).where(col(Flag.action_id) == month.cast.actions["cedar 1.1.1.2"])
        ).all()
        assert flags
        assert all(flag.cleared_on is not None for flag in flags)
    with pytest.raises(Refusal, match=r"course\.gone"):
        adjust(month, AdjustForm(Course.KEEP, "again"), request="adjust:V2")


def test_asking_for_support_opens_a_request(month: Month) -> None:
    told(month)
    adjust(month, AdjustForm(Course.SUPPORT, "A data coach for two days"))
    with month.database.begin() as session:
        assert "A data coach for two days" in session.exec(select(Support.asked_words)).all()


def test_help_answers_every_open_request_and_unasked_help_is_kept_too(month: Month) -> None:
    told(month)
    form = SupportForm(month.cast.slack("lena"), "A substitute on Tuesdays")
    for number in ("cedar 1.1.1.2", "cedar 1.1.1.3"):
        with month.database.begin() as session:
            key = month.cast.actions[number]
            support.offer(session, month.kit, who(month, "lena"), key, form, month.at(LATER))
    with month.database.begin() as session:
        answered, unasked = session.exec(select(Support).order_by(col(Support.id))).all()
        assert (answered.asked_words, answered.offered_on) == ("A substitute for one day", DAY)
        assert answered.offered_by_id == month.cast.people["lena"]
        assert (unasked.asked_on, unasked.offered_words) == (None, "A substitute on Tuesdays")
        rules = session.exec(select(Flag.rule).where(col(Flag.cleared_on).is_(None))).all()
        assert RuleName.UNSUPPORTED not in rules


@pytest.mark.parametrize(
    ("key", "refused"), [("omar", "not_leading"), ("lena", "not_leading"), ("ray", "not_leading")]
)
def test_only_those_who_lead_or_coach_this_school_record_adjustments(
    month: Month, key: str, refused: str
) -> None:
    told(month)
    with pytest.raises(Refusal, match=refused):
        adjust(month, AdjustForm(Course.KEEP, "x"), key)
    assert "Recorded" in adjust(month, AdjustForm(Course.KEEP, "We look at it every Friday"), "carla")


def test_a_teacher_does_not_offer_support_in_leaderships_place(month: Month) -> None:
    told(month)
    form = SupportForm(month.cast.slack("lena"), "x")
    key = month.cast.actions["cedar 1.1.1.2"]
    with month.database.begin() as session, pytest.raises(Refusal, match="not_close"):
        support.offer(session, month.kit, who(month, "omar"), key, form, month.at(LATER))


def test_before_the_first_close_nothing_is_judged(month: Month) -> None:
    month.go_to("2026-09-01 07:00")
    assert "Recorded" in adjust(month, AdjustForm(Course.CHANGE, "Use the county's board"))
    with month.database.begin() as session:
        assert session.exec(select(Flag)).all() == []


def handed_to_omar(month: Month, answered_by: str) -> None:
    """September's check-in goes from Dana to Omar, and one of them answers it."""
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    with month.database.begin() as session:
        one = month.check_in(session, "cedar 1.1.1")
        omar = month.cast.people["omar"]
        moment = month.at("2026-09-24 09:10")
        checkin_pass.hand_over(session, month.kit, who(month, "dana"), one.id, omar, moment)
    month.send("2026-09-24 09:11")
    answer(month, answered_by, "cedar 1.1.1", "2026-09-25 10:00", a2="A substitute for one day")


@pytest.mark.parametrize(("answered_by", "told_to"), [("dana", {"dana"}), ("omar", {"omar", "dana"})])
def test_after_a_hand_over_news_reaches_who_answered_and_the_lead(
    month: Month, answered_by: str, told_to: set[str]
) -> None:
    handed_to_omar(month, answered_by)
    adjust(month, AdjustForm(Course.KEEP, "We look at it every Friday"))
    form = SupportForm(month.cast.slack("lena"), "A substitute on Tuesdays")
    with month.database.begin() as session:
        key = month.cast.actions["cedar 1.1.1.2"]
        support.offer(session, month.kit, who(month, "paula"), key, form, month.at(LATER))
    with month.database.reading() as session:
        own = {
            one.id: one.person_id
            for one in session.exec(select(Delivery).where(col(Delivery.kind) == "checkin_prompt"))
        }
        for kind in (course_told.ADJUSTED, support_told.SUPPORTED):
            news = session.exec(select(Delivery).where(col(Delivery.kind) == kind)).all()
            assert {one.person_id for one in news} == {month.cast.people[name] for name in told_to}
            assert all(own[one.parent_id or 0] == one.person_id for one in news)


REASON: dict[str, Any] = {
    "why": "Two positions are open",
    "cause": Cause.STAFFING,
    "cause_words": "Nobody has applied since May",
}


def decided(month: Month, course: Course, *people: str, **fields: Any) -> str:
    """Paula records what these people decided, with reason and cause; gives what the window says."""
    names = tuple(month.cast.slack(one) for one in people)
    return adjust(month, AdjustForm(course, decided=names, **REASON, **fields))


def kept(month: Month) -> Adjustment:
    """The one adjustment that was recorded."""
    with month.database.reading() as session:
        return session.exec(select(Adjustment)).one()


def test_a_decision_is_kept_with_its_reason_its_cause_and_those_who_made_it(month: Month) -> None:
    told(month)
    said = decided(month, Course.DATE, "paula", "dana", new_due_on=date(2027, 1, 15))
    assert "One name" not in said
    assert "Worth asking once more, together: " in said
    one = kept(month)
    people = month.cast.people
    assert (one.course, one.why, one.cause, one.cause_words) == (Course.DATE, *REASON.values())
    assert one.decided_by == [people["paula"], people["dana"]]
    assert (one.before, one.after) == ({"due_on": "2026-11-20"}, {"due_on": "2027-01-15"})
    assert one.reaches == [], "within the milestone's date, and nobody else works on 3a or 4c"
    with month.database.reading() as session:
        key = f"adjustment:{one.id}"
        message = month.message(session, f"{key}:{people['dana']}", LATER)
        causes = session.exec(select(PlanVersion.cause).order_by(col(PlanVersion.number))).all()
    assert isinstance(message, Message)
    for words in (
        "now due Friday, January 15 (first planned for Friday, November 20)",
        "The cause: Staffing, “Nobody has applied since May”",
        "Decided by Paula Reyes and Dana Whitfield.",
    ):
        assert words in message.text
    assert causes[-2:] == [PlanCause.FOUND, PlanCause.ADJUSTED]


def test_another_wording_owner_or_output_is_in_the_plan_at_once(month: Month) -> None:
    told(month)
    decided(month, Course.CHANGE, "paula", what="Paper first", wording="Set up a paper board")
    assert action(month).text == "Set up a paper board"
    form = AdjustForm(Course.OWNER, owner=month.cast.slack("ines"), **REASON)
    assert "One name stands under this decision" in adjust(month, form, request="adjust:V2")
    assert action(month).responsible_id == month.cast.people["ines"]
    form = AdjustForm(Course.OUTPUT, outputs=("A wall of cards", "A guide"), **REASON)
    adjust(month, form, request="adjust:V3")
    with month.database.reading() as session:
        key = month.cast.actions["cedar 1.1.1.2"]
        assert course_form.living_outputs(session, month.cast.workspace_id, key) == (
            "A wall of cards",
            "A guide",
        )
        *_, owner, output = session.exec(select(Adjustment).order_by(col(Adjustment.id))).all()
        past = course_form.about(session, month.kit, who(month, "paula"), key, month.at(LATER)).past
    assert owner.after["responsible"] == "Ines Fofana"
    assert output.before == {"outputs": ["Data board in use"]}
    assert [one.course for one in past] == [Course.OUTPUT, Course.OWNER, Course.CHANGE]
    assert {one.effect for one in past} == {Effect.TOO_EARLY}


def test_a_result_that_is_there_stays_whatever_is_decided(month: Month) -> None:
    told(month)
    with month.database.begin() as session:
        (output,) = session.exec(
            select(Output).where(col(Output.action_id) == month.cast.actions["cedar 1.1.1.2"])
        )
        output.produced_on = DAY
    decided(month, Course.OUTPUT, "paula", outputs=("A guide",))
    assert kept(month).after == {"outputs": ["Data board in use", "A guide"]}


@pytest.mark.parametrize(
    ("course", "fields", "why"),
    [
        (Course.DATE, {"new_due_on": date(2027, 6, 1)}, ["milestone"]),
        (Course.STOP, {}, ["milestone"]),
        (Course.OWNER, {"owner": "U0JOYA"}, ["plan"]),
        (Course.KEEP, {}, []),
    ],
)
def test_the_next_level_up_is_told_of_what_touches_its_work(
    month: Month, course: Course, fields: dict[str, Any], why: list[str]
) -> None:
    told(month)
    said = decided(month, course, "paula", "dana", **fields)
    one = kept(month)
    assert one.reaches == why
    assert ("Lena Ortiz hears of it too" in said) == bool(why)
    key = f"adjustment-reached:{one.id}:{month.cast.people['lena']}"
    assert (key in month.send(LATER)) == bool(why)
    with month.database.reading() as session:
        if why:
            message = month.message(session, key, LATER)
            assert isinstance(message, Message)
            assert "You hear of it because" in message.text
        at = adjustments.told_at(session, month.cast.workspace_id, one.id)
    kinds = {course_told.ADJUSTED, *([course_told.REACHED] if why else [])}
    assert at == dict.fromkeys(kinds, month.at(LATER))


def test_a_practice_that_others_work_on_and_a_plan_that_waits_make_it_theirs_too(month: Month) -> None:
    told(month)
    cast = month.cast
    with month.database.begin() as session:
        for milestone in session.exec(select(Milestone)):
            if milestone.id == cast.milestones["harbor 1.1.1"]:
                milestone.practices = ["3a"]
        link = {"action_id": cast.actions["harbor 1.1.1.2"], "predecessor_id": cast.actions["cedar 1.1.1.2"]}
        session.add(ActionPredecessor(workspace_id=cast.workspace_id, **link))
    said = decided(month, Course.CHANGE, "paula", "dana", what="Paper first")
    assert kept(month).reaches == ["practice", "plan"]
    assert "Lena Ortiz and Ray Kim hear of it too" in said


def test_somebody_unknown_cannot_have_decided_and_nothing_is_stored(month: Month) -> None:
    told(month)
    with pytest.raises(Refusal, match="unknown_person") as refused:
        adjust(month, AdjustForm(Course.KEEP, decided=("U0NOBODY",), **REASON))
    assert refused.value.facts == {"block_id": "decided"}
    with month.database.reading() as session:
        assert session.exec(select(Adjustment)).all() == []


def test_the_command_finds_the_action_or_asks_which(month: Month) -> None:
    told(month)

    def find(typed: str, key: str = "paula") -> dict[str, Any]:
        with month.database.reading() as session:
            return course_subject.find(session, month.kit, who(month, key), typed, month.at(LATER))

    assert find("1.1.1.2")["callback_id"] == Modal.ADJUST
    (menu,) = find("")["blocks"][1]["elements"]
    first = menu["options"][0]["text"]["text"]
    assert first.startswith("1.1.1.2")
    assert first.endswith("(lags)"), "what lags comes first"
    kinds = [one["value"].partition(":")[0] for one in menu["options"]]
    assert kinds == ["action"] * 5 + ["milestone"] * 3, "her school's, and no other's, actions first"
    assert find("1.1.2")["private_metadata"] == f"milestone:{month.cast.milestones['cedar 1.1.2']}"
    assert find("1.1.1.1", "carla")["callback_id"] == Modal.ADJUST_PICK, "two schools have one of this number"
    with pytest.raises(Refusal, match="none_such"):
        find("9.9")
    with pytest.raises(Refusal, match="not_leading"):
        find("", "omar")
