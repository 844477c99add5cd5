"""The chooser meets what a coach would accept, on situations written before it was."""

import pytest

from bot.catalogue import Catalogue
from storage.vocabulary import Audience
from tests.coaching.baselines import by_chance, by_tags, by_words, ours
from tests.coaching.situations import cases, measure

LOADED = Catalogue.load()


@pytest.mark.parametrize("name", ["open", "kept_back"])
def test_three_questions_nearly_always_hold_one_that_a_coach_would_accept(name: str) -> None:
    of = cases(name)
    score = measure(ours(LOADED), of)
    assert score.hit >= 0.9, [case.situation for case in score.missed]
    for other in (by_tags(LOADED), by_words(LOADED), by_chance(LOADED, 1)):
        simpler = measure(other, of)
        assert score.hit > simpler.hit
        assert score.rank > simpler.rank


def test_situations_never_seen_before_are_met_more_often_than_by_simpler_choosers() -> None:
    of = cases("fresh")
    assert len(of) == 40
    score = measure(ours(LOADED), of)
    for other in (by_tags(LOADED), by_words(LOADED), by_chance(LOADED, 1)):
        simpler = measure(other, of)
        assert (score.hit, score.rank) > (simpler.hit, simpler.rank)


def test_there_are_enough_situations_and_all_can_be_met() -> None:
    everything = [*cases("open"), *cases("kept_back"), *cases("fresh")]
    assert len(everything) >= 120
    for case in everything:
        assert case.accept <= set(LOADED.by_id)
        if case.situation.audience is not Audience.COACH:
            allowed = [i for i in case.accept if case.situation.audience in LOADED.by_id[i].audience]
            assert allowed, case
    assert {case.situation.audience for case in everything} == set(Audience)
