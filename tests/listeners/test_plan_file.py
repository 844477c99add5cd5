"""A plan sent as a file in Slack: checked, shown, and imported by whoever leads the school."""

from __future__ import annotations

import io
import json
import zipfile

import aiohttp
import pytest

from bot.documents.formats import write_plan
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanWords
from bot.flows.plan_import import load
from bot.sandbox.person import Message, Person
from tests.blockkit import words_of
from tests.town import Town

WORDS = PlanWords.load()
BUTTON = "plan_file.import"


def stored(town: Town, code: str = "cedar") -> PlanDocument:
    """The plan that Milepost has of a school."""
    with town.database.reading() as session:
        plan = load(session, town.cast.workspace_id, code)
    assert plan is not None
    return plan


def renamed(plan: PlanDocument, vision: str) -> PlanDocument:
    """The same plan with another vision."""
    return PlanDocument.model_validate({**dict(plan), "vision": vision})


async def answer_to(town: Town, sent: Message, by: Person) -> Message:
    """The one answer in the thread of a message."""
    await town.server.settle()
    await town.beat()
    (reply,) = by.thread(sent)[1:]
    return reply


async def send(town: Town, who: str, name: str, content: bytes) -> tuple[Person, Message]:
    """Send a file to Milepost by direct message; give the sender and the answer."""
    person = town.person(who)
    sent = await person.send_file(person.dm(), name, content)
    return person, await answer_to(town, sent, person)


def can_import(message: Message) -> bool:
    return BUTTON in json.dumps(message.blocks)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".json", ".yaml"])
async def test_a_principal_sends_a_plan_sees_what_changes_and_imports_it(town: Town, suffix: str) -> None:
    wanted = renamed(stored(town), "Every child reads <!here> for joy.")
    content = write_plan(suffix, wanted, WORDS)
    paula, shown = await send(town, "paula", f"cedar{suffix}", content)
    said = words_of(shown.blocks)
    assert "1 changed" in said
    assert "Every child reads &lt;!here&gt; for joy." in said
    assert stored(town).vision is None
    await paula.click(shown, BUTTON)
    await town.beat()
    assert stored(town).vision == wanted.vision
    (done,) = [one for one in paula.messages() if one.thread_ts and one.ts == shown.ts] or [
        one for one in paula.thread(shown) if one.ts == shown.ts
    ]
    assert "*Paula Reyes* imported the plan" in words_of(done.blocks)
    assert not can_import(done)
    _, again = await send(town, "paula", f"cedar{suffix}", content)
    assert "so nothing changes" in words_of(again.blocks)
    assert not can_import(again)


async def test_who_may_not_decide_is_told_who_may(town: Town) -> None:
    content = write_plan(".docx", renamed(stored(town), "Reading first."), WORDS)
    carla = town.person("carla")
    sent = await carla.send_file("C0CEDAR", "cedar.docx", content, f"<@{town.server.bot_user_id}> see this")
    shown = await answer_to(town, sent, carla)
    await carla.click(shown, BUTTON)
    await carla.until(lambda: any("can be imported by the principal" in one.text
                                  for one in carla.messages("C0CEDAR") + carla.thread(sent)))  # fmt: skip
    assert stored(town).vision is None
    await town.person("dana").click(shown, BUTTON)
    assert stored(town).vision == "Reading first."


async def test_what_is_imported_is_what_was_shown(town: Town) -> None:
    paula, shown = await send(
        town, "paula", "cedar.json", write_plan(".json", renamed(stored(town), "First."), WORDS)
    )
    _, other = await send(
        town, "dana", "other.json", write_plan(".json", renamed(stored(town), "Second."), WORDS)
    )
    await town.person("dana").click(other, BUTTON)
    await paula.click(shown, BUTTON)
    assert stored(town).vision == "Second."
    await town.beat()
    anew = next(one for one in paula.thread(shown) if one.ts == shown.ts)
    assert "Second. → First." in words_of(anew.blocks)
    await paula.click(anew, BUTTON)
    assert stored(town).vision == "First."


