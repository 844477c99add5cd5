"""A needs assessment by whoever leads it at a desk and a colleague on a telephone; axe-core finds nothing."""

from os import environ
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.axe import found_by_axe
from tests.browser.month import CHANNEL, LEAD, OPEN, PRINCIPAL, be, demo_at, newest, say
from tests.browser.windows import DESKTOP, TELEPHONE, window
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.xfail(
    strict=False,
    reason="now and then a click is lost while the page is drawn anew; the cause is not found yet",
)
async def test_a_needs_assessment_is_worked_through_by_two(browser: Browser) -> None:
    package("axe-core")
    found: dict[str, list[str]] = {}

    async def look(page: Page, place: str) -> None:
        found[place] = await found_by_axe(page)
        if folder := environ.get("SCREENSHOTS"):
            await page.screenshot(path=Path(folder) / f"forms-{place}.png")

    async with demo_at(OPEN) as theater:
        async with window(browser, DESKTOP) as page:
            await be(page, theater, PRINCIPAL, CHANNEL)
            modal = page.get_by_test_id("modal")
            await say(page, "/milepost needs")
            await expect(modal).to_contain_text("what comes first")
            await look(page, "start")
            await modal.get_by_role("button", name="Begin").press("Enter")
            await expect(modal).to_contain_text("has begun")
            await modal.get_by_role("button", name="Close").last.press("Enter")
            await expect(newest(page)).to_contain_text("0 of 6 sections are filled in")
            await look(page, "message")
            await page.get_by_role("button", name="Work on it").last.press("Enter")
            await expect(modal).to_contain_text("How wide we looked")
            await look(page, "sections")
            await modal.get_by_role("button", name="Fill in: How wide we looked").press("Enter")
            await modal.get_by_label("Comprehensive: everything at once").check()
            await modal.get_by_role("button", name="Save, go on").press("Enter")
            await expect(modal).to_contain_text("Accountability metrics")
            await look(page, "checklist")
            await modal.get_by_role("button", name="Close").last.press("Enter")
            await expect(newest(page)).to_contain_text("1 of 6 sections are filled in")
        async with window(browser, TELEPHONE) as page:
            await be(page, theater, LEAD, CHANNEL)
            modal = page.get_by_test_id("modal")
            await page.get_by_role("button", name="Work on it").last.press("Enter")
            await modal.get_by_role("button", name="Fill in: What we found").press("Enter")
            await modal.get_by_role("button", name="Add a row to Strengths").press("Enter")
            await expect(modal.get_by_label("Evidence").last).to_be_visible()
            await look(page, "row")
            await modal.get_by_label("Strength").last.fill("Teachers plan together")
            await modal.get_by_role("button", name="Save row").press("Enter")
            await expect(modal).to_contain_text("Teachers plan together")
            await look(page, "table")
            await modal.get_by_role("button", name="Close").last.press("Enter")
            await page.get_by_role("button", name="See where it stands").last.press("Enter")
            await expect(modal).to_contain_text("Comprehensive: everything at once")
            await expect(modal).to_contain_text("Teachers plan together")
            await look(page, "seen")
    assert {place: faults for place, faults in found.items() if faults} == {}
