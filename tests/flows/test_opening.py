"""Asking now: for an administrator who sets a school up in the middle of a month."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.flows import opening
from bot.flows.kit import Refusal
from storage.tables import Action
from storage.vocabulary import Status, Step
from tests.flows.month import Month


def ask_now(month: Month, at: str) -> str:
    """Open Cedar Grove's check-ins; give when they close, in the district's time."""
    with month.database.begin() as session:
        closes, _ = opening.open_now(session, month.kit, month.cast.workspace_id, "cedar", month.at(at))
    return f"{closes.astimezone(month.at(at).tzinfo):%Y-%m-%d}"


def test_a_school_set_up_early_is_asked_at_once_and_closes_as_planned(month: Month) -> None:
    month.go_to("2026-09-08 08:00")
    assert ask_now(month, "2026-09-08 10:00") == "2026-09-30"
    sent = month.go_to("2026-09-08 10:00")
    ids = month.cast.milestones
    assert sorted(sent) == sorted(
        f"checkin-prompt:{ids[name]}:2026-09" for name in ("cedar 1.1.1", "cedar 1.1.2")
    )


def test_a_school_set_up_inside_the_window_is_asked_in_it(month: Month) -> None:
    assert ask_now(month, "2026-09-29 11:00") == "2026-09-30"
    assert len(month.go_to("2026-09-29 11:00")) == 2
    with month.database.reading() as session:
        steps = {one.step for one in month.steps(session, "cedar")}
    assert steps == {Step.OPEN, Step.REMIND_LAST, Step.CLOSE, Step.TELL}


def test_after_the_close_the_next_month_is_opened(month: Month) -> None:
    assert ask_now(month, "2026-09-30 17:00") == "2026-10-30"


def test_what_is_open_is_not_opened_again(month: Month) -> None:
    ask_now(month, "2026-09-08 10:00")
    month.go_to("2026-09-08 10:00")
    with pytest.raises(Refusal, match=r"setup\.open\.already"):
        ask_now(month, "2026-09-09 10:00")


def test_with_nothing_left_to_do_nobody_is_asked(month: Month) -> None:
    with month.database.begin() as session:
        ours = col(Action.workspace_id) == month.cast.workspace_id
        session.execute(update(Action).where(ours).values(status=Status.COMPLETED))
    with pytest.raises(Refusal, match=r"setup\.open\.nothing"):
        ask_now(month, "2026-09-08 10:00")


def test_planning_goes_on_after_the_month_that_was_opened_by_hand(month: Month) -> None:
    ask_now(month, "2026-09-08 10:00")
    month.go_to("2026-09-08 10:00")
    month.go_to("2026-09-30 16:00")
    with month.database.reading() as session:
        october = month.steps(session, "cedar", "2026-10")
    assert october[0].due_at == month.at("2026-10-26 09:00")
