"""What somebody says that it is not about is left out; the trouble itself stays."""

import pytest

from bot.catalogue import Catalogue
from bot.rules.coaching import Situation, choose
from bot.rules.denials import without_denied
from storage.vocabulary import Audience, Phase
from tests.coaching.baselines import ANY_DAY


@pytest.mark.parametrize(
    ("typed", "gone", "stays"),
    [
        ("It isn\u2019t the money, nobody has the know-how", "money", "know-how"),
        ("the problem is not the schedule but the trust", "schedule", "trust"),
        ("Money is not the problem. Trust is.", "money", "trust"),
        ("not because people are unwilling, there is no slot", "unwilling", "slot"),
        ("we don't need more data, we need to use it", "data", "use it"),
    ],
)
def test_a_denied_reason_is_left_out(typed: str, gone: str, stays: str) -> None:
    left = without_denied(typed)
    assert gone not in left
    assert stays in left


@pytest.mark.parametrize(
    "typed",
    ["no money", "not enough time", "it is not only the money", "this isn't working", "It's not done yet"],
)
def test_what_is_missing_is_the_trouble_and_stays(typed: str) -> None:
    assert without_denied(typed) == typed.lower()


def test_a_denial_of_everything_is_taken_as_it_stands() -> None:
    assert without_denied("It is not the money.") == "It is not the money."


def test_denied_money_is_not_steered_past() -> None:
    bank = Catalogue.load().bank
    said = "It isn't the money, nobody knows how to lead it"
    chosen = choose(bank, Situation(Audience.TEAM, Phase.MONITOR, words=said), [], ANY_DAY)
    assert "steer" not in {reason.code for choice in chosen for reason in choice.reasons}
