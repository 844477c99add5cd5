"""What axe-core finds in Milepost's own messages, forms and desks: nothing, at the desk or on a telephone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.cli.demo.theater import Theater
from tests.browser.axe import found_by_axe
from tests.browser.month import (
    CHANNEL,
    COACH,
    LEAD,
    OPEN,
    PRINCIPAL,
    SILENT_LEAD,
    TOLD,
    be,
    demo_at,
    newest,
    reports_behind,
    say,
)
from tests.browser.windows import DESKTOP, TELEPHONE, window
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module", autouse=True)
def axe() -> None:
    """Skip at once where the library is not installed."""
    package("axe-core")


@pytest_asyncio.fixture(loop_scope="session")
async def told() -> AsyncIterator[Theater]:
    """A month is told: a team was behind and asked for help, and the others have not answered."""
    async with demo_at(OPEN) as theater:
        await reports_behind(theater, LEAD, "A substitute for two afternoons")
        await theater.walk_to(TOLD)
        yield theater


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
async def test_axe_finds_nothing_in_a_month(browser: Browser, told: Theater, size: tuple[int, int]) -> None:
    found: dict[str, list[str]] = {}
    async with window(browser, size) as page:
        await be(page, told, SILENT_LEAD)
        found["prompt"] = await found_by_axe(page)
        await page.get_by_role("button", name="Report").last.click()
        await expect(page.get_by_test_id("modal")).to_be_visible()
        found["form"] = await found_by_axe(page)
        await be(page, told, LEAD, "home")
        found["desk"] = await found_by_axe(page)
        await be(page, told, PRINCIPAL, CHANNEL)
        await page.get_by_test_id("open-thread").last.click()
        await expect(page.get_by_test_id("thread-messages")).to_contain_text("Worth asking")
        found["digest"] = await found_by_axe(page)
        await be(page, told, COACH)
        await say(page, "/milepost coach staffing")
        await expect(newest(page)).to_contain_text("Questions worth asking")
        found["questions"] = await found_by_axe(page)
    assert {place: faults for place, faults in found.items() if faults} == {}
