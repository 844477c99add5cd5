"""What axe-core finds in root-cause sessions, their pictures and their windows: nothing."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import found_by_axe
from tests.browser.month import CHANNEL, DESKTOP, OPEN, PRINCIPAL, TELEPHONE, be, demo_at, newest, say, window
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])


@SIZES
async def test_axe_finds_nothing_in_a_session(browser: Browser, size: tuple[int, int]) -> None:
    package("axe-core")
    found: dict[str, list[str]] = {}
    async with demo_at(OPEN) as theater, window(browser, size) as page:
        await be(page, theater, PRINCIPAL, CHANNEL)
        await say(page, "/milepost fishbone families do not come to conferences")
        await expect(newest(page)).to_contain_text("At the head")
        found["fishbone"] = await found_by_axe(page)
        add = page.get_by_role("button", name="Add a cause").last
        await add.focus()
        await page.keyboard.press("Enter")  # everything is reachable by keyboard
        await expect(page.get_by_test_id("modal")).to_be_visible()
        found["window"] = await found_by_axe(page)
    assert {place: faults for place, faults in found.items() if faults} == {}
