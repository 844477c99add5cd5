"""The sentence that explains a choice."""

from datetime import date

import pytest

from bot.blocks.why import why
from bot.rules.coaching import Choice, Reason
from bot.words import Words
from storage.vocabulary import Cause, Phase, Rhythm, RuleName

WORDS = Words.load()


def rule(name: RuleName, running: int = 1, rhythm: Rhythm = Rhythm.MONTHLY) -> Reason:
    """The reason that a rule held."""
    return Reason("rule", {"rule": name, "running": running, "rhythm": rhythm})


def cause(code: Cause) -> Reason:
    """The reason that the team named a cause."""
    return Reason("cause", {"cause": code})


@pytest.mark.parametrize(
    ("reasons", "sentence"),
    [
        (
            (rule(RuleName.BEHIND, 2), cause(Cause.STAFFING)),
            "Because this action has been behind for two months and names staffing as the cause.",
        ),
        ((rule(RuleName.BEHIND),), "Because this action is behind schedule."),
        (
            (
                rule(RuleName.SILENT, 3, Rhythm.WEEKLY),
                Reason("lasting", {"running": 3, "rhythm": Rhythm.WEEKLY}),
            ),
            "Because no check-in has come from this team for three weeks.",
        ),
        (
            (rule(RuleName.TRAJECTORY), cause(Cause.UNCLEAR)),
            "Because less of this milestone is done than its timeline hoped for"
            " and the cause is not clear yet.",
        ),
        (
            (rule(RuleName.UNSUPPORTED), Reason("lasting", {"running": 1, "rhythm": Rhythm.MONTHLY})),
            "Because this action is still waiting for the support it needs and it needs help now.",
        ),
        (
            (
                Reason("heard", {"cause": Cause.MONEY, "words": ("budget",)}),
                Reason("words", {"words": ("budget",)}),
            ),
            "Because what was said (“budget”) points to money.",
        ),
        (
            (Reason("words", {"words": ("waiting", "approval")}),),
            "Because it speaks to “waiting”, “approval”.",
        ),
        (
            (
                Reason("heard", {"cause": Cause.TIME, "words": ("time",)}),
                Reason("words", {"words": ("meet", "time")}),
            ),
            "Because what was said (“time”) points to time and it speaks to “meet”.",
        ),
        (
            (Reason("theme", {"theme": "buy-in", "words": ("lip service",)}),),
            "Because what was said (“lip service”) is about buy-in.",
        ),
        (
            (Reason("phase", {"phase": Phase.MONITOR}),),
            "Because it belongs to this part of the work: monitor and adjust.",
        ),
        (
            (Reason("general"), Reason("asked_again", {"last": date(2026, 10, 1)})),
            "Because it is good to ask at any time."
            " It was last asked on Thursday, October 1; everything else that fits was asked since.",
        ),
    ],
)
def test_the_reasons_make_a_sentence(reasons: tuple[Reason, ...], sentence: str) -> None:
    choice = Choice("B.5-09", 1, reasons)
    assert why(WORDS, choice, formatted=False) == sentence
    assert why(WORDS, choice) == sentence


@pytest.mark.parametrize("name", list(RuleName))
@pytest.mark.parametrize("running", [1, 2])
def test_every_rule_and_cause_can_be_said(name: RuleName, running: int) -> None:
    for code in Cause:
        said = why(WORDS, Choice("B.5-09", 1, (rule(name, running), cause(code))))
        assert said.startswith("Because ")
        assert said.endswith(".")
        assert "  " not in said
