"""Forms of this story: Slack takes them, and what is wrong is said field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.blocks.alerts import AlertFacts, Follow, NewsItem, alert_blocks, alert_text
from bot.blocks.coach import coach_view, question_blocks
from bot.blocks.course import ActionFacts, adjust_view, support_view
from bot.blocks.digest_facts import Evidence
from bot.blocks.help import help_blocks
from bot.blocks.home import away_view, home_view
from bot.blocks.home_facts import Glance, Home, OwnAction, Waiting
from bot.blocks.status import status_blocks
from bot.blocks.subscribe import list_blocks, subscribe_view
from bot.catalogue import Catalogue
from bot.forms.away import AwayForm, read_away
from bot.forms.course import AdjustForm, read_adjust, read_support
from bot.rules.course import Course
from bot.rules.quantities import Ratio
from bot.rules.said import said
from bot.words import Words
from storage.vocabulary import AlertNews, Audience, Cadence, Cause, Phase, RuleName, Severity, Status
from tests.blockkit import faults, formatted, length, view_faults

WORDS, CATALOGUE = Words.load(), Catalogue.load()
NASTY = "<!channel> *b* & `c` @here " + "long words " * 300
TODAY = date(2026, 10, 5)
ACTION = ActionFacts("1.1.1.2", NASTY, "Reading team", TODAY, NASTY)
NEWS = NewsItem(
    "Cedar",
    "1.1",
    NASTY,
    AlertNews.RAISED,
    Severity.URGENT,
    Evidence(RuleName.TRAJECTORY, Severity.URGENT, {"completed_percent": 1, "elapsed_percent": 60}),
)
GLANCE = Glance(1, NASTY[:60], "September", 3, Ratio(1, 2), Ratio(0, 0), 2, 1)


def view(**fields: dict[str, Any]) -> dict[str, Any]:
    """A view that was sent off with these fields."""
    return {"state": {"values": {name: {"input": value} for name, value in fields.items()}}}


@pytest.mark.parametrize(
    ("proposed", "new", "said"),
    [
        ("Meet on Mondays", date(2026, 11, 20), "“Meet on Mondays”, with a new date of Friday, November 20"),
        ("Meet on Mondays", None, "*The team proposes:* “Meet on Mondays”"),
        (None, date(2026, 11, 20), "*The team proposes a new date:* Friday, November 20"),
    ],
)
def test_the_teams_own_proposal_stands_in_the_form(proposed: str | None, new: date | None, said: str) -> None:
    form = adjust_view(WORDS, replace(ACTION, proposed=proposed, proposed_due_on=new), "12")
    assert said in str(form["blocks"])
    assert "proposes" not in str(adjust_view(WORDS, ACTION, "12"))


def test_the_form_begins_with_a_choice_that_goes_with_its_required_words() -> None:
    (choice,) = [b["element"] for b in adjust_view(WORDS, ACTION, "12")["blocks"] if "radio" in str(b)]
    assert choice["initial_option"]["value"] == Course.CHANGE
    assert choice["initial_option"] in choice["options"]


def test_slack_takes_every_window() -> None:
    places = {n: f"School {n} {NASTY}" for n in range(140)}
    for one in (
        subscribe_view(WORDS, CATALOGUE, places),
        adjust_view(WORDS, ACTION, "12"),
        adjust_view(WORDS, replace(ACTION, proposed=NASTY, proposed_due_on=TODAY), "12"),
        support_view(WORDS, ACTION, "U0PAUL", "12"),
        away_view(WORDS, "2026-10-05", "2026-10-06"),
        coach_view(WORDS, [Phase.MONITOR], Phase.MONITOR, Cause.STAFFING, Audience.COACH, "words"),
        home_view(WORDS, Home(None, TODAY)),
        home_view(WORDS, full_home(30)),
        home_view(WORDS, full_home(1)),
    ):
        assert view_faults(one) == []
        assert "<!channel>" not in formatted(one)


def full_home(count: int) -> Home:
    """A desk with `count` of everything."""
    return Home(
        "Dana Whitfield",
        TODAY,
        tuple(Waiting(n, f"1.1.{n}", NASTY, NASTY[:60], TODAY, n % 2 == 0) for n in range(count)),
        tuple(OwnAction(f"1.{n}", NASTY, Status.BEHIND, TODAY, True) for n in range(count)),
        tuple((n, NASTY[:60], "3a", Severity.WATCH, Cadence.DAILY) for n in range(count)),
        tuple(
            Glance(n, NASTY[:60], "September", n, Ratio(1, 2), Ratio(0, 0), 2, 1)
            for n in range(min(count, 8))
        ),
        3,
        True,
        (TODAY, TODAY),
    )


def test_slack_takes_every_message() -> None:
    follows = tuple(Follow(n, NASTY[:60], "3a", Severity.WATCH) for n in range(5))
    alert = AlertFacts("roll_up", 7, tuple(replace(NEWS, number=f"1.{n}") for n in range(40)), follows)
    for blocks in (
        alert_blocks(WORDS, alert),
        list_blocks(WORDS, [(n, NASTY[:60], None, Severity.URGENT, Cadence.NOW) for n in range(60)], True),
        list_blocks(WORDS, []),
        status_blocks(WORDS, [GLANCE] * 20, 4),
        status_blocks(WORDS, [], 0),
        help_blocks(WORDS),
        question_blocks(WORDS, [("What?", ("And?",), "Because.")], ["staffing"], '{"audience": "coach"}'),
        question_blocks(WORDS, []),
    ):
        assert faults(blocks) == []
        assert length(blocks) < 12_000
        assert "<!channel>" not in formatted(blocks)
    assert "…and 28 more." in alert_text(WORDS, alert)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"choice": "date"}, {"what", "new_date"}),
        ({"choice": "date", "what": "x", "new_date": "2026-10-04"}, {"new_date"}),
        ({"choice": "date", "what": "x", "new_date": "2026-11-20"}, {"new_date"}),
        ({"choice": "keep", "what": "x", "new_date": "2026-12-01"}, {"new_date"}),
        ({"choice": "keep", "what": "   "}, {"what"}),
    ],
)
def test_what_is_wrong_with_an_adjustment_is_said(fields: dict[str, str], wrong: set[str]) -> None:
    found = read_adjust(adjustment(**fields), TODAY, date(2026, 11, 20))
    assert isinstance(found, dict)
    assert set(found) == wrong
    assert all(WORDS.label(key) for key in found.values())


def adjustment(choice: str, what: str | None = None, new_date: str | None = None) -> dict[str, Any]:
    """The form of an adjustment, sent off."""
    return view(
        choice={"selected_option": {"value": choice}},
        what={"value": what},
        why={"value": None},
        new_date={"selected_date": new_date},
    )


def test_what_is_right_is_read() -> None:
    form = read_adjust(adjustment("date", " Start small ", "2026-12-04"), TODAY, None)
    assert form == AdjustForm(Course.DATE, "Start small", None, date(2026, 12, 4))
    assert read_support(view(who={"selected_user": None}, what={"value": None})) == {
        "who": "course.support.no_who",
        "what": "course.support.no_what",
    }
    days = view(first_day={"selected_date": "2026-10-01"}, last_day={"selected_date": "2026-10-05"})
    assert read_away(days, TODAY) == AwayForm(date(2026, 10, 1), TODAY)
    assert isinstance(read_away(days, date(2026, 10, 6)), dict)


def test_names_are_heard_before_words() -> None:
    names = {WORDS.term(one): one for one in (*Phase, *Cause, *RuleName)} | {
        one.value: one for one in (*Phase, *Cause, *RuleName)
    }
    heard = said("  Monitor, buy-in: nobody has time ", names)
    assert (heard.phase, heard.cause, heard.words) == (Phase.MONITOR, Cause.BUY_IN, "nobody has time")
    assert said("not enough time", names).cause is Cause.TIME
    assert said("timely help", names).words == "timely help"
    assert said("past its due date", names).rule is RuleName.OVERDUE
    assert said("", names).words == ""


def test_news_of_one_action_is_one_line_the_gravest_first() -> None:
    due = Evidence(RuleName.OVERDUE, Severity.WATCH, {"due_on": "2026-10-16"})
    late = replace(NEWS, text="Call families", severity=Severity.WATCH, evidence=due)
    worse = replace(late, news=AlertNews.WORSENED, severity=Severity.URGENT, evidence=NEWS.evidence)
    over, back = (
        replace(late, number="1.2", is_over=True),
        replace(late, number="1.2", news=AlertNews.CLEARED),
    )
    text = alert_text(WORDS, AlertFacts("alert", 7, (late, worse, over, back), ()))
    assert (
        "*More urgent, needs help now:* 1.1 Call families — 1% done with 60% of the time gone and past its"
        in text
    )
    assert text.count("1.2") == 1
    assert "*Back on track:* 1.2 Call families" in text


def test_the_end_of_a_silence_is_a_check_in_and_nothing_more() -> None:
    quiet = Evidence(RuleName.SILENT, Severity.WATCH, {"cycles_in_a_row": 1, "closed_on": "2026-10-30"})
    heard = replace(NEWS, number="1.3", text="Call families", news=AlertNews.CLEARED, evidence=quiet)
    text = alert_text(WORDS, AlertFacts("alert", 7, (heard,), ()))
    assert "the team of 1.3 Call families has checked in again" in text
    assert "on track" not in text.lower()
    since = replace(heard, news=AlertNews.RAISED, is_over=True)
    text = alert_text(WORDS, AlertFacts("alert", 7, (since,), ()))
    assert "_(its team has checked in again since then)_" in text
    both = alert_text(WORDS, AlertFacts("alert", 7, (replace(heard, evidence=NEWS.evidence), heard), ()))
    assert "*Back on track:* 1.3 Call families" in both
