"""The small editor of rich text, by keyboard: what was written arrives as Slack's elements."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.blockkit.report import Report
from bot.sandbox.blockkit.richtext import RICH_TEXT
from tests.browser.scenes import rarer
from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
READ = """async () => {
  const { readRich } = await import("/page/richread.js");
  return readRich(document.querySelector("[data-testid=action-story]"));
}"""
READ_AGAIN = """async (block) => {
  const { readRich, writeRich } = await import("/page/richread.js");
  const editor = document.createElement("div");
  editor.append(...writeRich(block));
  return readRich(editor);
}"""


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def section(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(pieces)}


async def test_what_is_written_by_keyboard_becomes_rich_text(page: Page, stage: Stage) -> None:
    await rarer(page, stage)
    editor, keys = page.get_by_role("textbox", name="Story"), page.keyboard
    await editor.focus()
    await keys.type("We ")
    await keys.press("Control+b")
    await expect(page.get_by_test_id("rich-bold")).to_have_attribute("aria-pressed", "true")
    await keys.type("score")
    await keys.press("Control+b")
    await keys.type(" together.")
    await keys.press("Enter")
    await page.get_by_role("button", name="Bulleted list").click()
    await keys.type("Mondays")
    await keys.press("Enter")
    await keys.type("see the ")
    await keys.press("Control+k")
    await keys.type("example.org")
    await keys.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="begins with https://")).to_be_visible()
    await page.get_by_test_id("link-address").fill("https://example.org/p")
    await page.get_by_test_id("link-words").fill("protocol")
    await keys.press("Enter")
    await expect(editor).to_be_focused()
    held = await page.evaluate(READ)
    link = {"type": "link", "url": "https://example.org/p", "text": "protocol"}
    items = [section(text("Mondays")), section(text("see the "), link)]
    assert held == {
        "type": "rich_text",
        "elements": [
            section(text("We "), text("score", bold=True), text(" together.")),
            {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": items},
        ],
    }
    report = Report("modal")
    RICH_TEXT(held, "", report)
    assert report.findings == []
    assert await page.evaluate(READ_AGAIN, held) == held


async def test_hostile_words_in_the_editor_stay_words(page: Page, stage: Stage) -> None:
    await rarer(page, stage)
    editor = page.get_by_role("textbox", name="Story")
    await editor.focus()
    await page.keyboard.insert_text("<img src=x onerror=alert(1)>")
    await expect(editor.locator("img")).to_have_count(0)
    await page.keyboard.press("Control+k")
    await page.get_by_test_id("link-words").fill("<b>x</b>")
    await page.get_by_test_id("link-address").fill("javascript:alert(1)")
    await page.get_by_test_id("link-save").click()
    await expect(page.get_by_role("alert").filter(has_text="begins with https://")).to_be_visible()
    await page.get_by_test_id("link-address").fill("https://example.org")
    await page.get_by_test_id("link-save").click()
    await expect(editor.get_by_role("link")).to_have_text("<b>x</b>")
