"""Following in one's own words, and what an alert is good for: at the desk and on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from os import environ
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.cli.demo.theater import Theater
from tests.browser.month import LEAD, LIAISON, OPEN, TOLD, Hand, be, demo_at, newest, reports_behind, say
from tests.browser.windows import DESKTOP, TELEPHONE, window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
WORDS = "/milepost subscribe lincoln middle school, worth watching, quiet 6 pm to 7 am"


@pytest_asyncio.fixture(loop_scope="session")
async def answered() -> AsyncIterator[Theater]:
    """The math team is behind and asks for help; the other teams of the school have not answered."""
    async with demo_at(OPEN) as theater:
        await reports_behind(theater, LEAD, "A substitute for two afternoons")
        yield theater


async def shot(page: Page, name: str, width: int) -> None:
    """Keep a picture where one is wanted; nothing has to be pushed sideways to be read."""
    wide = await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, name
    if folder := environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}-{width}.png")


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
async def test_a_liaison_follows_in_words_and_answers_an_alert(
    browser: Browser, answered: Theater, size: tuple[int, int]
) -> None:
    async with window(browser, size) as page:
        await follows_and_changes(page, answered, size[0])
        await answered.walk_to(TOLD)
        await answers(page, answered, size[0])


async def follows_and_changes(page: Page, theater: Theater, width: int) -> None:
    """In words first, corrected in words, then changed in the form from the desk."""
    await be(page, theater, LIAISON)
    await say(page, "/milepost subscribe lincoln middle school, purple zebras")
    await expect(newest(page)).to_contain_text("I don't know what to make of “purple zebras”")
    await shot(page, "not-understood", width)
    await say(page, WORDS)
    await expect(newest(page)).to_contain_text(
        "You hear right away when something lags at Lincoln Middle School, from “Worth watching” up, "
        "but never between 6:00 PM and 7:00 AM."
    )
    await shot(page, "understood", width)
    await be(page, theater, LIAISON, "home")
    desk = page.get_by_test_id("home").last
    await desk.get_by_role("button", name="Change what you hear of Lincoln Middle School").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Change what I follow")
    await shot(page, "change", width)
    await Hand(page).choose(modal, "New or repeated", "Every time")
    await modal.get_by_label("until").fill("06:30")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("never between 6:00 PM and 6:30 AM")
    await modal.get_by_test_id("modal-x").click()
    await expect(desk).to_contain_text("never between 6:00 PM and 6:30 AM")
    await shot(page, "desk", width)


async def answers(page: Page, theater: Theater, width: int) -> None:
    """Acknowledges the alert, asks why, snoozes it and offers help."""
    await be(page, theater, LIAISON)
    alert = page.get_by_test_id("message").filter(has_text="News from Lincoln Middle School").first
    await expect(alert).to_contain_text("because you follow Lincoln Middle School")
    await alert.scroll_into_view_if_needed()
    await shot(page, "alert", width)
    modal = page.get_by_test_id("modal")
    await alert.get_by_role("button", name="Acknowledge").click()
    await expect(alert).to_contain_text("You acknowledged this on")
    await alert.get_by_role("button", name="Why did I get this?").click()
    await expect(modal).to_contain_text("noticed as “behind schedule”, rated “Needs attention”")
    await shot(page, "why", width)
    await modal.get_by_test_id("modal-x").click()
    await alert.get_by_role("button", name="Snooze").click()
    await expect(modal).to_contain_text("Until the morning of")
    await shot(page, "snooze", width)
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("nothing more of this before the morning of")
    await modal.get_by_test_id("modal-x").click()
    await expect(alert).to_contain_text("Snoozed until")
    await alert.get_by_role("button", name="I will help").click()
    await expect(modal).to_contain_text("Which action do you want to help with?")
    await shot(page, "help", width)
    await modal.get_by_test_id("modal-submit").click()
    await modal.get_by_role("textbox").first.fill("I can cover two afternoons")
    await shot(page, "offer", width)
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("Thank you")
    await modal.get_by_test_id("modal-x").click()
    await expect(alert).to_contain_text("Elena Ortiz has offered help")
    await alert.scroll_into_view_if_needed()
    await shot(page, "answered", width)
