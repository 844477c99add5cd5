"""The month as a team lead lives it, in the browser, with the real product behind the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from sqlmodel import Session, select

from bot.cli.demo.theater import Theater
from storage.tables import ActionReport, Revision, Support
from storage.vocabulary import AnswerKind, Cause, Status
from tests.browser.month import COLLEAGUE, LEAD, OPEN, Hand, be, demo_at, go_to_event, newest
from tests.browser.windows import window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TEMPLATE, CHECKS = "Agree on one unit template", "Write the common checks"


@pytest_asyncio.fixture(loop_scope="session")
async def opened() -> AsyncIterator[Theater]:
    """September's questions were sent five minutes ago."""
    async with demo_at(OPEN) as theater:
        yield theater


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, opened: Theater) -> AsyncIterator[Page]:
    """The lead's window, where the question waits."""
    async with window(browser) as shown:
        await be(shown, opened, LEAD)
        await expect(shown.get_by_role("heading", name="Check-in: September")).to_be_visible()
        yield shown


def answers(theater: Theater) -> list[AnswerKind]:
    """What was stored, oldest first."""

    def look(session: Session) -> list[AnswerKind]:
        return [one.kind for one in session.exec(select(Revision).order_by(Revision.id))]  # type: ignore[arg-type]  # a column

    with theater.milepost.database.reading() as session:
        return look(session)


async def open_report(page: Page, hand: Hand) -> Locator:
    await hand.click(page.get_by_role("button", name="Report on milestone"), "Report")
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_test_id("modal-title")).to_have_text("Report")
    return modal


async def test_all_on_track_is_one_click_and_can_be_undone(
    page: Page, opened: Theater, record_property: Callable[[str, object], None]
) -> None:
    hand = Hand(page)
    await hand.click(page.get_by_role("button", name="All on track"), "All on track")
    await expect(newest(page)).to_contain_text("Thank you, Dana Whitfield.")
    await expect(newest(page)).to_contain_text(
        "You can change this until 4:00 PM on Wednesday, September 30."
    )
    record_property("count", hand.told("All on track"))
    assert len(hand.done) == 1
    assert answers(opened) == [AnswerKind.ALL_ON_TRACK]
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("button", name="All on track")).to_be_visible()
    assert answers(opened) == [AnswerKind.ALL_ON_TRACK, AnswerKind.UNDO]


async def test_one_action_behind_takes_six_interactions_at_most(
    page: Page, opened: Theater, record_property: Callable[[str, object], None]
) -> None:
    hand = Hand(page)
    modal = await open_report(page, hand)
    await hand.choose(modal, CHECKS, "Behind schedule")
    await hand.choose(modal, "What is in the way?", "Staffing")
    await hand.type(modal, "What could we change?", "Write grade 6 first, the others after winter break")
    await hand.type(modal, "What would help?", "A substitute for two afternoons")
    await hand.click(modal.get_by_test_id("modal-submit"), "Send")
    await expect(modal).to_have_count(0)
    await expect(newest(page)).to_contain_text("Help asked for: A substitute for two afternoons")
    record_property("count", hand.told("One action behind, with cause, adjustment and support"))
    assert len(hand.done) <= 6
    with opened.milepost.database.reading() as session:
        behind = [one for one in session.exec(select(ActionReport)) if one.status is Status.BEHIND]
        assert [(one.cause, one.adjustment) for one in behind] == [
            (Cause.STAFFING, "Write grade 6 first, the others after winter break")
        ]
        assert session.exec(select(Support)).one().asked_words == "A substitute for two afternoons"


async def test_what_was_typed_stays_when_something_is_wrong(page: Page, opened: Theater) -> None:
    hand = Hand(page)
    modal = await open_report(page, hand)
    await hand.choose(modal, CHECKS, "Behind schedule")
    await hand.choose(modal, "What is in the way?", "Not enough time")
    await hand.type(modal, "What could we change?", "Start with one grade")
    await hand.type(modal, "Money used, in dollars", "a lot")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-budget")).to_have_text(
        "Please write an amount such as 1250 or 1,250.50."
    )
    await expect(modal.get_by_role("textbox", name="What could we change?")).to_have_value(
        "Start with one grade"
    )
    await expect(modal.get_by_role("combobox", name="What is in the way?")).to_have_value("Not enough time")
    assert answers(opened) == []
    await hand.choose(modal, TEMPLATE, "Behind schedule")
    await expect(modal.get_by_role("combobox", name="What is in the way?")).to_have_count(2)
    await expect(modal.get_by_role("textbox", name="What could we change?").last).to_have_value(
        "Start with one grade"
    )
    await hand.choose(modal, TEMPLATE, "On track")
    await expect(modal.get_by_role("combobox", name="What is in the way?")).to_have_count(1)
    await hand.type(modal, "Money used, in dollars", "$1,250.50")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    assert answers(opened) == [AnswerKind.REPORT]


async def test_a_colleague_takes_over_and_both_see_it(page: Page, opened: Theater) -> None:
    hand = Hand(page)
    await page.get_by_role("button", name="Hand over milestone").click()
    modal = page.get_by_test_id("modal")
    await hand.choose(modal, "Who can answer this one?", "Omar Haddad")
    await modal.get_by_test_id("modal-submit").click()
    await expect(newest(page)).to_contain_text("Omar Haddad has been asked to answer.")
    await be(page, opened, COLLEAGUE)
    await expect(newest(page)).to_contain_text("Dana Whitfield asked you to answer this one.")
    await page.get_by_role("button", name="All on track").click()
    await expect(newest(page)).to_contain_text("Thank you, Omar Haddad.")
    await be(page, opened, LEAD)
    await expect(newest(page)).to_contain_text("Omar Haddad has answered. Nothing left for you to do.")


async def test_later_and_the_reminders_come_back_in_the_thread(page: Page, opened: Theater) -> None:
    await page.get_by_role("button", name="Remind me later").click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_test_id("modal-submit").click()
    await expect(newest(page)).to_contain_text(
        "You will hear from me again at 9:00 AM on Friday, September 25"
    )
    await page.get_by_test_id("move-day").click()
    await page.get_by_test_id("open-thread").click()
    replies = page.get_by_test_id("thread-messages").get_by_test_id("message")
    await expect(replies.last).to_contain_text("Here I am again, as you asked.")
    await go_to_event(page, "Last reminder")
    await expect(replies.last).to_contain_text("This closes at 4:00 PM today.")
    await page.get_by_role("button", name="All on track").first.click()
    await expect(newest(page)).to_contain_text("Thank you, Dana Whitfield.")


async def test_the_desk_of_a_lead_answers_too(page: Page, opened: Theater) -> None:
    await be(page, opened, LEAD, "home")
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text("All math units are planned together")
    await expect(home).to_contain_text(TEMPLATE)
    await home.get_by_role("button", name="All on track").click()
    await expect(home).to_contain_text("No check-in waits for you.")
    assert answers(opened) == [AnswerKind.ALL_ON_TRACK]
