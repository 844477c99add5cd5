"""A browser and a stage for the tests of the local workspace's page."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Playwright, async_playwright, expect

from tests.browser.stage import Stage, play, raise_stage
from tests.browser.windows import window

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip
expect.set_options(timeout=15_000)  # a machine that does other things as well is no fault of the page
SHOTS = Path(__file__).parent / "shots"


def find_chromium(playwright: Playwright) -> str | None:
    """Give the path of a Chromium: MILEPOST_CHROMIUM, one on the path, or playwright's own."""
    named = os.environ.get("MILEPOST_CHROMIUM")
    found = [
        named,
        shutil.which("chromium"),
        shutil.which("google-chrome"),
        playwright.chromium.executable_path,
    ]
    return next((path for path in found if path and Path(path).exists()), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is looked at in both widths is looked at on a telephone first, where there is less room."""
    there = {item.nodeid for item in items}
    for item in items:
        if "desktop" in item.nodeid and item.nodeid.replace("desktop", "telephone") in there:
            item.add_marker(pytest.mark.thorough)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests; without one they are skipped, or fail where a browser is required."""
    async with async_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            reason = "no Chromium found: set MILEPOST_CHROMIUM, or install chromium or google-chrome"
            if os.environ.get("MILEPOST_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        running = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    """A workspace with the exhibit and a few days of conversation."""
    async with raise_stage() as raised:
        await play(raised)
        yield raised


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, stage: Stage) -> AsyncIterator[Page]:
    """A fresh window at desktop size; the tour has been left, and an error in a script fails the test.

    The stage is asked for so that it outlives the window.
    """
    async with window(browser, still=False) as shown:
        shown.set_default_timeout(8000)
        yield shown
