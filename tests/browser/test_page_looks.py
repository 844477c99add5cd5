"""How the page looks and speaks: pictures at desktop and telephone size in both themes, each checked.

The check (audit.js) wants a name for every control, alt texts, references that lead somewhere,
no id twice, and contrast of at least 4.5 (3 for large text). Pictures go to tests/browser/shots.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import choose, every_input, say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
HERE = Path(__file__).parent
AUDIT = (HERE / "audit.js").read_text()
WIDER = """[...document.querySelectorAll("html, #main, #main *, #thread, #thread *, dialog *")]
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter((node) => getComputedStyle(node).overflowX === "visible" && !node.matches(".sr"))
  .map((node) => `${node.scrollWidth} in ${node.clientWidth}: ${node.outerHTML.slice(0, 100)}`)"""
SIZES = {"desktop": (1280, 800), "telephone": (390, 844)}
Scene = Callable[[Page, Stage], Awaitable[object]]


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


async def commands(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
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
    for one in (prompt, thread, home, blocks, errors, people, calendar, commands, inspector, tour)
}


@pytest_asyncio.fixture(
    loop_scope="session",
    params=[(size, scheme) for size in SIZES for scheme in ("light", "dark")],
    ids="-".join,
)
async def window(
    request: pytest.FixtureRequest, browser: Browser, stage: Stage
) -> AsyncIterator[tuple[str, Page]]:
    """A window of one size and theme; telephones are touched."""
    size, scheme = request.param
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=size == "telephone",
        reduced_motion="reduce",
    )
    await context.add_init_script("localStorage.setItem('workspace.tour', 'left')")
    yield f"{size}-{scheme}", await context.new_page()
    await context.close()


@pytest.mark.parametrize("name", SCENES)
async def test_a_scene_is_sound(window: tuple[str, Page], stage: Stage, name: str) -> None:
    kind, page = window
    await SCENES[name](page, stage)
    (HERE / "shots").mkdir(exist_ok=True)
    await page.screenshot(path=HERE / "shots" / f"{name}-{kind}.png")
    assert await page.evaluate(AUDIT) == []
    assert await page.evaluate(WIDER) == []
