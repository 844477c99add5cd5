"""axe-core, as it was published, put into a page: what it finds there."""

from playwright.async_api import Page

from tests.browser.scenes import SCHEMES
from tests.browser.ways import at_rest
from tests.node import package

FIND = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap((one) =>
  one.nodes.map((node) => `${one.impact}: ${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


async def found_by_axe(page: Page) -> list[str]:
    """Give what is wrong with a page as it stands, in each theme, and how badly; skips without axe-core."""
    await at_rest(page)
    await page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    found: list[str] = []
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in await page.evaluate(FIND)]
    return found
