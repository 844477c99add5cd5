"""Scenes of the page that are looked at closely: how to come to each, at desktop and telephone width."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Literal

from playwright.async_api import Browser, Page, expect

from tests.browser import windows
from tests.browser.stage import Stage
from tests.browser.ways import choose, enclose, every_input, say, visit

SIZES = {"desktop": windows.DESKTOP, "telephone": windows.TELEPHONE}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
Scene = Callable[[Page, Stage], Awaitable[object]]


def window(browser: Browser, size: str) -> AbstractAsyncContextManager[Page]:
    """A window of a size."""
    return windows.window(browser, SIZES[size])


async def prompt(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")


async def thread(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0PAUL", "C0LEAD")
    await page.get_by_test_id("open-thread").click()
    await expect(page.get_by_test_id("thread-messages").get_by_test_id("message")).to_have_count(3)


async def home(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "home")
    await expect(page.get_by_role("heading", name="Good morning, Dana")).to_be_visible()


async def blocks(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost blocks")
    await expect(page.get_by_role("table")).to_be_visible()
    await say(page, "/milepost status")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()


async def errors(page: Page, stage: Stage) -> None:
    modal = await every_input(page, stage)
    await choose(modal, "Causes", "Staffing", "Skills")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-words")).to_be_visible()


async def people(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("switcher").click()
    await expect(page.get_by_test_id("people-search")).to_be_focused()


async def calendar(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0LEAD")
    await page.get_by_test_id("today").click()
    await expect(page.get_by_test_id("events")).to_be_visible()


async def newer(page: Page, stage: Stage) -> None:
    """Cards, a carousel, a container, a video, a plan, and feedback."""
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost newer")
    await expect(page.get_by_test_id("plan")).to_be_visible()


async def data(page: Page, stage: Stage) -> None:
    """Charts and a table to sort."""
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost data")
    await expect(page.get_by_test_id("data-table")).to_be_visible()
    await page.get_by_text("Show the numbers").last.click()


async def rarer(page: Page, stage: Stage) -> None:
    """A modal with alerts and the rarer inputs."""
    await newer(page, stage)
    await page.get_by_test_id("action-more_inputs").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Rarer inputs")


async def commands(page: Page, stage: Stage) -> None:
    """Commands that complete, over a file that waits to be sent."""
    await visit(page, stage, "U0DANA", "C0MATH")
    await enclose(page, "common units.csv")
    await page.get_by_test_id("composer").press_sequentially("/milepost ")
    await expect(page.get_by_test_id("completion").first).to_be_visible()


async def inspector(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0LEAD")
    await page.get_by_test_id("inspect").click()
    await page.get_by_test_id("wire-entry").first.locator("summary").click()


async def tour(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("tour-button").click()
    await expect(page.get_by_test_id("tour")).to_be_visible()


SCENES: dict[str, Scene] = {
    one.__name__: one
    for one in (
        prompt,
        thread,
        home,
        blocks,
        newer,
        data,
        rarer,
        errors,
        people,
        calendar,
        commands,
        inspector,
        tour,
    )
}
