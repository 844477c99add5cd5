"""What the local workspace adds to Slack: other people, the calendar, the inspector, the tour, the theme."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import at_rest, say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_one_becomes_someone_else_by_keyboard(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("switcher").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("people-search")).to_be_focused()
    await page.keyboard.type("liai")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("switcher")).to_contain_text("Lena Ortiz")
    await expect(page.get_by_test_id("switcher")).to_be_focused()
    await expect(page.get_by_test_id("side-principals")).to_be_visible()
    await expect(page.get_by_role("heading", name="October check-in")).to_have_count(0)


async def test_what_one_wrote_as_somebody_stays_theirs(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0CARL", "C0LEAD")
    await say(page, "Shall we meet on Monday?")
    await expect(page.get_by_test_id("message").last).to_contain_text("Carla Brandt")
    await page.get_by_test_id("switcher").click()
    await page.get_by_test_id("person-U0PAUL").click()
    await expect(page.get_by_test_id("switcher")).to_contain_text("Paula Reyes")
    await expect(page.get_by_test_id("message").last).to_contain_text("Shall we meet on Monday?")


async def test_the_calendar_shows_the_day_and_moves_on(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    today = page.get_by_test_id("today")
    await expect(today).to_contain_text("Mon, Oct 26")
    await today.click()
    await expect(page.get_by_test_id("events").get_by_role("listitem")).to_have_count(4)
    await page.keyboard.press("Escape")
    await page.get_by_test_id("move-next").click()
    await expect(today).to_contain_text("Tue, Oct 27")
    await expect(page.get_by_test_id("toast-note")).to_contain_text("Check-ins open")
    await expect(page.get_by_test_id("calendar")).to_contain_text("Reminder")
    await page.get_by_test_id("move-day").click()
    await expect(today).to_contain_text("Wed, Oct 28")
    await page.get_by_test_id("move-week").click()
    await expect(today).to_contain_text("Wed, Nov 4")
    await expect(page.get_by_test_id("move-next")).to_be_disabled()


async def test_the_inspector_shows_both_directions(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await page.get_by_test_id("inspect").click()
    await say(page, "/milepost status")
    entry = page.get_by_test_id("wire-entry").filter(has_text="/milepost")
    await expect(entry).to_be_visible()
    await entry.locator("summary").click()
    await expect(entry).to_contain_text('"text": "status"')
    await page.get_by_label("From app").check(force=True)
    await expect(entry).to_have_count(0)
    await expect(page.get_by_test_id("wire-entry").filter(has_text="chat.postMessage").first).to_be_visible()
    await page.get_by_test_id("close-inspector").click()
    await expect(page.get_by_test_id("inspect")).to_be_focused()


async def test_the_tour_leads_and_can_be_left_at_any_step(page: Page, stage: Stage) -> None:
    led = ("liaison", "lead", "lead", "principal", "coach", "liaison")
    stage.server.set_tour([{"as": who, "channel": "dm", "title": who, "text": "Look."} for who in led])
    await page.goto(stage.server.url)
    await expect(page.get_by_test_id("switcher")).to_contain_text("Lena Ortiz")
    await visit(page, stage, "U0DANA")
    await page.get_by_test_id("tour-button").click()
    tour = page.get_by_test_id("tour")
    for who in ("Dana Whitfield", "Dana Whitfield", "Paula Reyes", "Carla Brandt"):
        await tour.get_by_test_id("tour-next").click()
        await expect(page.get_by_test_id("switcher")).to_contain_text(who)
    await say(page, "The page works beside the tour.")
    await expect(page.get_by_test_id("message").last).to_contain_text("beside the tour")
    await page.reload()
    await expect(tour).to_contain_text("5 of 6")
    await tour.get_by_test_id("tour-leave").click()
    await expect(tour).to_have_count(0)
    await page.reload()
    await expect(page.get_by_test_id("messages")).to_be_visible()
    await expect(tour).to_have_count(0)


async def test_the_theme_is_remembered(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(paper)
    await page.get_by_test_id("theme").click()
    dark = await page.evaluate(paper)
    await page.reload()
    await expect(page.get_by_test_id("theme")).to_have_attribute("aria-label", "Light theme")
    assert (light, dark) == ("rgb(255, 255, 255)", await page.evaluate(paper))
    assert light != dark


async def test_nothing_is_loaded_from_outside(page: Page, stage: Stage) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await visit(page, stage, "U0DANA", "C0LEAD")
    await page.get_by_test_id("open-thread").click()
    await expect(page.get_by_test_id("thread-messages")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith((stage.server.url, "data:"))] == []


@pytest.mark.parametrize("width", [1024, 1280, 1720])
async def test_panes_never_cover_each_other_by_accident(page: Page, stage: Stage, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 760})
    await visit(page, stage, "U0DANA", "C0LEAD")
    await page.get_by_test_id("open-thread").click()
    await expect(page.get_by_test_id("thread-messages").get_by_test_id("message").first).to_be_visible()
    await at_rest(page)
    edges = """ids => ids.map(id => document.getElementById(id).getBoundingClientRect())
      .flatMap(box => [box.left, box.right])"""
    side_left, side_right, main_left, main_right, thread_left, thread_right = await page.evaluate(
        edges, ["sidebar", "main", "thread"]
    )
    assert (side_left, side_right, main_right, thread_right) == (0, main_left, thread_left, width)
    assert (
        await page.evaluate("document.querySelector('#main .composer').getBoundingClientRect().right")
        <= main_right
    )
    await page.get_by_test_id("inspect").click()
    await expect(page.locator("#inspector")).to_be_visible()
    await at_rest(page)
    main_left, main_right, wire_left, wire_right = await page.evaluate(edges, ["main", "inspector"])
    assert main_right <= wire_left
    assert wire_right == width
    assert main_right - main_left >= 330
