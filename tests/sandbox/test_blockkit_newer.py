"""The newer blocks: containers, cards, plans, videos, tables and charts, and what may be done in them."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.conftest import Connect, Start, button
from tests.sandbox.test_blockkit_limits import Build, Json, entry, faults, mrkdwn, plain, x
from tests.sandbox.test_messages import code


def cell(words: str = "a") -> Json:
    return {"type": "raw_text", "text": words}


def data_table(rows: list[list[Json]], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Milestones", "rows": rows, **more}


def points(*labels: str) -> list[Json]:
    return [{"label": label, "value": at} for at, label in enumerate(labels)]


def chart(series: list[Json], categories: list[str], kind: str = "bar") -> Json:
    drawn = {"type": kind, "series": series, "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": "Done", "chart": drawn}


def pie(n: int) -> Json:
    drawn = {"type": "pie", "segments": [{"label": f"s{i}", "value": 1} for i in range(n)]}
    return {"type": "data_visualization", "title": "Done", "chart": drawn}


def lines(n: int) -> Json:
    return chart([{"name": f"n{i}", "data": points("Oct")} for i in range(n)], ["Oct"])


def container(**more: Any) -> Json:
    return {"type": "container", "title": plain("t"), "child_blocks": [{"type": "divider"}], **more}


def video(**more: Any) -> Json:
    shown = {"video_url": "https://v.example/1", "thumbnail_url": "https://v.example/1.png"}
    return {"type": "video", "alt_text": "a", "title": plain("t"), **shown, **more}


LIMITS: list[tuple[str, int, Build, str]] = [
    ("carousel", 10, lambda n: {"type": "carousel", "elements": [card()] * n}, "/0/elements"),
    ("card title", 150, lambda n: {"type": "card", "title": mrkdwn(x(n))}, "/0/title/text"),
    ("card actions", 2, lambda n: card(actions=[act(i) for i in range(n)]), "/0/actions"),
    ("container", 10, lambda n: container(child_blocks=[{"type": "divider"}] * n), "/0/child_blocks"),
    ("container title", 150, lambda n: container(title=plain(x(n))), "/0/title/text"),
    ("video title", 199, lambda n: video(title=plain(x(n))), "/0/title/text"),
    ("video author", 49, lambda n: video(author_name=x(n)), "/0/author_name"),
    ("data table rows", 101, lambda n: data_table([[cell()]] * n), "/0/rows"),
    ("data table cells", 20, lambda n: data_table([[cell()] * n] * 2), "/0/rows/0"),
    ("data table characters", 10_000, lambda n: data_table([[cell(x(n - 1))], [cell()]]), "/0/rows"),
    ("pie", 12, pie, "/0/chart/segments"),
    ("series", 6, lines, "/0/chart/series"),
    ("chart title", 50, lambda n: pie(1) | {"title": x(n)}, "/0/title"),
    ("feedback", 5, lambda n: {"type": "context_actions", "elements": [icon(i) for i in range(n)]},
     "/0/elements"),
]  # fmt: skip


def card(**more: Any) -> Json:
    return {"type": "card", "title": plain("t"), **more}


def act(number: int) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": f"a{number}"}


def icon(number: int) -> Json:
    return {"type": "icon_button", "icon": "trash", "text": plain("Remove"), "action_id": f"a{number}"}


@pytest.mark.parametrize(
    ("limit", "build", "pointer"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_what_fits_is_taken_and_one_more_is_refused(limit: int, build: Build, pointer: str) -> None:
    assert faults([build(limit)]) == []
    assert pointer in faults([build(limit + 1)])


@pytest.mark.parametrize(
    ("blocks", "pointer"),
    [
        ([container(is_collapsible=True, has_header_divider=True)], "/0/has_header_divider"),
        ([container(default_collapsed=True)], "/0/default_collapsed"),
        ([{"type": "container", "child_blocks": [{"type": "divider"}]}], "/0"),
        ([container(child_blocks=[container()])], "/0/child_blocks/0/type"),
        ([{"type": "carousel", "elements": [{"type": "divider"}]}], "/0/elements/0/type"),
        ([video(video_url="http://v.example/1")], "/0/video_url"),
        ([{"type": "task_card", "task_id": "1", "title": "t", "status": "late"}], "/0/status"),
        ([{"type": "plan", "title": "t"}] * 2, "/1"),
        ([pie(1)] * 3, "/2"),
        ([data_table([[cell()]] * 2)] * 2, "/1"),
        ([data_table([[cell()]] * 2, row_header_column_index=1)], "/0/row_header_column_index"),
        ([chart([{"name": "n", "data": points("Oct")}], ["Oct", "Nov"])], "/0/chart/series/0/data"),
        ([chart([{"name": "n", "data": points("Oct")}] * 2, ["Oct"])], "/0/chart/series/1/name"),
        ([pie(1) | {"chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]}}],
         "/0/chart/segments/0/value"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused_at_its_place(blocks: list[Json], pointer: str) -> None:
    assert pointer in faults(blocks)


@pytest.mark.parametrize(
    ("limits", "pointer"),
    [
        ({"min_value": "few"}, "/0/element/min_value"),
        ({"min_value": "5", "max_value": "4"}, "/0/element/max_value"),
        ({"min_value": "5", "initial_value": "4.9"}, "/0/element/initial_value"),
        ({"min_value": "-1", "initial_value": "0", "max_value": "1.5"}, None),
    ],
)
def test_the_limits_of_a_number_are_numbers_in_order(limits: Json, pointer: str | None) -> None:
    element = {"type": "number_input", "is_decimal_allowed": True, **limits}
    assert faults([entry(element)], "modal") == ([pointer] if pointer else [])


async def test_a_video_needs_its_scope_and_its_domain(start: Start) -> None:
    async def posted(scope: str, domain: str) -> str:
        manifest = {
            "features": {"unfurl_domains": [domain]},
            "oauth_config": {"scopes": {"bot": ["chat:write", scope]}},
        }
        server = await start(manifest=manifest)
        client = AsyncWebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
        await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[video()])
        return server.person("U0DANA").messages("C0LEAD")[0].blocks[0]["type"]  # type: ignore[no-any-return]

    assert await code(posted("links.embed:write", "other.example")) == "invalid_blocks"
    assert await code(posted("links:read", "v.example")) == "invalid_blocks"
    assert await posted("links.embed:write", "example") == "video"


async def test_elements_in_cards_and_containers_name_the_block_they_stand_in(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append((body["actions"][0]["block_id"], body["actions"][0].get("value"), body["state"]))

    await connect(app)
    select = {"type": "datepicker", "action_id": "day", "initial_date": "2026-10-30"}
    row = button("go") | {"block_id": "row"}
    row["elements"].append(select)
    cards = [card(block_id="one"), card(block_id="two", actions=[act(1) | {"action_id": "go", "value": "2"}])]
    await client.chat_postMessage(
        channel="C0LEAD", text="t", blocks=[container(child_blocks=[row]), carousel(cards)]
    )
    dana = server.person("U0DANA")
    (message,) = dana.messages("C0LEAD")
    await dana.click(message, "go", block_id="row")
    await dana.click(message, "go", block_id="two")
    assert [(block, value) for block, value, _ in heard] == [("row", "v"), ("two", "2")]
    assert heard[0][2]["values"]["row"]["day"]["selected_date"] == "2026-10-30"


def carousel(cards: list[Json]) -> Json:
    return {"type": "carousel", "elements": cards}


async def test_feedback_says_which_of_the_two_was_pressed(
    server: SandboxServer, client: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    heard: list[Any] = []

    @app.action("felt")
    async def felt(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        heard.append((action["type"], action["value"]))

    await connect(app)
    sides = {
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    block = {
        "type": "context_actions",
        "elements": [{"type": "feedback_buttons", "action_id": "felt", **sides}],
    }
    await client.chat_postMessage(channel="C0LEAD", text="t", blocks=[block])
    dana = server.person("U0DANA")
    await dana.click(dana.messages("C0LEAD")[0], "felt", "bad")
    assert heard == [("feedback_buttons", "bad")]
