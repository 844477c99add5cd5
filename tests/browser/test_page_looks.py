"""How the page looks and speaks: pictures at desktop and telephone size in both themes, each checked.

The check (audit.js) wants a name for every control, alt texts, references that lead somewhere,
no id twice, and contrast of at least 4.5 (3 for large text). Pictures go to tests/browser/shots.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.scenes import SCENES, SCHEMES, SIZES, window
from tests.browser.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
HERE = Path(__file__).parent
AUDIT = (HERE / "audit.js").read_text()
WIDER = """[...document.querySelectorAll("html, #main, #main *, #thread, #thread *, dialog *")]
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter((node) => getComputedStyle(node).overflowX === "visible" && !node.matches(".sr"))
  .map((node) => `${node.scrollWidth} in ${node.clientWidth}: ${node.outerHTML.slice(0, 100)}`)"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
async def test_a_scene_is_sound(browser: Browser, stage: Stage, name: str, size: str) -> None:
    (HERE / "shots").mkdir(exist_ok=True)
    async with window(browser, size) as page:
        await SCENES[name](page, stage)
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            await page.screenshot(path=HERE / "shots" / f"{name}-{size}-{scheme}.png")
            assert await page.evaluate(AUDIT) == []
            assert await page.evaluate(WIDER) == []
