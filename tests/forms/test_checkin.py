"""The report form: what it reads, and every sentence it gives back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.forms.checkin import MOST_WORDS, Report, Typed, read_report
from bot.forms.checkin_sent import read_button, read_colleague, read_moment, read_sent, read_success
from bot.words import Words
from storage.vocabulary import Cause, Status

TODAY = date(2026, 9, 25)
WORDS = Words.load()


def report(values: dict[str, Any], outputs: bool = False) -> Report:
    read, faults = read_report(Typed(values=values), {7: outputs}, TODAY)
    assert faults == []
    assert read is not None
    return read


def faults(values: dict[str, Any], outputs: bool = False) -> dict[str, str]:
    """The sentences that are said, by block."""
    read, found = read_report(Typed(values=values), {7: outputs}, TODAY)
    assert read is None
    return {one.block_id: WORDS.label(one.label, **one.facts) for one in found}


def behind(**more: Any) -> dict[str, Any]:
    return {
        "status:7": "behind",
        "cause:7": "staffing",
        **{f"{name}:7": value for name, value in more.items()},
    }


def test_a_status_alone_is_enough() -> None:
    (said,) = report({"status:7": "on_track"}).actions
    assert (said.action_id, said.status, said.cause) == (7, Status.ON_TRACK, None)


def test_everything_about_an_action_that_is_behind_is_read() -> None:
    (said,) = report(behind(adjustment=" Share ", support="Subs", new_date="2026-10-02")).actions
    assert said.cause is Cause.STAFFING
    assert (said.adjustment, said.support_needed, said.new_due_on) == ("Share", "Subs", date(2026, 10, 2))


def test_what_a_status_does_not_call_for_is_left_out() -> None:
    (said,) = report(behind(adjustment="Share") | {"status:7": "on_track"}).actions
    assert (said.cause, said.adjustment) == (None, None)


@pytest.mark.parametrize("value", [None, "", "lost"])
def test_each_action_needs_a_status(value: str | None) -> None:
    assert faults({"status:7": value}) == {"status:7": "Please choose where this stands."}


@pytest.mark.parametrize("value", [None, "bad luck"])
def test_what_is_behind_needs_a_cause(value: str | None) -> None:
    said = faults({"status:7": "behind", "cause:7": value})
    assert said == {"cause:7": 'Please choose what is in the way. "Not clear yet" is fine.'}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("2026-09-25", "Please choose a day after today."),
        ("2020-01-01", "Please choose a day after today."),
        ("2032-01-01", "Please choose a day within the next 5 years."),
        ("tomorrow", "Please choose a day."),
    ],
)
def test_a_new_date_is_a_day_to_come(value: str, sentence: str) -> None:
    assert faults(behind(new_date=value)) == {"new_date:7": sentence}


@pytest.mark.parametrize("name", ["adjustment", "support"])
def test_words_have_their_limit(name: str) -> None:
    assert report(behind(**{name: "x" * MOST_WORDS}))
    said = faults(behind(**{name: "x" * (MOST_WORDS + 3)}))
    assert said == {f"{name}:7": "That is 3 characters too long; there is room for 2000."}


@pytest.mark.parametrize("name", ["successes", "resources"])
def test_words_for_all_have_their_limit(name: str) -> None:
    assert set(faults({"status:7": "on_track", name: "x" * (MOST_WORDS + 1)})) == {name}


def test_completed_keeps_what_is_there_and_how_we_know() -> None:
    (said,) = report({"status:7": "completed", "outputs:7": ["3", "4"], "evidence:7": "On the wall"}).actions
    assert (said.outputs, said.outputs_words) == ((3, 4), "On the wall")


def test_completed_with_nothing_to_show_is_asked_about_once() -> None:
    sentence = "Please tick what is there now, or say in a few words how we can tell that it is done."
    assert faults({"status:7": "completed", "outputs:7": []}, outputs=True) == {"evidence:7": sentence}
    assert report({"status:7": "completed", "evidence:7": "Seen in class"}, outputs=True)
    assert report({"status:7": "completed"})  # nothing was anticipated, so nothing is demanded


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1250", 125_000), ("$1,250.5", 125_050), (" 0.07 ", 7), ("$ 3", 300), ("", None), (None, None)],
)
def test_money_is_read_as_people_write_it(text: str | None, cents: int | None) -> None:
    assert report({"status:7": "on_track", "budget": text}).budget_used_cents == cents


@pytest.mark.parametrize("text", ["a lot", "-5", "1.234", "12,50", "1e9", "5 dollars", "٣"])
def test_what_is_no_amount_is_said(text: str) -> None:
    said = faults({"status:7": "on_track", "budget": text})
    assert said == {"budget": "Please write an amount such as 1250 or 1,250.50."}


def test_an_amount_no_school_has_is_said() -> None:
    said = faults({"status:7": "on_track", "budget": "999999999999"})
    assert said == {"budget": "That is more than a school plan can hold. Please check the amount."}


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = faults({"status:7": "behind", "budget": "much", "new_date:7": "2020-01-01"})
    assert set(said) == {"cause:7", "budget", "new_date:7"}


def test_a_view_is_read_whatever_its_elements_are() -> None:
    view = {
        "id": "V1",
        "private_metadata": '{"check_in": 4, "page": 1, "opened": "2026-09-25T14:00:00+00:00"}',
        "state": {
            "values": {
                "status:7": {
                    "checkin.status": {"type": "static_select", "selected_option": {"value": "behind"}}
                },
                "cause:7": {"input": {"type": "static_select", "selected_option": None}},
                "outputs:7": {"input": {"type": "checkboxes", "selected_options": [{"value": "3"}]}},
                "new_date:7": {"input": {"type": "datepicker", "selected_date": "2026-10-02"}},
                "budget": {"input": {"type": "plain_text_input", "value": None}},
            }
        },
    }
    sent = read_sent(view)
    assert (sent.check_in_id, sent.page, sent.view_key) == (4, 1, "V1")
    assert sent.opened_at.hour == 14
    assert sent.typed.values == {
        "status:7": "behind",
        "cause:7": None,
        "outputs:7": ["3"],
        "new_date:7": "2026-10-02",
        "budget": None,
    }


def small(block_id: str, element: dict[str, Any]) -> dict[str, Any]:
    return {"id": "V2", "private_metadata": "4", "state": {"values": {block_id: {"input": element}}}}


def test_the_small_forms_are_read() -> None:
    assert read_button({"value": "4:2"}) == (4, 2)
    assert read_button({"value": "4"}) == (4, 0)
    assert read_colleague(small("colleague", {"selected_option": {"value": "9"}})) == (4, 9)
    assert read_colleague(small("colleague", {"selected_option": None})) == (4, None)
    assert read_moment(small("when", {"selected_date_time": None})) == (4, None)
    check_in, when = read_moment(small("when", {"selected_date_time": 1_790_000_000}))
    assert check_in == 4
    assert when is not None
    assert when.timestamp() == 1_790_000_000
    assert read_success(small("successes", {"value": " Yes "})) == (4, "Yes", "success:V2")
    assert read_success(small("successes", {"value": None})) == (4, "", "success:V2")
