"""Working through forms: handed out, tables, rest and reminders, decisions that enter the plan, comparing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from bot.flows import working, working_course, working_decide, working_rows, working_start, working_views
from bot.flows.kit import Refusal, Who
from bot.flows.working_facts import facts_of
from bot.flows.working_rollup import roll_up
from bot.forms.instruments import DecisionForm, Held, Sent, StartForm
from storage.tables import Action, Delivery, Person, PlanVersion, PriorityArea, RootCauseSession, Support
from storage.tables.instruments import WorkingDecision
from storage.vocabulary_instruments import DecisionKind, WorkingMode
from tests.flows.month import Month
from tests.people import PEOPLE

MONDAY = "2026-10-05 10:00"


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, PEOPLE[key][0])


def begun(month: Month, form: str, place: str, leader: str, mode: WorkingMode, **more: Any) -> int:
    """Begin a form; give its key."""
    where = f"{form}:{month.cast.organizations[place]}"
    start = StartForm(where, mode, False, None, tuple(PEOPLE[one][0] for one in more.pop("people", ())), None)
    with month.database.begin() as session:
        return working_start.start(
            session, month.kit, who(month, leader), replace(start, **more), "C0CEDAR", "one", month.at(MONDAY)
        )


def send(month: Month, person: str, key: int, section: str, **values: Any) -> working.Kept:
    """Send a section that was opened just now."""
    with month.database.begin() as session:
        room = working.enter(session, month.kit, who(month, person), key)
        bases = {item: rows[-1].id for item in values if (rows := room.revisions(item))}
        sent = Sent(Held(key, section, bases), values)
        return working.send_section(session, month.kit, who(month, person), key, sent, month.at(MONDAY))


def view(month: Month, person: str, key: int) -> str:
    """What somebody sees of where it stands."""
    with month.database.reading() as session:
        shown = working_views.whole(session, month.kit, who(month, person), key, month.at(MONDAY))
        return json.dumps(shown, ensure_ascii=False)


def test_sections_are_handed_out_and_each_sees_their_own(month: Month) -> None:
    key = begun(month, "roadmap", "cedar", "paula", WorkingMode.SECTIONS)
    handed = {"G-1": [PEOPLE["dana"][0]], "G-2": [PEOPLE["dana"][0], PEOPLE["omar"][0]]}
    with month.database.begin() as session:
        working_course.hand_out(session, month.kit, who(month, "paula"), key, handed, month.at(MONDAY))
    kept = send(month, "dana", key, "G-1", **{"G-1.done": {"words": "A vision"}})
    assert kept.next_section == "G-2"
    with month.database.begin() as session:
        room = working.enter(session, month.kit, who(month, "dana"), key)
        facts = facts_of(session, month.kit, room)
        assert [part.id for part in facts.parts if part.is_mine] == ["G-1", "G-2"]
        assert facts.unheard == ("Omar Haddad",)
        assert working_course.left(room, month.cast.people["omar"]) == 1
        with pytest.raises(Refusal, match="not_leading"):
            working_course.close(session, month.kit, who(month, "dana"), key, month.at(MONDAY))
    assert "A vision" in view(month, "paula", key)


def test_rows_are_added_by_two_at_once_moved_and_taken_away(month: Month) -> None:
    key = begun(month, "lea-process", "lincoln", "ada", WorkingMode.TOGETHER)
    kit, now = month.kit, month.at(MONDAY)
    held = Held(key, "T2")
    with month.database.begin() as session:
        for person, name in (("ada", "r-1"), ("lena", "r-2"), ("ada", "r-3")):
            cells = {"document": f"Guide {name}"}
            assert working_rows.keep_row(session, kit, who(month, person), held, cells, name, now) == "H-1"

    def rows() -> list[str]:
        text = view(month, "ada", key)
        names = [f"Guide r-{number}" for number in (1, 2, 3)]
        return sorted((one for one in names if one in text), key=text.index)

    assert rows() == ["Guide r-1", "Guide r-2", "Guide r-3"]
    with month.database.begin() as session:
        working_rows.move_row(session, kit, who(month, "lena"), "up", (key, "T2", "r-3"), now)
        session.flush()
        working_rows.move_row(session, kit, who(month, "lena"), "remove", (key, "T2", "r-1"), now)
    assert rows() == ["Guide r-3", "Guide r-2"]
    with month.database.begin() as session, pytest.raises(Refusal, match="row"):
        working_rows.move_row(session, kit, who(month, "ada"), "down", (key, "T2", "r-1"), now)
    with month.database.begin() as session:  # a row that the source prints is always there
        shown = working_rows.row(session, kit, who(month, "ada"), key, "T3", "H-I1", now)
        assert "Inform" in json.dumps(shown)


def test_a_reminder_comes_two_days_before_unless_it_rests(month: Month) -> None:
    month.go_to("2026-10-01 08:00")
    due = date(2026, 10, 16)
    key = begun(
        month, "practice-data", "cedar", "paula", WorkingMode.ALONE, people=("dana", "omar"), due_on=due
    )
    reminder = "working-reminded:{}:{}:2026-10-16"
    dana, omar = (reminder.format(key, month.cast.people[one]) for one in ("dana", "omar"))
    assert f"working-invited:{key}:{month.cast.people['dana']}:" in month.send(MONDAY)
    for part in month.kit.catalogue.instruments["practice-data"].sections:
        send(month, "omar", key, part.id)
    month.send("2026-10-13 09:00")
    with month.database.begin() as session:
        working_course.pause(session, month.kit, who(month, "paula"), key, month.at(MONDAY))
        with pytest.raises(Refusal, match="paused"):
            working.enter(session, month.kit, who(month, "dana"), key)
        working_course.resume(session, month.kit, who(month, "paula"), key, month.at(MONDAY))
    sent = month.send("2026-10-14 09:01")
    assert dana in sent
    assert omar not in sent
    with month.database.reading() as session:
        skipped = session.exec(select(Delivery).where(col(Delivery.key) == omar)).one()
        assert skipped.reason == "everything was sent"


def decide(month: Month, key: int, form: DecisionForm, request: str) -> str | None:
    """Decide something as Paula; give what it became."""
    with month.database.begin() as session:
        made = working_decide.decide(
            session, month.kit, who(month, "paula"), key, form, request, month.at(MONDAY)
        )
        again = working_decide.decide(
            session, month.kit, who(month, "paula"), key, form, request, month.at(MONDAY)
        )
        assert again is None
        return session.exec(select(WorkingDecision).where(col(WorkingDecision.id) == made)).one().became


def test_decisions_become_part_of_the_plan(month: Month) -> None:
    key = begun(month, "needs-assessment", "cedar", "paula", WorkingMode.TOGETHER)
    cedar, dana = month.cast.organizations["cedar"], PEOPLE["dana"][0]
    milestone = f"m{month.cast.milestones['cedar 1.1.1']}"
    elsewhere = f"m{next(one for name, one in month.cast.milestones.items() if name.startswith('harbor'))}"
    action = DecisionForm(DecisionKind.ACTION, "Visit two classes a week", dana, date(2026, 12, 1), milestone)
    became = decide(month, key, action, "a")
    help_for = str(month.cast.actions["cedar 1.1.1.1"])
    assert decide(month, key, DecisionForm(DecisionKind.SUPPORT, "A coach", None, None, help_for), "b")
    assert decide(month, key, DecisionForm(DecisionKind.ROOT_CAUSE, "Few families come"), "c")
    with month.database.begin() as session:
        before = len(session.exec(select(PriorityArea)).all())
    assert decide(month, key, DecisionForm(DecisionKind.PRIORITY, "Reading in grade 2"), "d")
    with month.database.begin() as session:
        number = (became or "").removeprefix("action:")
        stored = session.exec(
            select(Action).where(col(Action.organization_id) == cedar, col(Action.number) == number)
        ).one()
        assert (stored.text, stored.due_on) == ("Visit two classes a week", date(2026, 12, 1))
        assert (
            stored.responsible_id
            == session.exec(select(Person.id).where(col(Person.slack_user_id) == dana)).one()
        )
        assert session.exec(select(Support.asked_words)).all() == ["A coach"]
        assert session.exec(select(RootCauseSession.problem)).all() == ["Few families come"]
        assert len(session.exec(select(PriorityArea)).all()) == before + 1
        assert "decided" in [one.cause for one in session.exec(select(PlanVersion))]
    wrong = replace(action, target=elsewhere)
    with month.database.begin() as session, pytest.raises(Refusal, match="target"):
        working_decide.decide(session, month.kit, who(month, "paula"), key, wrong, "e", month.at(MONDAY))


def test_answers_with_names_are_ones_own_until_the_review(month: Month) -> None:
    key = begun(month, "practice-data", "cedar", "paula", WorkingMode.ALONE, people=("dana", "omar"))
    send(month, "dana", key, "2.2", **{"2.2": {"level": 1}})
    send(month, "dana", key, "2.2", **{"2.2": {"level": 2, "evidence": "Two days in August"}})
    send(month, "omar", key, "2.2", **{"2.2": {"level": 4}})
    assert "August" not in view(month, "omar", key)
    with month.database.reading() as session:
        again = working_views.section(session, month.kit, who(month, "dana"), key, "2.2", month.at(MONDAY))
        assert "Two days in August" in json.dumps(again)
    with month.database.begin() as session:
        working_course.review(session, month.kit, who(month, "paula"), key, month.at(MONDAY))
    shown = view(month, "omar", key)
    assert "2 answers: Not yet ×0, Partly in use ×1, Mostly in use ×0, Fully in use ×1" in shown
    assert "Two days in August" in shown
    send(month, "paula", key, "2.2", **{"2.2": {"level": 3}})
    assert "Mostly in use" in view(month, "dana", key)


def test_elements_roll_up_over_schools_that_are_enough(month: Month) -> None:
    for place, leader, level in (("cedar", "paula", 2), ("harbor", "ray", 4)):
        key = begun(month, "practice-data", place, leader, WorkingMode.TOGETHER)
        send(month, leader, key, "2.2", **{"2.2": {"level": level}})
        with month.database.begin() as session:
            working_course.close(session, month.kit, who(month, leader), key, month.at(MONDAY))
    with month.database.reading() as session:
        where = (session, month.kit, month.cast.workspace_id, "practice-data", "lincoln")
        (shown,) = roll_up(*where, least=2)
        (hidden,) = roll_up(*where)
    assert (shown.item, shown.period) == ("2.2", "2026-27 fall")
    assert shown.together is not None
    assert (shown.together.number, shown.together.median) == (2, 3.0)
    assert hidden.together is None


def test_a_finished_form_opens_again_and_is_compared_with_the_next(month: Month) -> None:
    keys = []
    for level, request in ((2, "one"), (4, "two")):
        with month.database.begin() as session:
            start = StartForm(
                f"practice-data:{month.cast.organizations['cedar']}",
                WorkingMode.TOGETHER,
                False,
                None,
                (),
                None,
            )
            keys.append(
                working_start.start(
                    session, month.kit, who(month, "paula"), start, None, request, month.at(MONDAY)
                )
            )
        send(month, "paula", keys[-1], "2.2", **{"2.2": {"level": level}})
        if level == 2:
            with month.database.begin() as session:
                for step in (working_course.close, working_course.reopen, working_course.close):
                    step(session, month.kit, who(month, "paula"), keys[-1], month.at(MONDAY))
    assert "Compare with 2026-27 fall" in view(month, "paula", keys[1])
    with month.database.reading() as session:
        shown = working_views.compared(
            session, month.kit, who(month, "paula"), keys[1], keys[0], month.at(MONDAY)
        )
    assert "2 → 4 ▲" in json.dumps(shown, ensure_ascii=False)
