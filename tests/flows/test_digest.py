"""The digest over a real month: told once, corrected in place, the same questions ever after."""

from __future__ import annotations

from sqlmodel import col, select

from bot.flows import checkin, digest
from bot.flows.kit import Who
from bot.flows.message import Message
from bot.forms.checkin import Report, Said
from storage import tellings
from storage.tables import Delivery, QuestionAsked
from storage.vocabulary import Cause, Status
from tests.blockkit import faults, words_of
from tests.flows.month import Month

OPEN, CLOSE, TELL = "2026-09-24 09:00", "2026-09-30 16:00", "2026-10-01 08:00"


def who(month: Month, key: str) -> Who:
    """Somebody of the cast."""
    return Who(month.cast.workspace_id, month.cast.slack(key))


def answer(month: Month, key: str, milestone: str, text: str, period: str = "2026-09", **behind: str) -> None:
    """Report the milestone's actions: those named in `behind` with that help wanted, the rest on track."""
    with month.database.begin() as session:
        check_in = month.check_in(session, milestone, period)
        living = {
            number: action
            for number, action in month.cast.actions.items()
            if number.startswith(f"{milestone}.") and number != "cedar 1.1.3.1"
        }
        report = Report(
            actions=tuple(
                Said(action_id=action, **_said(behind.get(f"a{number[-1]}")))
                for number, action in living.items()
            ),
            successes="The data board is loved",
        )
        checkin.submit(
            session, month.kit, who(month, key), check_in.id, report, f"{key}:{text}", month.at(text)
        )


def _said(words: str | None) -> dict[str, object]:
    if words == "done":
        return {"status": Status.COMPLETED, "outputs_words": "See the shared folder"}
    if words is None:
        return {"status": Status.ON_TRACK}
    return {"status": Status.BEHIND, "cause": Cause.STAFFING, "support_needed": words}


def digest_key(month: Month) -> str:
    """The key of Cedar Grove's September digest."""
    with month.database.begin() as session:
        return f"digest:{month.check_in(session, 'cedar 1.1.1').cycle_id}"


def said(month: Month, key: str, text: str) -> str:
    """Everything that can be read in a message."""
    with month.database.begin() as session:
        message = month.message(session, key, text)
    assert isinstance(message, Message)
    assert faults(message.blocks) == []
    return words_of(message.blocks)


def told(month: Month) -> list[str]:
    """September up to the digest: reading reports one action behind, families say nothing."""
    month.go_to("2026-09-01 07:00")
    month.go_to(OPEN)
    answer(month, "dana", "cedar 1.1.1", "2026-09-25 10:00", a2="A substitute for one day")
    month.go_to(CLOSE)
    return month.go_to(TELL)


def test_it_is_told_once_with_a_reply_for_each_lagging_item(month: Month) -> None:
    sent = told(month)
    key = digest_key(month)
    cycle_id = key.partition(":")[2]
    action = month.cast.actions["cedar 1.1.1.2"]
    silent = month.cast.milestones["cedar 1.1.2"]
    assert sent.index(key) < sent.index(f"lagging:{cycle_id}:{action}")
    assert f"lagging:{cycle_id}:m{silent}" in sent
    assert month.go_to(TELL) == []
    words = said(month, key, TELL)
    assert "Cedar Grove Elementary: September 2026" in words
    assert "1 of 2 on time and 1 without an answer yet" in words
    assert (
        "*1.1.1.2* Set up a shared data board\nNeeds attention: reported behind. Cause named: staffing"
        in words
    )
    assert "No answer yet: Family team, 1.1.2" in words
    assert "A substitute for one day" in words
    assert "“The data board is loved” — Dana Whitfield" in words
    with month.database.begin() as session:
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        assert delivery.channel == "C0CEDAR"


