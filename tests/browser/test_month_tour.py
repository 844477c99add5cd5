"""The tour of the demo: a newcomer is led from the question to the digest, the coach and the alert."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.cli.demo.play import FIRST_SCENE, on_stage
from bot.cli.demo.theater import Theater
from tests.browser.month import go_to_event, newest, say
from tests.browser.windows import DESKTOP, TELEPHONE, window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
MOST_WORDS = 200
"""Words that somebody reads in a minute; the other minute is for clicking."""


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[Theater]:
    """The demo as `milepost demo` opens it: a month is over, the next one has just been asked."""
    with tempfile.TemporaryDirectory(prefix="milepost-tour-") as folder:
        async with on_stage(Path(folder), 0, seed=1) as theater:
            assert theater.now == FIRST_SCENE
            yield theater


@pytest_asyncio.fixture(loop_scope="session", params=[DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
async def page(browser: Browser, demo: Theater, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A newcomer's first window."""
    async with window(browser, request.param, tour="") as shown:
        await shown.goto(demo.server.url)
        yield shown


async def test_a_newcomer_is_led_through_a_month(page: Page, demo: Theater) -> None:
    tour, said = page.get_by_test_id("tour"), []

    async def step(title: str, who: str, pointed_at: Locator) -> None:
        await expect(tour.get_by_role("heading")).to_have_text(title)
        await expect(page.get_by_test_id("switcher")).to_contain_text(who)
        await expect(pointed_at).to_contain_class("tour-target")
        said.extend(" ".join(await tour.locator("h2, p").all_inner_texts()).split())

    async def onward() -> None:
        await tour.get_by_test_id("tour-next").click()

    await step("A month in two minutes", "Dana Whitfield", newest(page).get_by_role("button").first)
    await onward()
    await step("Answer as the team lead", "Dana Whitfield", newest(page).get_by_role("button", name="Report"))
    await newest(page).get_by_role("button", name="All on track").click()
    await expect(newest(page)).to_contain_text("Thank you, Dana Whitfield.")
    await onward()
    await step("On to the digest", "Dana Whitfield", page.get_by_test_id("move-next"))
    await go_to_event(page, "Digests are posted")
    await onward()
    await step("Read it as the principal", "Marcus Bell", page.get_by_test_id("open-thread").last)
    await expect(newest(page)).to_contain_text("Lincoln Middle School: October 2026")
    await expect(newest(page).get_by_role("img", name="Two bars.")).to_be_visible()
    await page.get_by_test_id("open-thread").last.click()
    await expect(page.get_by_test_id("thread-messages")).to_contain_text("Worth asking")
    await page.get_by_test_id("close-thread").click()
    await onward()
    await step("Ask for questions as the coach", "Priya Raman", page.locator(".composer-box"))
    await say(page, "/milepost coach staffing")
    await expect(newest(page)).to_contain_text("Questions worth asking about staffing")
    await onward()
    alert = page.get_by_test_id("message").filter(has_text="You get this because you follow").last
    await step("Get an alert as the liaison", "Elena Ortiz", alert.get_by_test_id("action-alert.acknowledge"))
    await onward()
    await expect(tour).to_have_count(0)
    await go_to_event(page, "Check-ins open")  # over what the others do with the digest
    assert len(said) <= MOST_WORDS
