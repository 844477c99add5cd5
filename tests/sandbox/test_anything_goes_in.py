"""Whatever a bot sends, the workspace answers in Slack's way: a refusal with its place, never a fall."""

from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from bot.sandbox.blockkit.blocks import BLOCKS, check_blocks
from bot.sandbox.blockkit.elements import ELEMENTS
from bot.sandbox.blockkit.fill import filled
from bot.sandbox.blockkit.report import Report
from bot.sandbox.blockkit.views import review
from bot.sandbox.elements import initial_state, stateful
from bot.sandbox.ids import IdSource

FIELDS = [
    "type",
    "text",
    "elements",
    "element",
    "label",
    "options",
    "option_groups",
    "value",
    "action_id",
    "block_id",
    "initial_option",
    "initial_options",
    "blocks",
    "title",
    "submit",
    "alt_text",
    "image_url",
    "slack_file",
    "rows",
    "min_length",
    "max_length",
    "initial_value",
    "accessory",
    "fields",
    "id",
    "actions",
    "child_blocks",
    "confirm",
]
KINDS = [*BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "modal", "home", "rich_text_section", "raw_text"]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), st.sampled_from(KINDS)
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=12,
)
BLOCK = st.fixed_dictionaries({"type": st.sampled_from(KINDS)}, optional={f: ANYTHING for f in FIELDS[1:12]})
SURFACE = st.sampled_from(["message", "modal", "home"])


@given(blocks=st.one_of(ANYTHING, st.lists(BLOCK, max_size=4)), surface=SURFACE)
@settings(max_examples=60, deadline=None)
def test_a_check_never_falls_and_what_it_takes_can_be_used(blocks: Any, surface: str) -> None:
    report = Report(surface)
    check_blocks(blocks, "", report, 50)
    assert all(f.pointer == "" or f.pointer.startswith("/") for f in report.findings)
    if not report.findings:
        for block in filled(blocks, IdSource(1)):
            assert block["block_id"]
            assert all(initial_state(element)["type"] == element["type"] for element in stateful(block))


@given(view=st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_view_is_reviewed_whatever_it_is(view: Any) -> None:
    report = Report("modal")
    review(view, report)
    assert report.findings or view["blocks"]


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("chat.postMessage", {"channel": "C0LEAD", "blocks": "[{"}),
        ("chat.postMessage", {"channel": ["C0LEAD"], "text": "x"}),
        ("chat.postMessage", {"channel": "C0LEAD", "text": "x", "metadata": "sent"}),
        ("chat.postMessage", {"channel": "C0LEAD", "text": "x", "thread_ts": "yesterday"}),
        ("chat.update", {"channel": "C0LEAD", "ts": "yesterday", "text": "x"}),
        ("chat.scheduleMessage", {"channel": "C0LEAD", "text": "x", "post_at": "soon"}),
        ("conversations.history", {"channel": "C0LEAD", "oldest": "yesterday"}),
        ("conversations.history", {"channel": "C0LEAD", "limit": "many"}),
        ("conversations.open", {"users": [{}]}),
        ("files.getUploadURLExternal", {"filename": "a", "length": "long"}),
        ("files.completeUploadExternal", {"files": ["F1"]}),
        ("views.open", {"trigger_id": "1", "view": "modal"}),
        ("views.update", {"view_id": "V1", "view": {"type": "modal"}}),
        ("views.publish", {"user_id": "U0DANA", "view": {"type": "home", "blocks": "none"}}),
    ],
)
async def test_arguments_that_make_no_sense_are_refused(
    server: SandboxServer, client: AsyncWebClient, method: str, args: dict[str, Any]
) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {client.token}"}
        async with session.post(f"{server.api_url}{method}", json=args, headers=headers) as response:
            answer = await response.json()
    assert (response.status, answer["ok"]) == (200, False)
    assert answer["error"]
