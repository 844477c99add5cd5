"""The digest as a message: whole, short, harmless, and taken by Slack."""

import json
from dataclasses import replace
from datetime import date

from bot.blocks.digest import digest_blocks, digest_text, digest_view
from bot.blocks.digest_facts import (
    Changed,
    Digest,
    Done,
    Evidence,
    Item,
    ItemStory,
    Moved,
    News,
    Point,
    Quiet,
    Report,
    Request,
    Success,
)
from bot.blocks.digest_item import item_blocks, item_text, item_view
from bot.flows.digest_picture import picture
from bot.ids import Act
from bot.rules.quantities import Counts, Ratio
from bot.words import Words
from storage.vocabulary import Cause, Rhythm, RuleName, Severity, Standing
from tests.blockkit import faults, length, view_faults, words_of

WORDS = Words.load()
ALT = "What the picture shows"
NASTY = "<!channel> *bold* <https://evil.example|click> & @here `code` " + "long words " * 200

COUNTS = Counts(date(2026, 9, 30), done_on_time=(1,), behind=(2,), not_due=(3, 4), done_late=(5,))


def standings(**counts: int) -> dict[Standing, Ratio]:
    """Where the check-ins stand."""
    whole = sum(counts.values())
    return {one: Ratio(counts.get(one.value, 0), whole) for one in Standing}


BEHIND = Evidence(
    RuleName.BEHIND,
    Severity.URGENT,
    {
        "reports_in_a_row": 2,
        "since": "2026-09-25",
        "reported_on": "2026-10-28",
        "period": "2026-10",
        "cause": "staffing",
        "due_on": None,
        "new_due_on": None,
        "adjustment_proposed": True,
    },
)
SILENT = Evidence(
    RuleName.SILENT,
    Severity.WATCH,
    {"cycles_in_a_row": 1, "period": "2026-09", "closed_on": "2026-09-30", "last_answered_period": None},
)
ITEM = Item(7, 12, "1.1.1.2", "Set up a shared data board", "Reading team", (BEHIND,), Cause.STAFFING)

CALM = Digest(
    1, "Cedar Grove Elementary", Rhythm.MONTHLY, date(2026, 9, 30), COUNTS, standings(on_time=2), Ratio(1, 5)
)
FULL = replace(
    CALM,
    standings=standings(on_time=2, late=1, away=1, silent=1, bot_was_down=1, not_asked=1),
    moved=(
        Moved("1.1.1.1", "Train teachers", "Reading team", "videos"),
        Moved("1.1.2.1", "Plan nights", None, is_done=False),
    ),
    lagging=(ITEM, Item(8, None, "1.1.2", "Families know how to read", "Family team", (SILENT,))),
    quiet=(
        Quiet(Standing.SILENT, "1.1.2", "Families know how to read", "Family team"),
        Quiet(Standing.AWAY, "1.1.4", "Library hours", None),
    ),
    requests=(
        Request("1.1.1.2", "Set up a board", "Reading team", "A substitute for one day", date(2026, 9, 28)),
    ),
    successes=(Success("Forty families came!", "Omar Haddad"),),
    news=(
        News(date(2026, 10, 3), "late", {"team": "Family team"}),
        News(date(2026, 10, 3), "adjusted", {"name": "Paula Reyes", "number": "1.1.1.2"}),
    ),
)


def test_it_says_everything_that_a_principal_needs() -> None:
    said = words_of(digest_blocks(WORDS, FULL, ALT))
    for words in (
        "Cedar Grove Elementary: September 2026",
        "*Within their dates:* 3 of 5 (60%), done in time or not due yet",
        "*Past their date:* 1 of 5 (20%)",
        "*Whatever the date, reported behind by their teams:* 1 of 5 (20%)",
        "*Completed:* 2 of 5 (40%)",
        "2 of 7 on time, 1 late, 1 away, 1 not asked, 1 missed because Milepost was down, and 1 without",
        "*Updated Saturday, October 3:* the Family team's check-in came in and Paula Reyes recorded",
        "Done: 1.1.1.1 Train teachers (Reading team)",
        "Back on track: 1.1.2.1 Plan nights",
        "*1.1.1.2* Set up a shared data board\nNeeds help now: reported behind two check-ins in a row. Cause"
        " named: staffing",
        "No answer yet: Family team, 1.1.2",
        "Away: a milestone without a team, 1.1.4",
        "A substitute for one day",
        "“Forty families came!” — Omar Haddad",
    ):
        assert words in said


