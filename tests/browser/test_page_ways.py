"""Finding one's way: a person by school, a conversation of several, what the tour points at."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import choose, heard, say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_person_is_found_by_words_in_any_order(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("switcher").click()
    await page.get_by_test_id("people-search").fill("lincoln princ")
    await expect(page.get_by_role("listbox", name="People").get_by_role("option")).to_have_count(1)
    await page.get_by_test_id("people-search").press("Enter")
    await expect(page.get_by_test_id("switcher")).to_contain_text("Paula Reyes")


async def test_a_form_finds_a_person_by_title(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost blocks")
    message = page.get_by_test_id("message").last
    owner = message.get_by_role("combobox", name="Owner")
    await owner.click()
    await owner.press_sequentially("middle principal")
    await expect(message.get_by_role("option")).to_have_count(1)
    await choose(message, "Owner", "Paula Reyes")
    await expect(owner).to_have_value("Paula Reyes")


async def test_a_conversation_of_several_has_their_names(page: Page, stage: Stage) -> None:
    bot = stage.server.space.together(["U0DANA", "U0PAUL", "U0BENC"])
    await stage.post(bot.id, "Shall the three of you meet?")
    await visit(page, stage, "U0DANA")
    row = page.get_by_test_id("sidebar").get_by_role("button", name="Ben Castillo, Paula Reyes")
    await expect(row).to_contain_text("1 unread message")
    await row.click()
    await expect(page.get_by_test_id("conversation-head")).to_contain_text("Ben Castillo, Paula Reyes")
    await say(page, "Yes, on Monday.")
    await heard(stage, lambda: len(stage.server.person("U0PAUL").messages(bot.id)) == 2)


@pytest.mark.parametrize("address", ["U0NOBODY/C0LEAD", "U0DANA/C0NONE/abc", "T0NONE:U0DANA", "%E0%A4%A"])
async def test_an_address_that_leads_nowhere_opens_the_page(page: Page, stage: Stage, address: str) -> None:
    await page.goto(f"{stage.server.url}/#/{address}")
    await expect(page.get_by_test_id("switcher")).to_contain_text("Dana Whitfield")
    await expect(page.get_by_test_id("messages").get_by_test_id("message").last).to_be_visible()


async def test_the_tour_brings_into_sight_what_it_points_at(page: Page, stage: Stage) -> None:
    for words in ("newer", "data", "data"):
        await stage.server.person("U0DANA").command(f"/milepost {words}", channel="C0MATH")
    stage.server.person("U0DANA").read("C0MATH")
    step = {"as": "U0DANA", "channel": "C0MATH", "text": "Have a look."}
    stage.server.set_tour(
        [
            {**step, "title": "Below", "target": ["composer"]},
            {**step, "title": "Above", "target": ["carousel"]},
        ]
    )
    await visit(page, stage, "U0DANA", "C0MATH")
    carousel = page.get_by_test_id("carousel")
    await expect(carousel).not_to_be_in_viewport()
    await page.get_by_test_id("tour-button").click()
    await expect(carousel).not_to_be_in_viewport()
    await page.get_by_test_id("tour-next").click()
    await expect(carousel).to_contain_class("tour-target")
    await expect(carousel).to_be_in_viewport()
