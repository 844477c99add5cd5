"""What axe-core, as it was published, finds in the page: nothing, in any scene, theme and size."""

import pytest
from playwright.async_api import Browser

from tests.browser.axe import found_by_axe
from tests.browser.scenes import SCENES, SIZES, window
from tests.browser.stage import Stage
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module", autouse=True)
def axe() -> None:
    """Skip at once where the library is not installed."""
    package("axe-core")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
async def test_axe_finds_nothing(browser: Browser, stage: Stage, name: str, size: str) -> None:
    async with window(browser, size) as page:
        await SCENES[name](page, stage)
        assert await found_by_axe(page) == []


async def test_axe_would_find_what_is_wrong(browser: Browser, stage: Stage) -> None:
    async with window(browser, "desktop") as page:
        await SCENES["home"](page, stage)
        await page.evaluate("document.querySelector('#main').append(document.createElement('button'))")
        found = await found_by_axe(page)
        assert [one.split(": ")[:3] for one in found] == [
            [scheme, "critical", "button-name"] for scheme in ("light", "dark")
        ]
