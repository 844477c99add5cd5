"""Root-cause sessions at the desk and on a telephone: axe-core finds nothing, and the keyboard is enough."""

from os import environ
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.axe import found_by_axe
from tests.browser.month import CHANNEL, OPEN, PRINCIPAL, be, demo_at, newest, say
from tests.browser.windows import DESKTOP, TELEPHONE, window
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])


async def press(page: Page, name: str) -> Locator:
    """Press the newest button of this name by the keyboard; give the window, once it is there."""
    modal = page.get_by_test_id("modal")
    await expect(modal).to_be_hidden()
    await page.get_by_role("button", name=name).last.press("Enter")
    await expect(modal).to_be_visible()
    return modal


async def choose(modal: Locator, name: str, option: str) -> None:
    """Choose in a list by typing the beginning of what is wanted."""
    box = modal.get_by_role("combobox", name=name)
    await box.press_sequentially(option)
    await expect(modal.get_by_role("option", name=option)).to_be_visible()
    await box.press("Enter")


@SIZES
async def test_axe_finds_nothing_in_a_session(browser: Browser, size: tuple[int, int]) -> None:
    package("axe-core")
    found: dict[str, list[str]] = {}

    async def look(page: Page, place: str) -> None:
        found[place] = await found_by_axe(page)
        if folder := environ.get("SCREENSHOTS"):
            await page.screenshot(path=Path(folder) / f"rootcause-{place}-{size[0]}.png")

    async with demo_at(OPEN) as theater, window(browser, size) as page:
        await be(page, theater, PRINCIPAL, CHANNEL)
        await say(page, "/milepost fishbone families do not come to conferences")
        await expect(newest(page)).to_contain_text("At the head")
        await look(page, "begun")
        modal = await press(page, "Add a cause")
        await look(page, "add")
        await modal.get_by_label("A possible cause").fill("Letters go out in English alone")
        await choose(modal, "Under which heading?", "Culture Shift")
        await modal.get_by_role("button", name="Save").press("Enter")
        await expect(newest(page)).to_contain_text("Letters go out in English alone")
        for button, place in (("Put my dots", "vote"), ("Look closer", "which"), ("Headings", "headings")):
            modal = await press(page, button)
            if place == "which":
                await choose(modal, "Choose a cause", "Letters go out")
                await expect(modal).to_contain_text("Where do we start?")
            await look(page, place)
            await page.keyboard.press("Escape")
        await look(page, "session")
    assert {place: faults for place, faults in found.items() if faults} == {}