def test_the_text_says_the_same_as_the_blocks() -> None:
    text, said = digest_text(WORDS, FULL), words_of(digest_blocks(WORDS, FULL, ALT))
    for line in text.splitlines():
        assert line.removeprefix("• ").strip() in said


def test_slack_takes_it_and_a_minute_is_enough_to_read_it() -> None:
    for digest in (CALM, FULL, replace(CALM, counts=Counts(date(2026, 9, 30)), standings=standings())):
        blocks = digest_blocks(WORDS, digest, ALT)
        assert faults(blocks) == []
        assert len(words_of(blocks).split()) < 330  # a minute, read with care
    assert "no actions yet" in words_of(
        digest_blocks(WORDS, replace(CALM, counts=Counts(CALM.closes_on)), ALT)
    )


def huge(count: int = 60) -> Digest:
    """A digest of a school where everything happened at once, in long and nasty words."""
    items = tuple(replace(ITEM, action_id=n, number=f"1.1.{n}", text=NASTY, team=NASTY) for n in range(count))
    return replace(
        FULL,
        school="S" * 200,
        moved=tuple(Moved(f"1.{n}", NASTY, NASTY, NASTY) for n in range(count)),
        lagging=items,
        quiet=tuple(Quiet(Standing.SILENT, f"1.{n}", NASTY, NASTY[:60]) for n in range(count)),
        requests=tuple(Request(f"1.{n}", NASTY, "T", NASTY, date(2026, 9, 28)) for n in range(count)),
        successes=tuple(Success(NASTY, "Omar") for _ in range(count)),
    )


def test_whatever_happened_the_message_has_at_most_thirty_lines_with_the_headline_first() -> None:
    point = Point(date(2026, 8, 31), Ratio(1, 5), Ratio(2, 3))
    counts = replace(COUNTS, undated=(6,))
    news = tuple(replace(FULL.news[0], on=date(2026, 10, day)) for day in range(1, 9))
    full = replace(huge(), counts=counts, changed=Changed(1, 1, 1, 1), trend=(point,) * 3, news=news)
    for digest in (full, FULL, CALM):
        blocks = digest_blocks(WORDS, digest, ALT)
        lines = [
            line for block in blocks for line in words_of([block]).split("\n") if block["type"] != "image"
        ]
        assert (
            len([line for line in lines if line.strip() and not line.startswith(("See all", "Open"))]) <= 30
        )
        texts = [words_of([block]) for block in blocks]
        assert texts.index(next(one for one in texts if "Within their dates" in one)) <= 2


def test_the_headline_adds_up_and_says_what_changed_and_where_it_is_going() -> None:
    point = Point(date(2026, 8, 31), Ratio(1, 5), Ratio(2, 3))
    counts = replace(COUNTS, undated=(6,))
    said = words_of(
        digest_blocks(WORDS, replace(FULL, counts=counts, changed=Changed(1, 0, 2), trend=(point,)), ALT)
    )
    for words in (
        "*Within their dates:* 3 of 5 (60%), done in time or not due yet",
        "*Done, but after their date:* 1 of 5 (20%)",
        "*Past their date:* 1 of 5 (20%); 1 more action without a date",
        "*Since the check-in before:* 1 more done and 2 that had been past their date done",
        "*Over time:* within their dates 20%, now 60%; teams in time 2 of 3, now 2 of 7",
    ):
        assert words in said
    parts = (counts.actions_on_time, counts.actions_done_late, counts.actions_behind)
    assert sum(one.numerator for one in parts) == counts.actions_on_time.denominator
    calm = words_of(digest_blocks(WORDS, replace(CALM, changed=Changed()), ALT))
    assert "*Since the check-in before:* nothing has moved" in calm


