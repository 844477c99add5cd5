"""The check-in as people meet it in Slack: over the real protocol, with a real database."""

from __future__ import annotations

from sqlmodel import Session, col, select

from storage.tables import ActionReport, CheckIn, Cycle, Revision, Support
from storage.vocabulary import AnswerKind, Cause, Standing, Status
from tests.town import Town

OPEN = "2026-09-24 09:01"


def check_in(session: Session, town: Town, milestone: str) -> CheckIn:
    return session.exec(
        select(CheckIn)
        .join(Cycle, col(Cycle.id) == col(CheckIn.cycle_id))
        .where(col(CheckIn.milestone_id) == town.cast.milestones[milestone], col(Cycle.period) == "2026-09")
    ).one()


async def opened(town: Town) -> None:
    """The questions of September are out."""
    await town.go_to(OPEN)
    await town.quiet()


async def answered(town: Town) -> None:
    await town.quiet()
    await town.beat()
    await town.quiet()


async def test_all_on_track_is_one_click(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    (prompt,) = dana.messages()
    assert "small-group reading" in prompt.text
    await dana.click(prompt, "checkin.all_on_track")
    await answered(town)
    (receipt,) = dana.messages()
    assert receipt.text.startswith("*Thank you, Dana Whitfield.*")
    assert "Next check-in opens Monday, October 26." in receipt.text
    with town.database.reading() as session:
        assert check_in(session, town, "cedar 1.1.1").standing is Standing.ON_TIME


async def test_one_action_behind_takes_six_interactions(town: Town) -> None:
    await opened(town)
    dana, action = town.person("dana"), town.cast.actions["cedar 1.1.1.1"]
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.report")
    await dana.until(lambda: dana.modal is not None)
    await dana.click_view("checkin.status", "behind", f"status:{action}")
    await town.quiet()
    assert dana.modal is not None
    assert f"cause:{action}" in {block.get("block_id") for block in dana.modal["blocks"]}
    sent = await dana.submit(
        {
            f"cause:{action}": "staffing",
            f"adjustment:{action}": "Share a substitute with Harbor",
            f"support:{action}": "Two subs in October",
        }
    )
    assert sent.errors == {}
    await answered(town)
    with town.database.reading() as session:
        said = session.exec(select(ActionReport).where(col(ActionReport.status) == Status.BEHIND)).one()
        assert (said.cause, said.adjustment) == (Cause.STAFFING, "Share a substitute with Harbor")
        assert session.exec(select(Support)).one().asked_words == "Two subs in October"
    (receipt,) = dana.messages()
    assert "Help asked for: Two subs in October" in receipt.text


async def test_what_was_typed_stays_when_a_status_reveals_more(town: Town) -> None:
    await opened(town)
    dana, actions = town.person("dana"), town.cast.actions
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.report")
    await dana.until(lambda: dana.modal is not None)
    first, second = actions["cedar 1.1.1.1"], actions["cedar 1.1.1.2"]
    await dana.click_view("checkin.status", "behind", f"status:{first}")
    await dana.click_view("checkin.status", "completed", f"status:{second}")
    await town.quiet()
    assert dana.modal is not None
    ids = {block.get("block_id") for block in dana.modal["blocks"]}
    assert {f"cause:{first}", f"outputs:{second}", f"evidence:{second}"} <= ids


async def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(town: Town) -> None:
    await opened(town)
    dana, action = town.person("dana"), town.cast.actions["cedar 1.1.1.1"]
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.report")
    await dana.until(lambda: dana.modal is not None)
    await dana.click_view("checkin.status", "behind", f"status:{action}")
    await town.quiet()
    words = {f"cause:{action}": "time", f"adjustment:{action}": "Something", "budget": "a lot"}
    sent = await dana.submit(words)
    assert sent.errors == {"budget": "Please write an amount such as 1250 or 1,250.50."}
    with town.database.reading() as session:
        assert session.exec(select(Revision)).all() == []
    sent = await dana.submit({"budget": "$1,250.50"})
    assert sent.closed
    with town.database.reading() as session:
        assert session.exec(select(Revision)).one().budget_used_cents == 125_050
        said = session.exec(select(ActionReport).where(col(ActionReport.status) == Status.BEHIND)).one()
        assert said.adjustment == "Something"


async def test_undo_brings_the_question_back(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.all_on_track")
    await answered(town)
    (receipt,) = dana.messages()
    await dana.click(receipt, "checkin.undo")
    await answered(town)
    (again,) = dana.messages()
    assert again.text.startswith("*Check-in: September*")
    assert {element["action_id"] for block in again.blocks if block["type"] == "actions"
            for element in block["elements"]} >= {"checkin.all_on_track", "checkin.hand_over"}  # fmt: skip
    with town.database.reading() as session:
        kinds = [one.kind for one in session.exec(select(Revision).order_by(col(Revision.number)))]
    assert kinds == [AnswerKind.ALL_ON_TRACK, AnswerKind.UNDO]


async def test_another_teams_question_is_kindly_refused(town: Town) -> None:
    await opened(town)
    paula = town.person("paula")
    (prompt,) = paula.messages("C0FAMILY")
    await paula.click(prompt, "checkin.all_on_track")
    await town.quiet()
    said = paula.messages("C0FAMILY")[-1]
    assert (said.ephemeral, said.text) == (
        True,
        "This one belongs to another team. If you can help, ask them to hand it over to you.",
    )
    with town.database.reading() as session:
        assert session.exec(select(Revision)).all() == []


async def test_a_check_in_is_handed_over_and_both_see_it(town: Town) -> None:
    await opened(town)
    dana, marcus = town.person("dana"), town.person("marcus")
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.hand_over")
    await dana.until(lambda: dana.modal is not None)
    await dana.submit({"colleague": str(town.cast.people["marcus"])})
    await answered(town)
    (mine,) = dana.messages()
    (his,) = marcus.messages()
    assert "Marcus Lee has been asked to answer" in mine.text
    assert "Dana Whitfield asked you to answer" in his.text
    await marcus.click(his, "checkin.all_on_track")
    await answered(town)
    told = "*Marcus Lee has answered.* Nothing left for you to do."
    assert dana.messages()[0].text.startswith(told)
    assert marcus.messages()[0].text.startswith("*Thank you, Marcus Lee.*")


async def test_later_comes_back_in_the_thread(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.later")
    await dana.until(lambda: dana.modal is not None)
    await dana.submit({})
    await answered(town)
    await town.go_to("2026-09-25 09:30")
    await town.quiet()
    (nudge,) = dana.thread(dana.messages()[0])[1:]
    assert "as you asked" in nudge.text


async def test_ones_own_check_ins_can_be_answered_from_the_list(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    (listed,) = await dana.command("/milepost checkin")
    assert "1 check-in waiting for you" in listed.text
    await dana.click(listed, "checkin.all_on_track")
    await answered(town)
    with town.database.reading() as session:
        answer = check_in(session, town, "cedar 1.1.1")
    assert answer.answered_at is not None
    assert answer.standing is Standing.ON_TIME


async def test_the_shortcut_opens_the_same_in_a_window(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    await dana.shortcut("shortcut.check_in")
    await dana.until(lambda: dana.modal is not None)
    await dana.click_view("checkin.all_on_track")
    await answered(town)
    with town.database.reading() as session:
        assert check_in(session, town, "cedar 1.1.1").answered_at is not None


async def test_earlier_answers_can_be_looked_at(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.all_on_track")
    await answered(town)
    await dana.click(dana.messages()[0], "checkin.history")
    await dana.until(lambda: dana.modal is not None)
    assert dana.modal is not None
    assert "Dana Whitfield" in str(dana.modal["blocks"])
    assert "Thursday, September 24" in str(dana.modal["blocks"])


async def test_a_success_is_added_to_the_receipt(town: Town) -> None:
    await opened(town)
    dana = town.person("dana")
    await dana.click(dana.messages()[0], "checkin.all_on_track")
    await answered(town)
    await dana.click(dana.messages()[0], "checkin.add_success")
    await dana.until(lambda: dana.modal is not None)
    await dana.submit({"successes": "Parents came <!channel> *loud*"})
    await answered(town)
    text = dana.messages()[0].text
    assert "To celebrate: Parents came" in text
    assert "<!channel>" not in text
