"""What axe-core, as it was published, finds in the page: nothing, in any scene, theme and size."""

import pytest
from playwright.async_api import Browser

from tests.browser.scenes import SCENES, SCHEMES, SIZES, window
from tests.browser.stage import Stage
from tests.node import package

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
FIND = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap((one) =>
  one.nodes.map((node) => `${one.impact}: ${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The library's text."""
    return (package("axe-core") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
async def test_axe_finds_nothing(browser: Browser, stage: Stage, axe: str, name: str, size: str) -> None:
    async with window(browser, size) as page:
        await SCENES[name](page, stage)
        await page.evaluate(axe)
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            assert await page.evaluate(FIND) == []


async def test_axe_would_find_what_is_wrong(browser: Browser, stage: Stage, axe: str) -> None:
    async with window(browser, "desktop") as page:
        await SCENES["home"](page, stage)
        await page.evaluate("document.querySelector('#main').append(document.createElement('button'))")
        await page.evaluate(axe)
        (found,) = await page.evaluate(FIND)
        assert found.startswith("critical: button-name:")