def test_a_huge_one_is_shortened_and_every_part_can_be_seen_whole() -> None:
    digest = huge()
    blocks = digest_blocks(WORDS, digest, ALT)
    assert faults(blocks) == []
    assert len(blocks) <= 45
    assert length(blocks) < 11_000
    assert len(digest_text(WORDS, digest)) < 4_000
    opened = {
        json.loads(block["accessory"]["value"])["what"]
        for block in blocks
        if block.get("accessory", {}).get("action_id") == Act.DIGEST_OPEN_LINE
    }
    assert {"moved", "lagging", "quiet", "requests", "successes"} <= opened
    for part in opened:
        view = digest_view(WORDS, digest, part)
        assert view_faults(view) == []
        assert len(view["blocks"]) >= 60


def test_nobodys_words_can_mention_forge_or_format() -> None:
    for said in (
        words_of(digest_blocks(WORDS, huge(3), ALT)),
        digest_text(WORDS, huge(3)),
        words_of(item_blocks(WORDS, replace(STORY, report=Report(NASTY, NASTY, NASTY)))),
    ):
        assert "<!channel>" not in said
        assert "<https" not in said
        assert "*bold*" not in said
        assert "@here" not in said


def test_the_picture_has_words_for_those_who_do_not_see_it() -> None:
    svg, alt, _ = picture(WORDS, FULL)
    assert alt == (
        "Two bars. Actions, 3 of 5 within their dates: 1 done on time, 1 done late, 1 past its date, and 2"
        " still to come. Check-ins, 2 of 7 on time: 2 on time, 1 late, 1 away, 1 not asked, 1 Milepost down,"
        " and 1 not answered."
    )
    assert "3 of 5 within their dates" in svg
    (image,) = [block for block in digest_blocks(WORDS, FULL, alt) if block["type"] == "image"]
    assert image["alt_text"] == alt
    assert not [block for block in digest_blocks(WORDS, FULL, None) if block["type"] == "image"]


STORY = ItemStory(
    1,
    ITEM,
    "All classrooms run small groups",
    date(2026, 11, 20),
    Report("Two positions are open", "Start with grade 2", "A substitute"),
    (("What is the story behind it?", ("Who knows?",), "Because this action is behind schedule."),),
    (Done(date(2026, 10, 3), "Paula Reyes", "We start with grade 2", date(2026, 12, 4)),),
    (Done(date(2026, 10, 4), "Lena Ortiz", "A substitute on Tuesdays"),),
)


def test_an_items_reply_has_evidence_way_out_questions_and_buttons() -> None:
    blocks = item_blocks(WORDS, STORY)
    said = words_of(blocks)
    assert faults(blocks) == []
    for words in (
        "*1.1.1.2 Set up a shared data board*",
        "due Friday, November 20",
        "Needs help now:* Its team reported it behind schedule in two check-ins in a row",
        "“Two positions are open”",
        "What would clear it: a check-in that says on track or completing it.",
        "What is the story behind it? Who knows?\n_Because this action is behind schedule._",
        "Paula Reyes recorded: “We start with grade 2” (now due Friday, December 4)",
        "Lena Ortiz offered: “A substitute on Tuesdays”",
    ):
        assert words in said
    assert [one["action_id"] for one in blocks[-1]["elements"]] == [
        Act.WHYS_START,
        Act.LAG_ADJUST,
        Act.LAG_SUPPORT,
        Act.LAG_MORE_QUESTIONS,
    ]
    assert json.loads(blocks[-1]["elements"][0]["value"]) == {"cycle": 1, "milestone": 7, "action": 12}
    assert "two check-ins in a row" in item_text(WORDS, STORY)
    assert view_faults(item_view(WORDS, STORY)) == []


def test_help_is_for_actions_only_and_what_is_over_says_so() -> None:
    silent = replace(STORY, item=Item(8, None, "1.1.2", "Families", None, (SILENT,)))
    assert [one["action_id"] for one in item_blocks(WORDS, silent)[-1]["elements"]] == [
        Act.LAG_ADJUST,
        Act.LAG_MORE_QUESTIONS,
    ]
    over = replace(STORY, cleared_on=date(2026, 10, 5))
    assert faults(item_blocks(WORDS, over)) == []
    assert words_of(item_blocks(WORDS, over)) == item_text(WORDS, over)
    assert "*Back on track* since Monday, October 5: 1.1.1.2 Set up" in item_text(WORDS, over)
