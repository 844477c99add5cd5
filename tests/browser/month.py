"""The demo's theater for a browser: the real product behind the page, its people, and a hand that counts."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.cli.demo.play import BEGIN
from bot.cli.demo.theater import Theater, a_theater
from bot.sandbox.person import Message, Person
from tests.people import local
from tests.ready import lay

LEAD, COLLEAGUE, SILENT_LEAD = "U0DANAWHITFIEL", "U0OMARHADDAD", "U0GRACENWOSU"
PRINCIPAL, COACH, LIAISON = "U0MARCUSBELL", "U0PRIYARAMAN", "U0ELENAORTIZ"
CHANNEL = "C0LINCOLN"
OPEN, TOLD = local("2026-09-24 09:05"), local("2026-10-01 08:05")


@asynccontextmanager
async def demo_at(moment: datetime) -> AsyncIterator[Theater]:
    """The demo, walked on to `moment` with nobody playing its people; it works on by itself from there."""
    with tempfile.TemporaryDirectory(prefix="milepost-month-") as folder:
        lay(Path(folder) / "milepost.sqlite")
        async with a_theater(Path(folder), BEGIN, 0, beats=True) as theater:
            await theater.walk_to(moment)
            yield theater


async def be(page: Page, theater: Theater, who: str, place: str = "") -> None:
    """See the workspace as somebody: a channel, "home", or the messages of the app."""
    await page.goto(f"{theater.server.url}/#/{who}/{place}".rstrip("/"))
    await expect(page.get_by_test_id("switcher")).to_contain_text(theater.server.person(who).name)
    await expect(page.get_by_test_id("conversation-head")).to_be_visible()


def newest(page: Page) -> Locator:
    """The newest message of the conversation."""
    return page.get_by_test_id("messages").get_by_test_id("message").last


async def say(page: Page, words: str) -> None:
    """Write in the conversation and send."""
    box = page.get_by_test_id("composer")
    await box.fill(words)
    await box.press("Escape")
    await box.press("Enter")


async def go_to_event(page: Page, label: str) -> None:
    """Press "Next event" until `label` has just happened; each time it is the day that was named before."""
    toast = page.get_by_test_id("toasts")
    for _ in range(12):
        ahead = await page.locator(".next-words span").inner_text()
        day = (await page.locator(".next-words small").inner_text()).partition(" · ")[2]
        await page.get_by_test_id("move-next").click()
        await expect(toast).to_contain_text(ahead, timeout=20_000)
        await expect(page.get_by_test_id("calendar")).to_have_attribute("aria-busy", "false")
        await expect(page.get_by_test_id("today")).to_contain_text(day)
        if label in ahead:
            return
    raise AssertionError(f"{label} did not come")


async def reports_behind(theater: Theater, who: str, words: str) -> None:
    """Somebody reports their first action behind for want of staff and asks for `words`, out of sight."""
    person = theater.server.person(who)
    await person.click(prompt_of(person), "checkin.report")
    await person.until(lambda: person.modal is not None)
    assert person.modal is not None
    block = next(one for one in person.modal["blocks"] if str(one.get("block_id", "")).startswith("status:"))
    key, before = block["block_id"].partition(":")[2], person.modal["hash"]
    await person.click_view("checkin.status", "behind", block["block_id"])
    await person.until(lambda: person.modal is not None and person.modal["hash"] != before)
    sent = await person.submit({f"cause:{key}": "staffing", f"support:{key}": words})
    assert sent.errors == {}


def prompt_of(person: Person) -> Message:
    """The newest message of the app to somebody."""
    return person.messages()[-1]


@dataclass
class Hand:
    """Uses the page and counts: a click, a field typed into, and a choice in a list are one each."""

    page: Page
    done: list[str] = field(default_factory=list)

    async def click(self, target: Locator, what: str) -> None:
        """Press something."""
        await target.click()
        self.done.append(f"click {what}")

    async def choose(self, within: Locator, name: str, option: str) -> None:
        """Choose in a list by its words."""
        box = within.get_by_role("combobox", name=name)
        await box.click()
        await within.get_by_role("option", name=option).first.click()
        self.done.append(f"choose {option}")

    async def type(self, within: Locator, name: str, words: str) -> None:
        """Type into a field."""
        await within.get_by_role("textbox", name=name).fill(words)
        self.done.append(f"type under {name!r}")

    def told(self, what: str) -> str:
        """What it took, in a line."""
        return f"{what}: {len(self.done)} ({'; '.join(self.done)})"
