"""Modals: values of every input, errors in their place, the stack, keyboard and focus."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import Json, choose, every_input, heard, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_every_input_arrives_as_it_was_entered(page: Page, stage: Stage) -> None:
    modal = await every_input(page, stage)
    for name, words in (
        ("What would help?", "Two <b>free</b> hours"),
        ("Short title", "Hours"),
        ("Spent", "120"),
        ("New date", "2026-12-01"),
        ("Time of day", "14:30"),
        ("Meeting", "2026-11-09T15:15"),
    ):
        await modal.get_by_label(name).fill(words)
    await choose(modal, "Status", "Behind schedule")
    await choose(modal, "Causes", "Staffing", "Skills")
    await choose(modal, "Owner", "Ben Castillo")
    await choose(modal, "Team", "Dana Whitfield", "Carla Brandt")
    await choose(modal, "Channel", "#math-team")
    await choose(modal, "Conversation", "#lincoln-leadership")
    await modal.get_by_label("District").check()
    await modal.get_by_role("radio", name="Coach").check()
    school = modal.get_by_role("combobox", name="School")
    await school.click()
    await school.press_sequentially("linc")
    await expect(modal.get_by_role("option")).to_have_count(2)
    await school.press("ArrowDown")
    await school.press("Enter")
    await modal.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Second")
    values = {
        action: held
        for block in _submission(stage)["view"]["state"]["values"].values()
        for action, held in block.items()
    }
    assert values["words"]["value"] == "Two <b>free</b> hours"
    assert values["spent"]["value"] == "120"
    assert values["status"]["selected_option"]["value"] == "behind"
    assert [option["value"] for option in values["cause"]["selected_options"]] == ["staffing", "skills"]
    assert values["school"]["selected_option"]["value"] == "Lincoln High"
    assert values["owner"]["selected_user"] == "U0BENC"
    assert values["team"]["selected_users"] == ["U0DANA", "U0CARL"]
    assert (values["channel"]["selected_channel"], values["place"]["selected_conversation"]) == (
        "C0MATH",
        "C0LEAD",
    )
    assert (values["due"]["selected_date"], values["hour"]["selected_time"]) == ("2026-12-01", "14:30")
    assert (
        values["moment"]["selected_date_time"] == 1794255300
    )  # 15:15 in New York, whatever zone the browser is in
    assert [option["value"] for option in values["tell"]["selected_options"]] == ["district"]
    assert values["rhythm"]["selected_option"]["value"] == "coach"


def _submission(stage: Stage) -> Json:
    return next(body for body in stage.heard if body.get("type") == "view_submission")


async def test_what_is_missing_is_said_in_its_place_before_anything_is_sent(page: Page, stage: Stage) -> None:
    modal = await every_input(page, stage)
    await modal.get_by_label("Short title").fill("No")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-words")).to_have_text("Please fill this in.")
    await expect(modal.get_by_test_id("error-title")).to_have_text("Please write at least 3 characters.")
    await expect(modal.get_by_test_id("error-status")).to_have_text("Please choose one.")
    await expect(modal.get_by_test_id("error-due")).to_be_hidden()
    words = modal.get_by_label("What would help?")
    await expect(words).to_be_focused()
    await expect(words).to_have_attribute("aria-invalid", "true")
    await words.press_sequentially("Hours")
    await expect(modal.get_by_test_id("error-words")).to_be_hidden()
    assert [body for body in stage.heard if body.get("type") == "view_submission"] == []


async def test_the_apps_complaint_keeps_what_was_typed(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("action-report").click()
    modal = page.get_by_test_id("modal")
    await choose(modal, "What holds it up?", "Staffing")
    change = modal.get_by_label("What will you change?")
    await change.fill("Later")
    await modal.get_by_label("Release time").check()
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-adjust")).to_have_text(
        "Please say a little more, so that others can help."
    )
    await expect(change).to_have_value("Later")
    await expect(change).to_be_focused()
    await expect(modal.get_by_role("combobox", name="What holds it up?")).to_have_value("Staffing")
    await expect(modal.get_by_label("Release time")).to_be_checked()
    await change.fill("We score together on Mondays from now on.")
    await change.press("Tab")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    await expect(page.get_by_test_id("message").last).to_contain_text("We score together on Mondays")


async def test_a_modal_on_top_gives_back_the_one_below_with_its_words(page: Page, stage: Stage) -> None:
    modal = await every_input(page, stage)
    await modal.get_by_label("What would help?").fill("Two free hours")
    await modal.get_by_label("Short title").fill("Hours")
    await choose(modal, "Status", "On track")
    await modal.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Second")
    await modal.get_by_test_id("modal-back").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Every input")
    await expect(modal.get_by_label("What would help?")).to_have_value("Two free hours")
    await expect(modal.get_by_role("combobox", name="Status")).to_have_value("On track")
    await modal.get_by_test_id("modal-x").click()
    await expect(modal).to_have_count(0)
    assert stage.server.person("U0DANA").modals == []


async def test_the_focus_stays_in_the_modal_and_comes_back(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    opener = page.get_by_test_id("action-report")
    await opener.focus()
    await page.keyboard.press("Enter")
    modal = page.get_by_test_id("modal")
    await expect(modal).to_be_visible()
    for _ in range(14):
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "[document.body, ...document.querySelectorAll('dialog *')].includes(document.activeElement)"
        )
    cause = modal.get_by_role("combobox", name="What holds it up?")
    await cause.click()
    await page.keyboard.press("Escape")
    await expect(modal).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(modal).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_a_submission_without_an_answer_keeps_everything(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("action-report").click()
    modal = page.get_by_test_id("modal")
    await choose(modal, "What holds it up?", "Time")
    await modal.get_by_label("What will you change?").fill("We score together on Mondays.")
    stage.server.faults.add("interactive", "lost_ack", times=1)
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("modal-error")).to_be_visible()
    await expect(modal.get_by_label("What will you change?")).to_have_value("We score together on Mondays.")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)


async def test_two_people_have_modals_of_their_own(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("action-report").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await heard(stage, lambda: bool(stage.server.person("U0DANA").modals))
    await visit(page, stage, "U0PAUL", "C0LEAD")
    await expect(page.get_by_test_id("modal")).to_have_count(0)
