"""Reports of terms as people meet them: told on their day, written under, taken as files."""

from __future__ import annotations

import io
from datetime import date

from docx import Document as open_docx
from sqlmodel import col, select

from storage.tables import Action, Decision, Delivery, Milestone, TermReport
from storage.vocabulary import Status, StepOutcome
from tests.blockkit import words_of
from tests.listeners.months import settle
from tests.people import local
from tests.town import Town
from tests.year import store_year


async def test_a_quarter_is_told_to_leaders_and_district_and_what_they_decide_is_written_back(
    town: Town,
) -> None:
    with town.database.begin() as session:
        store_year(session, town.cast)
    town.server.clock.set(local("2026-11-06 08:00"))  # the months before were played elsewhere
    await town.go_to("2026-11-09 08:35")
    await settle(town)
    paula, lena = town.person("paula"), town.person("lena")
    (told,) = [one for one in paula.messages("C0CEDAR") if "Quarter 1" in one.text]
    assert "2 of 6 actions done, 2 of them this quarter. 1 past its date." in told.text
    said = words_of(told.blocks)
    assert "Done so far: 1 of 3 (33%)" in said
    assert "Questions worth asking" in said
    assert [block["slack_file"]["id"] for block in told.blocks if block["type"] == "image"]
    assert len([one for one in lena.messages() if "Cedar Grove Elementary: Quarter 1" in one.text]) == 1
    await paula.click(told, "report.decide")
    await paula.until(lambda: paula.modal is not None)
    refused = await paula.submit({"choice": "explanation", "words": "Too few visits"})
    assert refused.errors == {"milestone": "An explanation belongs to a measure: please choose it."}
    done = await paula.submit(
        {
            "choice": "support",
            "milestone": f"milestone:{town.cast.milestones['cedar 1.1.1']}",
            "words": "A coach joins the data meetings <twice>",
            "owner": town.cast.slack("lena"),
            "when": "2026-12-04",
        }
    )
    assert done.errors == {}
    await settle(town)
    (told,) = [one for one in paula.messages("C0CEDAR") if "Quarter 1" in one.text]
    assert "A coach joins the data meetings &lt;twice&gt;" in words_of(told.blocks)
    with town.database.begin() as session:
        kept = session.exec(select(Decision)).one()
        assert (kept.owner_id, kept.due_on) == (town.cast.people["lena"], date(2026, 12, 4))
        rows = session.exec(select(TermReport).where(col(TermReport.done_at).is_not(None))).all()
        assert {row.outcome for row in rows} == {StepOutcome.DONE}
    await paula.click(told, "report.file", f"{rows[0].id}:quarter:docx")
    await town.quiet()
    await town.milepost.beat()
    await town.quiet()
    (brought,) = [one for one in paula.messages(paula.dm()) if one.files]
    (file,) = brought.files
    paper = open_docx(io.BytesIO(paula.actor.space.files[file["id"]].content))
    assert paper.paragraphs[0].text == "Cedar Grove Elementary: Quarter 1"


async def test_leadership_confirms_a_milestone_and_takes_it_back(town: Town) -> None:
    with town.database.begin() as session:
        store_year(session, town.cast)
        action = session.get_one(Action, town.cast.actions["cedar 1.1.3.1"])
        action.completed_on, action.status = date(2026, 9, 2), Status.COMPLETED
        session.add(action)
    paula = town.person("paula")
    town.server.clock.set(local("2026-09-15 08:00"))
    await paula.command("/milepost report semester")
    await settle(town)
    (told,) = [one for one in paula.messages(paula.dm()) if "First semester" in one.text]
    assert "1 with every action finished waits for your word." in told.text
    key = town.cast.milestones["cedar 1.1.3"]
    for ticked, expected in (([str(key)], date(2026, 9, 15)), ([], None)):
        (told,) = [one for one in paula.messages(paula.dm()) if "First semester" in one.text]
        await paula.click(told, "report.confirm")
        await paula.until(lambda: paula.modal is not None and "Confirm" in str(paula.modal["title"]))
        done = await paula.submit({"milestones:0": ticked})
        assert done.errors == {}
        await settle(town)
        with town.database.begin() as session:
            assert session.get_one(Milestone, key).completed_on == expected
    (refused,) = await town.person("marcus").command("/milepost report month")
    assert "Which report?" in refused.text


async def test_people_finish_the_story_and_their_words_stay(town: Town) -> None:
    with town.database.begin() as session:
        store_year(session, town.cast)
    paula = town.person("paula")
    town.server.clock.set(local("2026-11-03 08:00"))
    await paula.command("/milepost story")
    await settle(town)
    (told,) = [one for one in paula.messages(paula.dm()) if "the story of" in one.text]
    await paula.click(told, "story.section")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("story.section", "work", "section")
    await paula.until(lambda: paula.modal is not None and "planned steps" in str(paula.modal["blocks"]))
    await paula.submit({"words:work": "We read together, every day."})
    await settle(town)
    (told,) = [one for one in paula.messages(paula.dm()) if "the story of" in one.text]
    said = words_of(told.blocks)
    assert "We read together, every day." in said
    assert "planned steps" not in said
    assert "Our goal:" in said, "what nobody wrote is still a draft"
    with town.database.begin() as session:
        assert session.exec(select(Delivery.kind).where(col(Delivery.kind) == "term_report")).all()
