"""Notes of the page, the calendar's next event, and the way to another workspace."""

from datetime import datetime

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox import PersonSeed, WorkspaceSeed
from tests.browser.scenes import SIZES, window
from tests.browser.stage import Stage
from tests.browser.ways import say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
UNDER = """(note) => {
  const box = note.getBoundingClientRect();
  const corners = [[box.left + 4, box.top + 4], [box.right - 60, box.top + 4],
    [box.left + 40, box.bottom - 4], [box.right - 8, box.bottom - 4]];
  return corners.flatMap(([x, y]) => document.elementsFromPoint(x, y))
    .filter((one) => !note.contains(one) && one.closest("button, a, input, textarea, article"))
    .map((one) => one.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_stands_alone_covers_nothing_and_goes_by_a_tap(
    browser: Browser, stage: Stage, size: str
) -> None:
    async with window(browser, size) as page:
        await visit(page, stage, "U0PAUL", "C0LEAD")
        notes = page.get_by_test_id("toast-note")
        for _ in range(2):
            await page.get_by_test_id("move-day").click()
            await expect(page.get_by_test_id("calendar")).to_have_attribute("aria-busy", "false")
        await expect(notes).to_have_count(1)
        assert await notes.evaluate(UNDER) == []
        await notes.click(position={"x": 20, "y": 12})
        await expect(notes).to_have_count(0)


async def test_next_event_goes_exactly_to_the_event_it_names(browser: Browser, stage: Stage) -> None:
    async with window(browser, "telephone") as page:
        await visit(page, stage, "U0DANA")
        await expect(page.locator(".next-words")).to_have_text("Next · Tue, Oct 27Check-ins open")
        button = page.get_by_role("button", name="Next event: Check-ins open, Tue, Oct 27")
        named = datetime.fromisoformat("2026-10-27T13:00:00+00:00")
        await button.dispatch_event("focus")
        stage.server.events = [
            {"at": "2026-10-26T20:00:00+00:00", "label": "In between"}
        ]  # not told to the page
        await button.click()
        await expect(page.get_by_test_id("toasts")).to_contain_text("Tue, Oct 27")
        assert stage.server.clock.now() == named


async def test_the_calendar_is_opened_read_and_left_by_keyboard(browser: Browser, stage: Stage) -> None:
    async with window(browser, "desktop") as page:
        await visit(page, stage, "U0DANA")
        panel, today = page.get_by_test_id("calendar-panel"), page.get_by_test_id("today")
        await today.focus()
        await page.keyboard.press("Enter")
        await expect(panel.get_by_role("button", name="Go there: Check-ins open")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(panel).to_be_hidden()
        await expect(today).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(panel).to_be_visible()
        await page.get_by_test_id("inspect").focus()
        await expect(panel).to_be_hidden()


async def test_a_second_workspace_is_gone_to_when_it_has_the_app(browser: Browser, stage: Stage) -> None:
    other = WorkspaceSeed("T0HARBOR", "Harbor City", people=[PersonSeed("U0DANA", "Dana Other")])
    async with window(browser, "telephone") as page:
        await visit(page, stage, "U0DANA")
        await expect(page.get_by_test_id("team-name")).to_have_text("Lincoln County")
        await expect(page.get_by_test_id("workspaces")).to_have_count(0)
        stage.server.add_workspace(other, install=True)
        stage.server.space.hub.notify("sidebar")
        await page.get_by_test_id("workspaces").click()
        await page.get_by_role("menuitem", name="Harbor City").click()
        await expect(page.get_by_test_id("switcher")).to_contain_text("Dana Other")
        await say(page, "Hello from the harbor")
        await expect(page.get_by_test_id("message").last).to_contain_text("Hello from the harbor")
        assert [one.text for one in stage.server.person("U0DANA", "T0HARBOR").messages()] == [
            "Hello from the harbor"
        ]
        await page.reload()
        await expect(page.get_by_test_id("team-name")).to_have_text("Harbor City")
        await page.get_by_test_id("workspaces").click()
        await page.get_by_role("menuitem", name="Lincoln County").click()
        await expect(page.get_by_test_id("switcher")).to_contain_text("Dana Whitfield")