def test_a_replys_questions_are_chosen_once_and_stay(month: Month) -> None:
    told(month)
    cycle_id = digest_key(month).partition(":")[2]
    key = f"lagging:{cycle_id}:{month.cast.actions['cedar 1.1.1.2']}"
    first = said(month, key, TELL)
    assert "names staffing as the cause" in first
    assert "What would clear it:" in first
    assert said(month, key, "2026-10-20 12:00") == first
    with month.database.begin() as session:
        asked = session.exec(
            select(QuestionAsked).where(col(QuestionAsked.action_id) == month.cast.actions["cedar 1.1.1.2"])
        ).all()
        everything = session.exec(select(QuestionAsked.question_id, QuestionAsked.milestone_id)).all()
    assert len(asked) in (2, 3)
    assert len(everything) == len(set(everything))  # a team is not asked the same thing twice
    for row in asked:
        assert month.kit.catalogue.by_id[row.question_id].text in first.replace("&amp;", "&")


def test_a_late_answer_corrects_it_in_place(month: Month) -> None:
    told(month)
    key = digest_key(month)
    cycle_id = key.partition(":")[2]
    answer(month, "omar", "cedar 1.1.2", "2026-10-05 11:00", a2="A translator", a1="done")
    sent = month.go_to("2026-10-05 11:01")
    assert f"{key}*" in sent
    assert f"lagging:{cycle_id}:{month.cast.actions['cedar 1.1.2.2']}" in sent  # lags since today
    words = said(month, key, "2026-10-05 11:01")
    assert "*Updated Monday, October 5:* the Family team's check-in came in." in words
    assert "1 of 2 on time and 1 late" in words
    assert "No answer yet" not in words
    assert "Done: 1.1.2.1 Plan three family reading nights (Family team)" in words
    assert "*Completed:* 2 of 6" in words
    silent = f"lagging:{cycle_id}:m{month.cast.milestones['cedar 1.1.2']}"
    assert f"{silent}*" in sent
    over = said(month, silent, "2026-10-05 11:01")
    assert "*Its team has checked in again*, Monday, October 5: 1.1.2" in over
    assert "on track" not in over  # a late answer may say anything


def test_without_a_channel_the_principal_is_told_and_without_one_nobody_is(month: Month) -> None:
    with month.database.begin() as session:
        school = tellings.organization(session, month.cast.workspace_id, month.cast.organizations["harbor"])
        school.leadership_channel = None
        session.add(school)
    told(month)
    with month.database.begin() as session:
        cycle_id = month.check_in(session, "harbor 1.1.1").cycle_id
        delivery = session.exec(select(Delivery).where(col(Delivery.key) == f"digest:{cycle_id}")).one()
        assert delivery.person_id == month.cast.people["ray"]


def test_a_digest_that_was_never_told_is_not_corrected(month: Month) -> None:
    month.go_to("2026-09-01 07:00")
    month.go_to(OPEN)
    with month.database.begin() as session:
        cycle_id = month.check_in(session, "cedar 1.1.1").cycle_id
        digest.correct(session, month.kit, month.cast.workspace_id, cycle_id, month.at(OPEN))
        assert session.exec(select(Delivery).where(col(Delivery.kind) == "digest")).all() == []


def test_the_second_months_digest_says_what_changed_and_where_it_is_going(month: Month) -> None:
    told(month)
    answer(month, "omar", "cedar 1.1.2", "2026-10-05 11:00", a1="done")
    month.go_to("2026-10-27 09:00")
    answer(month, "dana", "cedar 1.1.1", "2026-10-28 10:00", "2026-10", a1="done")
    month.go_to("2026-10-30 16:00")
    month.go_to("2026-11-02 08:00")
    with month.database.begin() as session:
        key = f"digest:{month.check_in(session, 'cedar 1.1.1', '2026-10').cycle_id}"
    words = said(month, key, "2026-11-02 08:00")
    assert "*Since the check-in before:* 2 more done" in words
    assert "*Over time:* within their dates 100%, now 100%; teams in time 1 of 2, now 1 of 2" in words
