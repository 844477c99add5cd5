"""How the page looks and speaks, scene by scene, at the desk and on a telephone, in both themes.

Each scene is set once and looked at twice. The page's own check (audit.js) wants a name for every control,
alt texts, references that lead somewhere, no id twice, and contrast of at least 4.5 (3 for large text);
axe-core, as it was published, finds nothing. Pictures go to tests/browser/shots.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser.axe import found_by_axe
from tests.browser.scenes import SCENES, SCHEMES, SIZES, window
from tests.browser.stage import Stage, play, raise_stage
from tests.browser.ways import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
HERE = Path(__file__).parent
AUDIT = (HERE / "audit.js").read_text()
WIDER = """[...document.querySelectorAll("html, #main, #main *, #thread, #thread *, dialog *")]
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter((node) => getComputedStyle(node).overflowX === "visible" && !node.matches(".sr"))
  .map((node) => `${node.scrollWidth} in ${node.clientWidth}: ${node.outerHTML.slice(0, 100)}`)"""


@dataclass(frozen=True)
class Shown:
    """A scene, and the window in which it is seen."""

    name: str
    page: Page


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=product(SCENES, SIZES), ids="-".join)
async def scene(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Shown]:
    """One scene at one size, come to rest; it is looked at and not touched."""
    name, size = request.param
    async with raise_stage() as stage, window(browser, size) as page:
        await play(stage)
        await SCENES[name](page, stage)
        await at_rest(page)
        yield Shown(f"{name}-{size}", page)


async def test_a_scene_is_sound(scene: Shown) -> None:
    (HERE / "shots").mkdir(exist_ok=True)
    for scheme in SCHEMES:
        await scene.page.emulate_media(color_scheme=scheme)
        await scene.page.screenshot(path=HERE / "shots" / f"{scene.name}-{scheme}.png")
        assert await scene.page.evaluate(AUDIT) == []
        assert await scene.page.evaluate(WIDER) == []


async def test_axe_finds_nothing(scene: Shown) -> None:
    assert await found_by_axe(scene.page) == []


async def test_axe_would_find_what_is_wrong(browser: Browser, stage: Stage) -> None:
    async with window(browser, "desktop") as page:
        await SCENES["home"](page, stage)
        await page.evaluate("document.querySelector('#main').append(document.createElement('button'))")
        found = await found_by_axe(page)
        assert [one.split(": ")[:3] for one in found] == [
            [scheme, "critical", "button-name"] for scheme in ("light", "dark")
        ]
