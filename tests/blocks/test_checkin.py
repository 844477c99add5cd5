"""The blocks of a check-in, held against Slack's limits, large plans and unkind words."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from bot.blocks.checkin import ActionLine, Question, prompt, reminder
from bot.blocks.checkin_forms import Colleagues, hand_over_modal, later_modal, success_modal
from bot.blocks.checkin_list import Told, history_modal, list_blocks, list_modal
from bot.blocks.checkin_receipt import Receipt, Reported, receipt
from bot.blocks.checkin_report import PAGE, ActionField, ReportForm, report_modal
from bot.words import Words
from storage.vocabulary import AnswerKind, Cause, Status
from tests.blockkit import faults, length, view_faults, words_of

WORDS = Words.load()
CLOSES = datetime(2026, 9, 30, 16, 0)  # noqa: DTZ001  # local already
LONG = "Teach every small group from what students' reading shows " * 20
UNKIND = "<!channel> <@U0DANA> <https://x.test|Free> *bold* @here & ```code```"


def question(lines: int = 2, text: str = "Train teachers", **more: object) -> Question:
    facts = {
        "check_in_id": 4,
        "seen": 0,
        "period": "September",
        "number": "1.1.1",
        "statement": text,
        "team": "Reading team",
        "closes": CLOSES,
        "is_closed": False,
        "lines": tuple(ActionLine(text, Status.BEHIND, date(2026, 10, 30)) for _ in range(lines)),
    }
    return Question(**(facts | more))  # type: ignore[arg-type]


def answer(text: str = "Train teachers", count: int = 2) -> Receipt:
    one = Reported(text, Status.BEHIND, Cause.TIME, text, text, date(2026, 12, 4))
    return Receipt(4, 1, text, "Dana", (one,) * count, text, True, True, CLOSES, date(2026, 10, 26),
                   budget_used_cents=120_000_00)  # fmt: skip


def form(count: int, outputs: int = 0, text: str = "Train teachers") -> ReportForm:
    produced = tuple((key, text) for key in range(outputs))
    actions = tuple(ActionField(key, text, date(2026, 10, 30), produced) for key in range(count))
    return ReportForm(4, text, actions, "2026-09-25T14:00:00+00:00")


@pytest.mark.parametrize("lines", [1, 4, 60])
@pytest.mark.parametrize("text", ["Train teachers", LONG, UNKIND])
def test_a_prompt_is_what_slack_takes(lines: int, text: str) -> None:
    said, blocks = prompt(WORDS, question(lines, text, mention="U0DANA", note="A note."))
    assert faults(blocks) == []
    assert len(said) < 4000
    assert length(blocks) < 13_000


def test_a_prompt_has_four_controls_and_one_of_them_stands_out() -> None:
    _, blocks = prompt(WORDS, question())
    (row,) = [block for block in blocks if block["type"] == "actions"]
    assert [one["text"]["text"] for one in row["elements"]] == [
        "All on track",
        "Report",
        "Later",
        "Hand over",
    ]
    assert [one.get("style") for one in row["elements"]] == ["primary", None, None, None]
    assert {one["value"] for one in row["elements"]} == {"4:0"}


def test_a_closed_check_in_cannot_be_put_off_and_says_that_late_is_welcome() -> None:
    said, blocks = prompt(WORDS, question(is_closed=True))
    assert "a late answer is still welcome" in said
    assert "Later" not in words_of(blocks)


def test_the_text_of_a_prompt_says_all_that_its_blocks_say() -> None:
    said, blocks = prompt(WORDS, question(3))
    shown = [block for block in blocks if block["type"] in ("section", "context")]
    for line in words_of(shown).splitlines():
        assert line in said or line in ("mrkdwn", "plain_text")


def test_lines_are_short_enough_for_a_telephone() -> None:
    said, _ = prompt(WORDS, question(3))
    assert max(map(len, said.splitlines())) <= 100


def test_typed_words_mention_nobody_and_link_nowhere() -> None:
    for said, blocks in (prompt(WORDS, question(1, UNKIND)), receipt(WORDS, answer(UNKIND))):
        for text in (said, json.dumps(blocks, ensure_ascii=False)):
            assert "<!channel>" not in text
            assert "<@U0DANA>" not in text
            assert "<https://x.test" not in text


@pytest.mark.parametrize("count", [0, 1, 60])
@pytest.mark.parametrize("text", ["Train teachers", LONG, UNKIND])
def test_a_receipt_is_what_slack_takes(count: int, text: str) -> None:
    said, blocks = receipt(WORDS, answer(text, count))
    assert faults(blocks) == []
    assert len(said) < 4000


@pytest.mark.parametrize("occasion", ["first", "last", "put_off"])
@pytest.mark.parametrize("mention", [None, "U0DANA"])
def test_a_reminder_is_what_slack_takes(occasion: str, mention: str | None) -> None:
    said, blocks = reminder(WORDS, occasion, CLOSES, mention)
    assert faults(blocks) == []
    assert said.startswith("<@U0DANA> ") is (mention is not None)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("count", [1, PAGE, 3 * PAGE + 1])
def test_every_page_of_a_report_is_what_slack_takes(status: Status, count: int) -> None:
    whole = form(count, outputs=12, text=LONG)
    typed = {f"status:{key}": status.value for key in range(count)}
    for page in range(whole.pages):
        view = report_modal(WORDS, whole, typed, page, wrong=["Please look again"])
        assert view_faults(view) == []
        assert len(json.dumps(view)) < 250_000
        assert len(view["blocks"]) < 100


def test_only_what_is_behind_is_asked_for_a_cause() -> None:
    view = report_modal(WORDS, form(2), {"status:0": "behind", "status:1": "on_track"})
    ids = [block.get("block_id") for block in view["blocks"]]
    assert "cause:0" in ids
    assert "cause:1" not in ids


def test_a_form_shown_again_has_the_same_ids_and_the_same_words() -> None:
    typed = {"status:0": "behind", "cause:0": "time", "adjustment:0": "Share", "successes": "Yes"}
    view = report_modal(WORDS, form(1), typed)
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert inputs["cause:0"]["initial_option"]["value"] == "time"
    assert inputs["adjustment:0"]["initial_value"] == "Share"
    assert inputs["successes"]["initial_value"] == "Yes"


def test_free_text_asks_that_no_student_is_named() -> None:
    view = report_modal(WORDS, form(1, 1), {"status:0": "behind"})
    assert "name no student" in words_of(view["blocks"])


@pytest.mark.parametrize("people", [1, 150])
def test_the_small_forms_are_what_slack_takes(people: int) -> None:
    many = tuple((key, LONG) for key in range(people))
    for view in (
        later_modal(WORDS, 4, CLOSES, CLOSES),
        hand_over_modal(WORDS, 4, Colleagues(many, many)),
        success_modal(WORDS, 4),
    ):
        assert view_faults(view) == []


def test_ones_list_is_what_slack_takes_in_a_message_and_in_a_window() -> None:
    found: list[Question | Receipt] = [question(1, LONG)] * 4 + [answer(LONG)] * 4
    said, blocks = list_blocks(WORDS, found)
    assert faults(blocks) == []
    assert view_faults(list_modal(WORDS, blocks)) == []
    assert said.startswith("4 check-ins waiting for you")
    nothing, blocks = list_blocks(WORDS, [])
    assert (nothing, faults(blocks)) == ("Nothing is waiting for you. Thank you!", [])


def test_a_long_history_is_what_slack_takes() -> None:
    class Row:
        text, status, cause = LONG, Status.BEHIND, Cause.TIME
        adjustment = support_needed = outputs_words = LONG

    told = [
        Told(
            "September",
            "Dana",
            date(2026, 9, 25),
            AnswerKind.REPORT,
            True,
            LONG,
            tuple(Row() for _ in range(40)),
        )
        for _ in range(8)
    ]
    assert view_faults(history_modal(WORDS, told, more=True)) == []
    assert view_faults(history_modal(WORDS, [], more=False)) == []
