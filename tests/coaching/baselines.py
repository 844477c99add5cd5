"""Simpler ways to choose, to hold the chooser against: by chance, by tags alone, by words alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from bot.catalogue import Catalogue, Question
from bot.rules.coaching import Situation, choose
from storage.vocabulary import Audience
from tests.coaching.situations import Chooser

ANY_DAY = date(2026, 11, 2)


def ours(catalogue: Catalogue) -> Chooser:
    """The chooser that the product uses, asked as the product asks it."""
    return lambda situation: [one.question_id for one in choose(catalogue.bank, situation, [], ANY_DAY)]


def by_chance(catalogue: Catalogue, seed: int) -> Chooser:
    """Any three questions of the phase for these people, with a fixed die."""
    die = Random(seed)

    def chosen(situation: Situation) -> Sequence[str]:
        pool = _possible(catalogue, situation)
        return [one.id for one in die.sample(pool, min(3, len(pool)))]

    return chosen


def by_tags(catalogue: Catalogue) -> Chooser:
    """Those of the phase with most rules and causes in common, in the order of the bank."""

    def chosen(situation: Situation) -> Sequence[str]:
        ranked = sorted(
            _possible(catalogue, situation),
            key=lambda one: -((situation.rule in one.rules) + (situation.cause in one.causes)),
        )
        return [one.id for one in ranked]

    return chosen


def by_words(catalogue: Catalogue) -> Chooser:
    """Those that the words find, whatever else is known."""

    def chosen(situation: Situation) -> Sequence[str]:
        found = catalogue.bank.index.ask(situation.words)
        return sorted(found, key=lambda key: (-found[key].score, key))

    return chosen


def _possible(catalogue: Catalogue, situation: Situation) -> list[Question]:
    return [
        one
        for one in catalogue.questions
        if (situation.phase or one.phase) is one.phase
        and (situation.audience is Audience.COACH or situation.audience in one.audience)
    ]
