"""Blocks and elements in messages and on the Home tab: what they show, and what the app hears."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import actions_of, choose, every_block, heard, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_markup_is_read_and_hostile_text_stays_text(page: Page, stage: Stage) -> None:
    await every_block(page, stage)
    message = page.get_by_test_id("message").last
    for tag, words in (("strong", "Bold"), ("em", "italic"), ("s", "gone"), ("code", "code")):
        await expect(message.locator(tag).filter(has_text=words).first).to_be_visible()
    await expect(message.locator("blockquote").first).to_have_text("A quoted lineand another")
    await expect(message.locator("pre")).to_contain_text("    ask(milestone)")
    await expect(message.get_by_role("link", name="link", exact=True)).to_have_attribute(
        "rel", "noopener noreferrer"
    )
    await expect(message.locator(".mention.me").first).to_have_text("@Dana Whitfield")
    await expect(message.locator("time").filter(has_text="Nov 2, 2026")).to_be_visible()
    await expect(message).to_contain_text("<script>document.title='broken'</script>")
    await expect(message).to_contain_text("*not bold* <b>plain</b>")
    assert "broken" not in await page.title()


async def test_tables_and_pictures_speak(page: Page, stage: Stage) -> None:
    await every_block(page, stage)
    table = page.get_by_role("table")
    await expect(table.get_by_role("columnheader")).to_have_text(["Milestone", "Done", "Late"])
    await expect(table.get_by_role("row").nth(1)).to_contain_text("Common unit assessments")
    await expect(page.get_by_role("img", name="A small chart")).to_be_visible()
    await visit(page, stage, "U0DANA", "C0LEAD")
    picture = page.get_by_role(
        "img", name="Actions by status: 11 completed, 9 on track, 2 behind, 4 not started"
    )
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 520


async def test_a_button_changes_its_message_in_place(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("action-all_on_track").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Thank you, Dana!")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_test_id("action-report")).to_have_count(0)


async def test_a_confirm_dialog_stands_before_the_deed(page: Page, stage: Stage) -> None:
    await every_block(page, stage)
    drop = page.get_by_test_id("action-drop")
    await drop.click()
    dialog = page.get_by_role("dialog", name="Drop this action?")
    await dialog.get_by_role("button", name="Keep it").click()
    await expect(dialog).to_have_count(0)
    await expect(drop).to_be_focused()
    await drop.click()
    await dialog.get_by_role("button", name="Drop it").click()
    await heard(stage, lambda: len(actions_of(stage)) == 1)
    assert actions_of(stage)[0]["action_id"] == "drop"


async def test_menus_and_lists_send_what_was_chosen(page: Page, stage: Stage) -> None:
    await every_block(page, stage)
    message = page.get_by_test_id("message").last
    await choose(message, "Status of the action", "Behind schedule")
    await choose(message, "Owner", "Carla Brandt")
    await page.get_by_test_id("action-more").click()
    await page.get_by_role("menuitem", name="Hand over").click()
    due = page.get_by_test_id("action-due")
    await due.fill("2026-12-01")
    await due.blur()
    await heard(stage, lambda: len(actions_of(stage)) == 4)
    chosen = {action["action_id"]: action for action in actions_of(stage)}
    assert chosen["set_status"]["selected_option"]["value"] == "behind"
    assert chosen["owner"]["selected_user"] == "U0CARL"
    assert chosen["more"]["selected_option"]["value"] == "hand"
    assert chosen["due"]["selected_date"] == "2026-12-01"


async def test_a_link_button_opens_apart_and_is_heard(page: Page, stage: Stage) -> None:
    await every_block(page, stage)
    site = page.get_by_test_id("action-site")
    await expect(site).to_have_attribute("href", "https://example.org/plan")
    await expect(site).to_have_attribute("target", "_blank")
    await site.evaluate("link => { link.addEventListener('click', (event) => event.preventDefault()); }")
    await site.click()
    await heard(stage, lambda: [action["action_id"] for action in actions_of(stage)] == ["site"])


async def test_the_home_tab_is_a_tab_and_its_elements_work(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    messages = page.get_by_role("tab", name="Messages")
    await expect(messages).to_have_attribute("aria-selected", "true")
    await messages.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    home = page.get_by_test_id("home")
    await expect(home.get_by_role("heading", name="Good morning, Dana")).to_be_visible()
    await choose(home, "All schools", "Harbor Middle")
    await heard(stage, lambda: bool(actions_of(stage)))
    assert actions_of(stage)[0]["selected_option"]["value"] == "hm"
    await home.get_by_role("button", name="Check in now").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("October check-in")
