"""The paper clip: a person sends a file with the words they typed, and it stands in the conversation."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_file_is_sent_with_its_words(page: Page, stage: Stage) -> None:
    await visit(page, stage, "U0DANA", "C0MATH")
    await page.get_by_test_id("composer").fill("our plan")
    picked = FilePayload(name="plan.json", mimeType="application/json", buffer=b"{}")
    await page.get_by_test_id("file").set_input_files(files=[picked])
    last = page.get_by_test_id("message").last
    await expect(last).to_contain_text("our plan")
    await expect(last).to_contain_text("plan.json")
    await expect(page.get_by_test_id("composer")).to_have_value("")
    (file,) = stage.server.person("U0DANA").messages("C0MATH")[-1].files
    assert file["name"] == "plan.json"
