"""The page at the width of a telephone: one pane at a time."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import visit
from tests.browser.windows import TELEPHONE, window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, stage: Stage) -> AsyncIterator[Page]:
    """A telephone's window."""
    async with window(browser, TELEPHONE) as shown:
        yield shown


async def test_the_sidebar_is_a_drawer(phone: Page, stage: Stage) -> None:
    await visit(phone, stage, "U0DANA")
    row = phone.get_by_test_id("side-lincoln-leadership")
    await expect(row).to_be_hidden()
    await phone.get_by_test_id("side-toggle").tap()
    await row.tap()
    await expect(row).to_be_hidden()
    await expect(phone.get_by_test_id("conversation-head")).to_contain_text("lincoln-leadership")


async def test_a_thread_covers_the_window_and_the_way_back_works(phone: Page, stage: Stage) -> None:
    await visit(phone, stage, "U0DANA", "C0LEAD")
    await phone.get_by_test_id("open-thread").tap()
    pane = phone.locator("#thread")
    await expect(pane).to_be_visible()
    assert await pane.evaluate("pane => [pane.offsetWidth, pane.offsetHeight]") == [390, 844]
    await phone.go_back()
    await expect(pane).to_be_hidden()


async def test_a_modal_fills_the_window_with_large_buttons(phone: Page, stage: Stage) -> None:
    await visit(phone, stage, "U0DANA")
    await phone.get_by_test_id("action-report").tap()
    modal = phone.get_by_test_id("modal")
    await expect(modal).to_be_visible()
    assert await modal.evaluate("modal => [modal.offsetWidth, modal.offsetHeight]") == [390, 844]
    box = await modal.get_by_test_id("modal-submit").bounding_box()
    assert box is not None
    assert box["height"] >= 44


async def test_a_messages_actions_are_one_tap_away(phone: Page, stage: Stage) -> None:
    await visit(phone, stage, "U0DANA", "C0LEAD")
    await phone.get_by_test_id("touch-more").last.tap()
    await phone.get_by_role("menuitem", name="Reply in thread").tap()
    await expect(phone.get_by_test_id("thread-composer")).to_be_visible()
