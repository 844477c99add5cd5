"""The newer blocks and the rarer inputs: what they show, say and send."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import actions_of, heard, say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def posted(page: Page, stage: Stage, words: str) -> Locator:
    """Let the exhibit post; gives its message."""
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, f"/milepost {words}")
    message = page.get_by_test_id("message").last
    await expect(message).to_have_attribute("data-user", stage.server.bot_user_id)
    return message


async def test_nothing_that_a_bot_may_send_is_left_undrawn(page: Page, stage: Stage) -> None:
    for words, shown in (("newer", "plan"), ("data", "data-table"), ("lines", "chart")):
        message = await posted(page, stage, words)
        await expect(message.get_by_test_id(shown).first).to_be_visible()
    await page.get_by_test_id("action-more_inputs").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Rarer inputs")
    await expect(page.get_by_text("cannot be shown")).to_have_count(0)


async def test_cards_have_names_and_their_buttons_say_which_card(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "newer")
    card = message.get_by_role("article", name="Family math nights")
    await card.get_by_role("button", name="Open").click()
    await heard(stage, lambda: bool(actions_of(stage)))
    assert (actions_of(stage)[0]["block_id"], actions_of(stage)[0]["value"]) == ("card_two", "two")


async def test_a_container_folds_and_what_is_in_it_works(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "newer")
    inside = message.get_by_role("button", name="Ask why")
    await expect(inside).to_be_hidden()
    await message.get_by_text("What holds it up").click()
    await inside.click()
    await heard(stage, lambda: bool(actions_of(stage)))
    assert actions_of(stage)[0]["block_id"] == "in"


async def test_a_plan_says_its_states_in_words_and_a_video_where_it_plays(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "newer")
    states = message.get_by_test_id("task").locator(".task-state")
    await expect(states).to_have_text(["Done", "In progress", "Did not work", "To do"])
    await expect(message.get_by_test_id("plan")).to_contain_text("1 of 4 done")
    play = message.get_by_role("link", name="Play “Scoring together, step by step” (opens in a new tab)")
    await expect(play).to_have_attribute("href", "https://example.org/embed/scoring")


async def test_feedback_stays_pressed(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "newer")
    good = message.get_by_role("button", name="Helpful: This helped")
    await good.click()
    await expect(good).to_have_attribute("aria-pressed", "true")
    await heard(stage, lambda: bool(actions_of(stage)))
    assert actions_of(stage)[0]["value"] == "good"


async def test_a_data_table_sorts_and_turns_its_pages(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "data")
    table = message.get_by_role("table", name="Milestones of the school")
    rows = table.get_by_role("rowheader")
    await expect(rows).to_have_text(["Unit assessments", "Family math nights"])
    await message.get_by_role("button", name="Next").click()
    await expect(rows).to_have_text(["Co-teaching"])
    await table.get_by_role("button", name="Done").click()
    await expect(rows).to_have_text(["Co-teaching", "Unit assessments"])
    await table.get_by_role("button", name="Done").press("Enter")
    await expect(rows).to_have_text(["Family math nights", "Unit assessments"])
    await expect(table.get_by_role("columnheader", name="Done")).to_have_attribute("aria-sort", "descending")


async def test_a_chart_says_its_numbers(page: Page, stage: Stage) -> None:
    message = await posted(page, stage, "data")
    bars = "Actions by month. Completed: Aug 3, Sep 7, Oct 11; Behind: Aug 4, Sep 2, Oct 3"
    await expect(message.get_by_role("img", name=bars)).to_be_visible()
    pie = message.get_by_test_id("chart").filter(has_text="Where actions stand")
    await expect(pie.get_by_role("img")).to_have_attribute(
        "aria-label", "Where actions stand. On track 14; Behind 4; Completed 6"
    )
    await pie.get_by_text("Show the numbers").click()
    await expect(pie.get_by_role("row").nth(1)).to_contain_text("14")
    await expect(message.get_by_role("link", name="the plan")).to_have_attribute(
        "href", "https://example.org/"
    )


async def rarer(page: Page, stage: Stage) -> Locator:
    """Open the modal with the rarer inputs."""
    await (await posted(page, stage, "newer")).get_by_test_id("action-more_inputs").click()
    return page.get_by_test_id("modal")


async def test_rarer_inputs_arrive_as_they_were_entered(page: Page, stage: Stage) -> None:
    modal = await rarer(page, stage)
    await modal.get_by_label("Email").fill("dana@lincoln.example")
    await modal.get_by_label("Web page").fill("https://lincoln.example/plan")
    await modal.get_by_label("Hours").fill("2.5")
    await modal.get_by_label("Story").fill("We score together.")
    await modal.get_by_label("Proof").set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 minutes"}
    )
    await expect(modal.get_by_test_id("given-file")).to_contain_text("minutes.pdf")
    await modal.get_by_role("combobox", name="With groups from the app").click()
    await expect(modal.locator(".list-group")).to_have_text(["Middle schools", "High schools"])
    await modal.get_by_role("option", name="Harbor High").click()
    await modal.get_by_label("Tell us now").fill("at once")
    await modal.get_by_label("Tell us now").press("Enter")
    await heard(stage, lambda: any(a["action_id"] == "say" for a in actions_of(stage)))
    await expect(modal.get_by_label("Story")).to_have_text("We score together.")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    sent = next(body for body in stage.heard if body.get("type") == "view_submission")
    values = {a: held for block in sent["view"]["state"]["values"].values() for a, held in block.items()}
    assert (values["mail"]["value"], values["hours"]["value"]) == ("dana@lincoln.example", "2.5")
    assert values["site"]["value"] == "https://lincoln.example/plan"
    said = values["story"]["rich_text_value"]["elements"][0]["elements"][0]["text"]
    assert said == "We score together."
    assert [(f["name"], f["size"]) for f in values["proof"]["files"]] == [("minutes.pdf", 16)]
    assert [o["value"] for o in values["grouped"]["selected_options"]] == ["hh"]


async def test_what_is_no_address_and_no_such_file_is_said_in_its_place(page: Page, stage: Stage) -> None:
    modal = await rarer(page, stage)
    await modal.get_by_label("Email").fill("nobody")
    await modal.get_by_label("Hours").fill("1")
    await modal.get_by_label("Story").fill("x")
    proof = modal.get_by_label("Proof")
    await proof.set_input_files({"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": b"x"})
    await expect(modal.get_by_text("song.mp3 cannot be taken here")).to_be_visible()
    await proof.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"x"})
    await expect(modal.get_by_test_id("given-file")).to_have_count(1)
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-mail")).to_have_text("Please enter a valid email address.")
    await expect(modal.get_by_test_id("given-file")).to_contain_text("a.png")
