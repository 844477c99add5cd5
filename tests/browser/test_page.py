"""The page as a person who knows Slack uses it: reading, writing, threads, reactions, live news."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import say, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
HOSTILE = "<img src=x onerror=\"document.title='broken'\"> <script>document.title='broken'</script> *bold*"


async def test_the_page_opens_as_the_first_person_with_the_app_on_top(page: Page, stage: Stage) -> None:
    await page.goto(stage.server.url)
    await expect(page.get_by_test_id("switcher")).to_contain_text("Dana Whitfield")
    await expect(page.get_by_role("heading", name="October check-in")).to_be_visible()
    await expect(page.get_by_test_id("sidebar").get_by_role("button").first).to_contain_text("Milepost")
    await expect(page.get_by_test_id("side-principals")).to_have_count(0)


async def test_unread_marks_go_when_the_channel_is_read(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA")
    row = page.get_by_test_id("side-lincoln-leadership")
    await expect(row).to_contain_text("2")
    await row.click()
    await expect(page.get_by_test_id("new-line")).to_be_visible()
    await expect(row).not_to_contain_text("2")
    assert "C0LEAD" not in stage.server.person("U0DANA").unread


async def test_times_and_days_are_those_of_the_workspace(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0LEAD")
    await expect(page.get_by_test_id("day")).to_have_text(["Thursday, October 22nd"])
    await expect(page.get_by_test_id("message").first.locator("time").first).to_have_text("8:30 AM")


async def test_nothing_typed_becomes_html(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, HOSTILE)
    last = page.get_by_test_id("message").last
    await expect(last).to_contain_text("<img src=x")
    await expect(last.locator(".message-text :is(img, script)")).to_have_count(0)
    await expect(last.locator("strong")).to_have_text("bold")
    assert "broken" not in await page.title()


async def test_what_others_write_appears_and_is_announced(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await stage.server.person("U0BENC").say("C0MATH", "The room is booked.")
    await expect(page.get_by_test_id("message").last).to_contain_text("The room is booked.")
    await expect(page.get_by_test_id("announcer")).to_have_text("Ben Castillo: The room is booked.")


async def test_a_command_is_completed_by_keyboard_and_answered_privately(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    box = page.get_by_test_id("composer")
    await box.press_sequentially("/mi")
    await expect(page.get_by_test_id("completion")).to_have_count(1)
    await box.press("Tab")
    await box.press_sequentially("st")
    await expect(page.get_by_test_id("completion")).to_have_text(["/milepost status"])
    await box.press("Tab")
    await box.press("Enter")
    answer = page.get_by_test_id("message").last
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("You asked for status")
    assert all(
        "You asked" not in message.text for message in stage.server.person("U0BENC").messages("C0MATH")
    )
    await answer.get_by_test_id("dismiss").click()
    await expect(page.get_by_test_id("messages").get_by_text("You asked for")).to_have_count(0)


async def test_a_dismissed_message_is_gone_for_that_person_in_that_conversation_alone(
    page: Page, stage: Stage
) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    left = await page.evaluate(
        """async () => {
          const { MessageList } = await import("/page/messages.js");
          const { state } = await import("/page/store.js");
          const here = { as: state.as, channel: state.channel };
          const message = { ts: "1792670400.000100", user: "U0BENC", text: "For you alone", ephemeral: true };
          const count = (place) => {
            Object.assign(state, here, place);
            const list = new MessageList({ label: "A list" });
            list.show([message]);
            return list;
          };
          count({}).list.querySelector("[data-testid=dismiss]").click();
          const shown = [{}, { as: "U0BENC" }, { channel: "C0LEAD" }].map(
            (place) => count(place).list.querySelectorAll("[data-testid=message]").length);
          Object.assign(state, here);
          return shown;
        }"""
    )
    assert left == [0, 1, 1]


async def test_a_command_that_is_not_there_is_explained(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/mielpost status")
    await expect(page.get_by_role("alert").filter(has_text="/mielpost is not a command here")).to_be_visible()
    await expect(page.get_by_test_id("composer")).to_have_value("/mielpost status")


async def test_no_answer_in_time_is_told_where_it_happened(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await say(page, "/milepost silence")
    await expect(page.get_by_test_id("message").last).to_contain_text("failed with the error")
    await expect(page.get_by_test_id("composer")).to_have_value("/milepost silence")


async def test_a_thread_is_read_and_answered_beside_the_channel(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0PAUL", "C0LEAD")
    await page.get_by_test_id("open-thread").click()
    thread = page.get_by_test_id("thread-messages")
    await expect(thread.get_by_test_id("message")).to_have_count(3)
    await expect(page.get_by_test_id("reply-count")).to_have_text("2 replies")
    await page.get_by_test_id("thread-composer").fill("Monday works.")
    await page.get_by_test_id("thread-send").click()
    await expect(thread.get_by_test_id("message").last).to_contain_text("Monday works.")
    await expect(page.get_by_test_id("open-thread")).to_contain_text("3 replies")
    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)
    await expect(page.get_by_test_id("open-thread")).to_be_focused()


async def test_a_reaction_is_added_and_taken_back(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0LEAD")
    tada = page.get_by_test_id("reaction-tada")
    await expect(tada).to_have_attribute("aria-label", "tada: 2, Paula Reyes, Carla Brandt")
    await tada.click()
    await expect(tada).to_have_attribute("aria-pressed", "true")
    await tada.click()
    await expect(tada).to_have_attribute("aria-pressed", "false")
    message = page.get_by_test_id("message").last
    await message.hover()
    await message.get_by_test_id("react").click()
    await page.get_by_test_id("react-eyes").click()
    await expect(message.get_by_test_id("reaction-eyes")).to_be_visible()


async def test_a_message_shortcut_is_offered_in_its_menu(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await page.get_by_test_id("shortcuts").click()
    await page.get_by_test_id("shortcut-checkin").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("October check-in")


async def test_a_long_channel_opens_at_what_is_new_and_gives_the_rest_on_demand(
    page: Page, stage: Stage
) -> None:
    for number in range(230):
        await stage.client.chat_postMessage(channel="C0MATH", text=f"Note {number}")
    await visit(page, stage, "U0DANA", "C0MATH")
    await expect(page.get_by_text("Note 229")).to_be_attached()
    await expect(page.get_by_text("Note 29", exact=True)).to_have_count(0)
    await page.get_by_test_id("earlier").click()
    await expect(page.get_by_test_id("new-line")).to_be_attached()
    await expect(page.get_by_text("Note 29", exact=True)).to_be_attached()
