"""Windows of the one browser: a new one for each test, in a profile that windows of its kind share.

A profile costs a process of its own and half a second, and the first page in it another half. What a
window leaves behind stays with its workspace's address, which no other test has; that a used port comes
again is provided for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

DESKTOP, TELEPHONE = (1280, 800), (390, 844)
BEGIN = """
  if (!sessionStorage.getItem("begun")) { sessionStorage.setItem("begun", "yes"); localStorage.clear(); }
  localStorage.setItem("workspace.tour", localStorage.getItem("workspace.tour") ?? "%s");
"""
"""A window begins without what another one may have left at its address, and, if wanted, without the tour."""

_Kind = tuple[tuple[int, int], str, bool]
_kept: WeakKeyDictionary[Browser, dict[_Kind, BrowserContext]] = WeakKeyDictionary()


@asynccontextmanager
async def window(
    browser: Browser, size: tuple[int, int] = DESKTOP, tour: str = "left", *, still: bool = True
) -> AsyncIterator[Page]:
    """A window of `size`; telephones are touched. An error in a script of the page fails the test.

    `tour` is where the tour stands ("" if nobody has seen it); `still` asks for less motion.
    """
    profiles = _kept.setdefault(browser, {})
    kind = (size, tour, still)
    if kind not in profiles:
        profiles[kind] = await _profile(browser, *kind)
    page = await profiles[kind].new_page()
    page.set_default_timeout(20_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    await page.close()
    assert faults == []


async def _profile(browser: Browser, size: tuple[int, int], tour: str, still: bool) -> BrowserContext:
    width, height = size
    profile = await browser.new_context(
        viewport=ViewportSize(width=width, height=height),
        has_touch=size == TELEPHONE,
        reduced_motion="reduce" if still else "no-preference",
        timezone_id="Europe/Berlin",
    )
    await profile.add_init_script(BEGIN % tour)
    await profile.new_page()  # which stays: without a window a profile ends its processes
    return profile