async def test_who_owns_a_plan_hears_what_would_make_it_better_once_it_is_in_place(town: Town) -> None:
    plan = renamed(stored(town), "Every child reads.")
    actions = tuple(action.model_copy(update={"responsible": None}) for action in plan.actions)
    content = write_plan(".xlsx", plan.model_copy(update={"actions": actions}), WORDS)
    dana, shown = await send(town, "dana", "cedar.xlsx", content)
    preview = words_of(shown.blocks)
    assert "nothing here stops the plan" in preview
    assert "has no person responsible" in preview
    paula = town.person("paula")
    assert not [one for one in paula.messages() if "worth a thought" in one.text]
    await dana.click(shown, BUTTON)
    await town.beat()
    (told,) = [one for one in paula.messages() if "worth a thought" in one.text]
    assert "has no person responsible" in told.text
    assert "Sheet" not in told.text


async def test_the_plan_of_one_school_under_the_code_of_another_is_not_shown(town: Town) -> None:
    cedar, harbor = stored(town), stored(town, "harbor")
    moved = {"school_code": cedar.header.school_code, "district_code": "lincoln"}
    header = harbor.header.model_copy(update=moved)
    content = write_plan(".json", renamed(harbor, "Secret").model_copy(update={"header": header}), WORDS)
    _, told = await send(town, "dana", "harbor.json", content)
    said = words_of(told.blocks)
    assert "but I know that school by the code harbor" in said
    assert "Secret" not in json.dumps(told.blocks)
    assert not can_import(told)


async def test_faults_are_told_and_nothing_can_be_imported(town: Town) -> None:
    plan = stored(town)
    broken = plan.model_copy(update={"actions": plan.actions + plan.actions[:1]})
    _, told = await send(town, "paula", "cedar.docx", write_plan(".docx", broken, WORDS))
    said = words_of(told.blocks)
    assert "needs attention" in said or "need attention" in said
    assert "is here twice" in said
    assert not can_import(told)


async def test_another_schools_plan_is_left_alone_and_shows_nothing(town: Town) -> None:
    content = write_plan(".yaml", renamed(stored(town, "harbor"), "Secret"), WORDS)
    _, told = await send(town, "dana", "harbor.yaml", content)
    assert "where you have no part" in words_of(told.blocks)
    assert "Secret" not in json.dumps(told.blocks)


async def test_the_first_plan_of_a_school_is_for_administrators(town: Town) -> None:
    plan = stored(town)
    header = plan.header.model_copy(update={"school_code": "elm", "school_name": "Elm School"})
    content = write_plan(".json", plan.model_copy(update={"header": header}), WORDS)
    _, refused = await send(town, "paula", "elm.json", content)
    assert "An administrator has to import" in words_of(refused.blocks)
    ada, shown = await send(town, "ada", "elm.json", content)
    assert "first one" in words_of(shown.blocks)
    await ada.click(shown, BUTTON)
    assert stored(town, "elm").header.school_name == "Elm School"


async def test_hostile_files_get_a_sentence(town: Town) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "0" * 60_000_000)
    _, swollen = await send(town, "paula", "plan.xlsx", bomb.getvalue())
    assert "far larger than any plan" in words_of(swollen.blocks)
    _, large = await send(town, "paula", "plan.docx", b"\0" * 10_500_000)
    assert "larger than a plan can be" in words_of(large.blocks)


async def test_a_picture_and_words_are_not_ours(town: Town) -> None:
    paula = town.person("paula")
    sent = await paula.send_file(paula.dm(), "cat.png", b"\x89PNG", "look")
    await paula.say(paula.dm(), "hello")
    await town.server.settle()
    await town.beat()
    assert len(paula.thread(sent)) == 1


async def test_slack_telling_of_a_file_twice_brings_one_answer(town: Town) -> None:
    content = write_plan(".json", renamed(stored(town), "Once."), WORDS)
    paula = town.person("paula")
    town.server.ack_seconds = 0.0  # Slack hears nothing in time, and tells of it again
    sent = await paula.send_file(paula.dm(), "cedar.json", content)
    await town.server.settle()
    town.server.ack_seconds = 3.0
    await town.beat()
    assert len(paula.thread(sent)) == 2


async def test_a_file_is_given_to_the_bots_token_alone(town: Town) -> None:
    paula = town.person("paula")
    sent = await paula.send_file(paula.dm(), "cat.png", b"\x89PNG")
    url = sent.files[0]["url_private"]
    async with aiohttp.ClientSession() as session:
        async with session.get(url, allow_redirects=False) as answer:
            assert answer.status == 302
        head = {"Authorization": f"Bearer {town.server.bot_token}"}
        async with session.get(url, headers=head) as answer:
            assert await answer.read() == b"\x89PNG"
