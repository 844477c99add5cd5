"""The chooser meets what a coach would accept, on situations written before it was."""

import re
from dataclasses import replace
from random import Random

import pytest

from bot.catalogue import Catalogue
from storage.vocabulary import Audience
from tests.coaching.baselines import by_chance, by_tags, by_words, ours
from tests.coaching.situations import LEARNED, SETS, Case, cases, measure

LOADED = Catalogue.load()
BEFORE = """So I was talking with a few people on Friday after school, and maybe I am wrong, I have only
    worked here for three years, but the thing that comes up every single day is this: """
AFTER = """. And I know you hear it from others as well, and last week somebody asked me again in the copy
    room, so I thought I would write it down for you before the break"""


@pytest.mark.parametrize("name", LEARNED)
def test_three_questions_nearly_always_hold_one_that_a_coach_would_accept(name: str) -> None:
    of = cases(name)
    score = measure(ours(LOADED), of)
    assert score.hit >= 0.9, [case.situation for case in score.missed]
    for other in (by_tags(LOADED), by_words(LOADED), by_chance(LOADED, 1)):
        simpler = measure(other, of)
        assert score.hit > simpler.hit
        assert score.rank > simpler.rank


@pytest.mark.parametrize(("name", "least"), [("fresh", 0.8), ("everyday", 0.6)])
def test_situations_that_nothing_was_shaped_by_are_met_too(name: str, least: float) -> None:
    of = cases(name)
    score = measure(ours(LOADED), of)
    assert score.hit >= least
    for other in (by_tags(LOADED), by_words(LOADED), by_chance(LOADED, 1)):
        simpler = measure(other, of)
        assert (score.hit, score.rank) > (simpler.hit, simpler.rank)


def test_slips_of_the_pen_and_long_talk_hide_little() -> None:
    of = [case for case in cases("open") if case.situation.words][::2]
    die = Random(3)
    slipped = [
        _said(case, re.sub(r"[A-Za-z]+", lambda m: _slip(m[0], die), case.situation.words)) for case in of
    ]
    rambled = [_said(case, BEFORE + case.situation.words + AFTER) for case in of]
    assert measure(ours(LOADED), slipped).hit >= 0.9
    assert measure(ours(LOADED), rambled).hit >= 0.9


def test_themes_alone_find_most_of_what_the_questions_own_words_find() -> None:
    """What is in `about` was written beside these situations; the themes carry what was not."""
    wordless = LOADED.model_copy(
        update={"questions": tuple(one.model_copy(update={"about": ()}) for one in LOADED.questions)}
    )
    assert measure(ours(wordless), cases("kept_back")).hit >= 0.9


def test_there_are_enough_situations_and_all_can_be_met() -> None:
    everything = [case for name in SETS for case in cases(name)]
    assert len(everything) >= 120
    for case in everything:
        assert case.accept <= set(LOADED.by_id)
        if case.situation.audience is not Audience.COACH:
            allowed = [i for i in case.accept if case.situation.audience in LOADED.by_id[i].audience]
            assert allowed, case
    assert {case.situation.audience for case in everything} == set(Audience)


def _said(case: Case, words: str) -> Case:
    return replace(case, situation=replace(case.situation, words=words))


def _slip(word: str, die: Random) -> str:
    """Half of the longer words, with a letter lost, doubled, or swapped with the next."""
    if len(word) < 6 or die.random() > 0.5:
        return word
    at = die.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at],
    )
    return die.choice((*slips[:2], slips[2] + word[at + 2 :]))
