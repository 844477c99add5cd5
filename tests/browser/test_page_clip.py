"""The paper clip: files wait in the writing box until they are sent with their words."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import enclose, heard, visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_files_wait_for_send_and_go_with_their_words(page: Page, stage: Stage) -> None:
    dana = stage.server.person("U0DANA")
    await visit(page, stage, "U0DANA", "C0MATH")
    before = len(dana.messages("C0MATH"))
    await expect(page.get_by_test_id("send")).to_be_disabled()
    for name in ("plan.json", "wrong.txt", "notes.txt"):
        await enclose(page, name)
    await page.get_by_role("button", name="Take out wrong.txt").click()
    await page.get_by_test_id("composer").fill("our plan")
    await page.get_by_test_id("side-lincoln-leadership").click()
    await expect(page.get_by_test_id("enclosure")).to_have_count(0)
    await page.get_by_test_id("side-math-team").click()
    await expect(page.get_by_test_id("composer")).to_have_value("our plan")
    assert len(dana.messages("C0MATH")) == before
    await page.get_by_test_id("send").click()
    last = page.get_by_test_id("message").last
    await expect(last).to_contain_text("our plan")
    await expect(last.locator(".file")).to_have_text(["plan.json", "notes.txt"])
    await expect(page.get_by_test_id("enclosure")).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_have_value("")
    assert [one["name"] for one in dana.messages("C0MATH")[-1].files] == ["plan.json", "notes.txt"]


async def test_an_empty_file_is_refused_where_it_was_chosen(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await page.get_by_test_id("file").set_input_files(
        files=[FilePayload(name="empty.txt", mimeType="text/plain", buffer=b"")]
    )
    await expect(page.get_by_role("alert").filter(has_text="empty.txt is empty.")).to_be_visible()
    await expect(page.get_by_test_id("send")).to_be_disabled()


async def test_the_apps_answer_in_a_thread_opens_beside_what_it_answers(page: Page, stage: Stage) -> None:
    dana = stage.server.person("U0DANA")
    await visit(page, stage, "U0DANA", "C0MATH")
    await enclose(page, "plan.json")
    await page.get_by_test_id("composer").press("Enter")
    await heard(stage, lambda: bool(dana.messages("C0MATH")[-1].files))
    thread = page.get_by_test_id("thread-messages")
    await dana.say("C0MATH", "It is the third version.", dana.messages("C0MATH")[-1].ts)
    await expect(page.get_by_test_id("open-thread").last).to_be_visible()
    await expect(thread).to_have_count(0)
    root = dana.messages("C0MATH")[-1].ts
    for number in range(12):
        await stage.post("C0MATH", f"Fault {number}: " + "the date is not a date. " * 9, thread_ts=root)
    answer = thread.get_by_test_id("message").filter(has_text="Fault 11")
    await expect(answer).to_be_in_viewport()
    await expect(page.get_by_test_id("composer")).to_be_focused()
