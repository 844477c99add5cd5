"""Forms of this story: Slack takes them, and what is wrong is said field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.blocks.alert_facts import AlertFacts, NewsItem
from bot.blocks.alerts import alert_blocks, alert_text, help_view, shown_view, snooze_view, update_blocks
from bot.blocks.alerts_why import Reason, why_view
from bot.blocks.coach import Chosen, Speakable, coach_view, question_blocks
from bot.blocks.coached import (
    Kept,
    Shelf,
    answer_view,
    ask_view,
    asked_blocks,
    feedback_view,
    shelf_blocks,
)
from bot.blocks.course import ActionFacts, PastChange, Pickable, adjust_view, pick_view
from bot.blocks.digest_facts import Evidence
from bot.blocks.expert import Expert, Found, Work, expert_blocks, expert_view
from bot.blocks.help import help_blocks
from bot.blocks.home import away_view, home_view
from bot.blocks.home_facts import Glance, Home, OwnAction, Waiting
from bot.blocks.status import Standing, status_blocks
from bot.blocks.subscribe import Follow, list_blocks, said_blocks
from bot.blocks.subscribe_form import Opened, subscribe_view
from bot.blocks.support import OfferFacts, Request, given_view, rating_view, support_view, waiting_blocks
from bot.blocks.support_list import Care, Followed, Help, care_blocks
from bot.catalogue import Catalogue
from bot.forms.away import AwayForm, read_away
from bot.forms.coach import Context
from bot.forms.course import AdjustForm, Limits, Subject, read_adjust
from bot.forms.subscribe import SubscribeForm
from bot.forms.support import RatingForm, read_given, read_rating, read_support
from bot.rules.quantities import Ratio
from bot.rules.said import said
from bot.words import Words
from storage.vocabulary import (
    AlertNews,
    AsIntended,
    Audience,
    Cause,
    Course,
    Effect,
    Helped,
    Phase,
    RuleName,
    Severity,
    Status,
    Times,
)
from tests.blockkit import faults, formatted, length, view_faults

WORDS, CATALOGUE = Words.load(), Catalogue.load()
NASTY = "<!channel> *b* & `c` @here " + "long words " * 300
TODAY = date(2026, 10, 5)
ACTION = ActionFacts("1.1.1.2", NASTY, "Reading team", TODAY, NASTY)
PAST = (PastChange(TODAY, Course.DATE, Effect.NO_CHANGE, TODAY),)
EXPERTS = tuple(Expert(NASTY[:60], NASTY, f"U{n}" if n % 2 else None, (NASTY[:60],)) for n in range(20))
FOUND = Found("3b", NASTY[:60], EXPERTS, EXPERTS, tuple(Work(f"{n // 6}", "1.1", NASTY) for n in range(90)))
NEWS = NewsItem(
    "Cedar",
    "1.1",
    NASTY,
    AlertNews.RAISED,
    Severity.URGENT,
    Evidence(RuleName.TRAJECTORY, Severity.URGENT, {"completed_percent": 1, "elapsed_percent": 60}),
)
FOLLOWED = Follow(
    3,
    NASTY[:60],
    SubscribeForm(
        organization_id=3,
        practice="3a",
        times=Times.AGAIN,
        quiet_from=time(18),
        quiet_until=time(7),
        channel="C0CEDAR",
    ),
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
        subscribe_view(WORDS, CATALOGUE, {3: NASTY}, Opened(FOLLOWED.form, 3, "C0CEDAR")),
        why_view(
            WORDS, [Reason(replace(NEWS, number=f"1.{n}"), FOLLOWED, TODAY, TODAY) for n in range(40)], True
        ),
        snooze_view(WORDS, "2026-10-06", 7),
        help_view(WORDS, [(n, "1.1.1", NASTY) for n in range(101)]),
        shown_view(WORDS, [replace(NEWS, number=f"1.{n}", school=NASTY[: n % 9]) for n in range(90)]),
        adjust_view(WORDS, ACTION, "12"),
        adjust_view(WORDS, replace(ACTION, proposed=NASTY, proposed_due_on=TODAY, past=PAST), "12"),
        pick_view(
            WORDS, [Pickable(Subject("action", n), "1.1.1", NASTY, NASTY, n % 2 == 0) for n in range(101)]
        ),
        support_view(WORDS, OfferFacts("1.1.1.2", NASTY, NASTY, TODAY, NASTY), "U0PAUL", "12"),
        given_view(WORDS, "1.1.1.2", NASTY, NASTY, "2026-10-05", "7"),
        rating_view(WORDS, "1.1.1.2", NASTY, NASTY[:60], NASTY, "7"),
        expert_view(WORDS, CATALOGUE, ["3b", "gone"]),
        expert_view(WORDS, CATALOGUE, []),
        away_view(WORDS, "2026-10-05", "2026-10-06"),
        coach_view(
            WORDS,
            [Phase.MONITOR],
            [Speakable("m7", "1.1.2", "Share reading data", "Cedar Grove")],
            Context(Audience.COACH, Phase.MONITOR, Cause.STAFFING, words="words", item="m7"),
        ),
        ask_view(WORDS, "What?", ("And?",), [Speakable("12", "1.1.2", "Long " * 40, "C")], "12", "{}"),
        answer_view(WORDS, "What?", ("And?",), "Before", "7"),
        feedback_view(WORDS, [Speakable("12", "1.1.1.2", "Share", "Cedar")], None, "What?", "{}"),
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
        (FOLLOWED,) * count,
        tuple(
            Glance(n, NASTY[:60], "September", n, Ratio(1, 2), Ratio(0, 0), 2, 1)
            for n in range(min(count, 8))
        ),
        3,
        may_measure=True,
        answers_check_ins=True,
        away=(TODAY, TODAY),
        care=full_care(count),
    )


def full_care(count: int) -> Care:
    """Everything that can be done about help, `count` times."""
    helps = tuple(Help(n, f"1.{n}", NASTY, NASTY[:60], NASTY, TODAY) for n in range(count))
    requests = tuple(Request(n, f"1.{n}", NASTY, NASTY, NASTY, TODAY, NASTY) for n in range(count))
    return Care(requests, helps, helps, True, True, ("3b",))


def test_slack_takes_every_message() -> None:
    alert = AlertFacts(
        "roll_up", 7, tuple(replace(NEWS, number=f"1.{n}") for n in range(40)), (FOLLOWED,) * 5
    )
    for blocks in (
        alert_blocks(WORDS, alert),
        alert_blocks(WORDS, replace(alert, kind="alert", items=alert.items[:8], snoozed_until=TODAY)),
        update_blocks(WORDS, replace(alert, is_reminder=True)),
        said_blocks(WORDS, "Done.", 7),
        list_blocks(WORDS, (FOLLOWED,) * 60, True),
        list_blocks(WORDS, []),
        status_blocks(WORDS, Standing(schools=(GLANCE,) * 20, more=4)),
        status_blocks(WORDS, Standing()),
        help_blocks(WORDS),
        question_blocks(
            WORDS,
            [Chosen("B.5-01", "What? " * 20, ("And?",), "Because.")],
            Context(Audience.COACH),
            ["staffing"],
        ),
        question_blocks(WORDS, [], Context(Audience.COACH)),
        asked_blocks(WORDS, "*What?*", 7, False),
        shelf_blocks(
            WORDS,
            Shelf(
                (Kept(1, "What? " * 30, "1.1.2 Share", "{}"),),
                (("What?", "1.1.2 Share", date(2026, 9, 1)),),
                (Kept(2, "Next: more"),),
            ),
        ),
        care_blocks(WORDS, full_care(30), Followed(Ratio(2, 3), Ratio(0, 1))),
        care_blocks(WORDS, Care(), Followed(Ratio(0, 0), Ratio(0, 0))),
        waiting_blocks(WORDS, NASTY[:60], full_care(30).requests)[1],
        expert_blocks(WORDS, FOUND),
        expert_blocks(WORDS, Found("3b", "Instruction")),
    ):
        assert faults(blocks) == []
        assert length(blocks) < 12_000
        assert "<!channel>" not in formatted(blocks)
    assert "40 of them need help now" in alert_text(WORDS, alert)


SAID = {"why": "Two positions are open", "cause": "staffing", "cause_words": "Nobody has applied"}
LIMITS = Limits(TODAY, date(2026, 11, 20), "U0DANA", ("A board",))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"choice": "keep"}, {"why", "cause", "cause_words", "decided"}),
        ({"choice": "date", "decided": "U0PAUL"} | SAID, {"new_date"}),
        ({"choice": "date", "new_date": "2026-10-04", "decided": "U0PAUL"} | SAID, {"new_date"}),
        ({"choice": "date", "new_date": "2026-11-20", "decided": "U0PAUL"} | SAID, {"new_date"}),
        ({"choice": "change", "what": "  ", "decided": "U0PAUL"} | SAID, {"what"}),
        ({"choice": "support", "decided": "U0PAUL"} | SAID, {"what"}),
        ({"choice": "owner", "decided": "U0PAUL"} | SAID, {"owner"}),
        ({"choice": "owner", "owner": "U0DANA", "decided": "U0PAUL"} | SAID, {"owner"}),
        ({"choice": "output", "outputs": " ", "decided": "U0PAUL"} | SAID, {"outputs"}),
        ({"choice": "output", "outputs": "• A board\n\nA board", "decided": "U0PAUL"} | SAID, {"outputs"}),
    ],
)
def test_what_is_wrong_with_an_adjustment_is_said(fields: dict[str, str], wrong: set[str]) -> None:
    found = read_adjust(adjustment(**fields), LIMITS)
    assert isinstance(found, dict)
    assert set(found) == wrong
    assert all(WORDS.label(key) for key in found.values())


def adjustment(choice: str, decided: str = "", **fields: str) -> dict[str, Any]:
    """The form of an adjustment, sent off."""
    elements: dict[str, dict[str, Any]] = {name: {"value": text} for name, text in fields.items()}
    for name, key in (("new_date", "selected_date"), ("owner", "selected_user")):
        if name in fields:
            elements[name] = {key: fields[name]}
    if "cause" in fields:
        elements["cause"] = {"selected_option": {"value": fields["cause"]}}
    sent = view(**elements, decided={"selected_users": [decided] if decided else []})
    sent["state"]["values"]["choice"] = {"adjust.choice": {"selected_option": {"value": choice}}}
    return sent


def test_what_is_right_is_read_and_what_another_choice_asked_for_is_left_out() -> None:
    sent = adjustment("date", "U0PAUL", new_date="2026-12-04", what="typed before", **SAID)
    assert read_adjust(sent, LIMITS) == AdjustForm(
        Course.DATE,
        None,
        SAID["why"],
        date(2026, 12, 4),
        Cause.STAFFING,
        SAID["cause_words"],
        ("U0PAUL",),
    )
    sent = adjustment("output", "U0PAUL", outputs="- A board\n• A guide ", **SAID)
    form = read_adjust(sent, LIMITS)
    assert isinstance(form, AdjustForm)
    assert form.outputs == ("A board", "A guide")


@pytest.mark.parametrize(
    ("course", "own"),
    [
        (Course.KEEP, set()),
        (Course.CHANGE, {"what", "wording"}),
        (Course.DATE, {"new_date"}),
        (Course.OWNER, {"owner"}),
        (Course.OUTPUT, {"outputs"}),
        (Course.STOP, set()),
        (Course.SUPPORT, {"what"}),
    ],
)
def test_the_first_choice_decides_which_fields_are_shown(course: Course, own: set[str]) -> None:
    form = adjust_view(WORDS, ACTION, "12", course)
    inputs = {block["block_id"] for block in form["blocks"] if block["type"] == "input"}
    assert inputs - own == {"choice", "cause", "cause_words", "why", "decided"}
    assert own <= inputs
    assert view_faults(form) == []


def test_help_that_has_not_come_needs_no_rating() -> None:
    intended = {"selected_option": {"value": "not_yet"}}
    assert read_rating(view(intended=intended)) == RatingForm(AsIntended.NOT_YET)
    yes = view(intended={"selected_option": {"value": "yes"}}, used={"value": " In class "})
    assert read_rating(yes) == {"helped": "support.no_helped"}
    assert read_rating(view()) == {"intended": "support.no_intended"}
    yes["state"]["values"]["helped"] = {"input": {"selected_option": {"value": "some"}}}
    assert read_rating(yes) == RatingForm(AsIntended.YES, None, "In class", Helped.SOME)
    assert read_given(view(what={"value": ""})) == {"what": "support.no_how"}


def test_what_is_right_is_read() -> None:
    assert read_support(view(who={"selected_user": None}, what={"value": None})) == {
        "who": "support.no_who",
        "what": "support.no_what",
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
