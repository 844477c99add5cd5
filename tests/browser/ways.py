"""Ways through the page that several tests go."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.stage import Stage

Json = dict[str, Any]


REST = """async () => {
  const places = () => [...document.querySelectorAll("*")]
    .filter((one) => one.scrollTop || one.scrollLeft).map((one) => `${one.scrollTop} ${one.scrollLeft}`);
  const look = () => [document.body.innerHTML, ...places()].join();
  const wanted = (image) => image.loading !== "lazy" || image.checkVisibility()
    && image.getBoundingClientRect().top < innerHeight && image.getBoundingClientRect().bottom > 0;
  const moves = () => [...document.images].some((one) => !one.complete && wanted(one))
    || document.getAnimations().some((one) => one.playState === "running"
      && one.effect.getComputedTiming().endTime < Infinity);
  await document.fonts.ready;
  for (let round = 0, calm = 0, before = ""; round < 200; round += 1) {
    const now = look();
    calm = now === before && !moves() ? calm + 1 : 0;
    if (calm === 4) return true;
    before = now;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return false;
}"""


async def at_rest(page: Page) -> None:
    """Wait until all is loaded and nothing changes or moves for longer than the page's own timers take."""
    assert await page.evaluate(REST), "the page does not come to rest"


async def visit(page: Page, stage: Stage, who: str, place: str = "") -> None:
    """Open the page as a person, at a channel, at "home", or at the app's messages."""
    await page.goto(f"{stage.server.url}/#/{who}/{place}".rstrip("/"))
    await expect(page.get_by_test_id("conversation-head")).to_be_visible()
    if place != "home":
        await expect(page.get_by_test_id("messages").locator("li").first).to_be_visible()


async def say(page: Page, words: str) -> None:
    """Write in the conversation and send."""
    box = page.get_by_test_id("composer")
    await box.fill(words)
    await box.press("Escape")
    await box.press("Enter")


async def enclose(page: Page, name: str, where: str = "file") -> None:
    """Put a file into the writing box of the conversation, or of a thread with "thread-file"."""
    picked = FilePayload(name=name, mimeType="text/plain", buffer=b"a,b")
    await page.get_by_test_id(where).set_input_files(files=[picked])
    chip = page.get_by_test_id(f"{where}-chips").get_by_test_id("enclosure").filter(has_text=name)
    await expect(chip).to_have_attribute("aria-busy", "false")


async def every_block(page: Page, stage: Stage) -> None:
    """Let the exhibit post every block into the math team's channel."""
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost blocks")
    await expect(page.get_by_role("heading", name="Every block")).to_be_visible()


async def every_input(page: Page, stage: Stage) -> Locator:
    """Open the modal with every input; gives it."""
    await every_block(page, stage)
    await page.get_by_test_id("action-go").click()
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_test_id("modal-title")).to_have_text("Every input")
    return modal


async def choose(within: Locator, name: str, *options: str) -> None:
    """Choose options in a list by their words."""
    box = within.get_by_role("combobox", name=name)
    await box.click()
    for words in options:
        await within.get_by_role("option", name=words).click()
    if await box.get_attribute("aria-expanded") == "true":
        await box.press("Escape")


def actions_of(stage: Stage) -> list[Json]:
    """What the app heard people do with elements, oldest first."""
    return [
        action for body in stage.heard if body.get("type") == "block_actions" for action in body["actions"]
    ]


async def heard(stage: Stage, holds: Callable[[], bool]) -> None:
    """Wait until something holds in the workspace."""
    await stage.server.until(holds)
