"""Coaching at the desk and on a telephone: the answer, a question for the team, feedback, notes."""

from collections.abc import AsyncIterator
from os import environ
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.cli.demo.theater import Theater
from tests.browser.axe import found_by_axe
from tests.browser.month import COACH, OPEN, be, demo_at, newest, say
from tests.browser.windows import DESKTOP, TELEPHONE, window
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module", autouse=True)
def axe() -> None:
    """Skip at once where the library is not installed."""
    package("axe-core")


@pytest_asyncio.fixture(loop_scope="session")
async def opened() -> AsyncIterator[Theater]:
    """A month has opened; nobody has answered yet."""
    async with demo_at(OPEN) as theater:
        yield theater


async def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways to be read."""
    wide: bool = await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return wide


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
async def test_axe_finds_nothing_in_coaching(
    browser: Browser, opened: Theater, size: tuple[int, int]
) -> None:
    found: dict[str, list[str]] = {}

    async def look(page: Page, place: str) -> None:
        found[place] = await found_by_axe(page)
        assert await fits(page), place
        if folder := environ.get("SCREENSHOTS"):
            await page.screenshot(path=Path(folder) / f"{place}-{size[0]}.png")

    async with window(browser, size) as page:
        modal = page.get_by_test_id("modal")
        await be(page, opened, COACH)
        await say(page, "/milepost coach implement the team never finds time to meet")
        await expect(newest(page)).to_contain_text("Questions worth asking")
        await look(page, "questions")
        await opens(newest(page).get_by_role("button", name="Ask the team").first, modal, "Ask the team")
        await look(page, "ask")
        await page.keyboard.press("Escape")
        await opens(newest(page).get_by_role("button", name="Compose feedback"), modal, "A strength")
        await look(page, "feedback")
        await page.keyboard.press("Escape")
        await opens(newest(page).get_by_role("button", name="Notes for you"), modal, "Before your visit")
        await look(page, "notes")
    assert {place: faults for place, faults in found.items() if faults} == {}


async def opens(button: Locator, modal: Locator, words: str) -> None:
    """Press a button by the keyboard, and see its window."""
    await expect(modal).to_be_hidden()
    await button.press("Enter")
    await expect(modal).to_contain_text(words)
