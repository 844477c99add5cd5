"""The forms about help: an offer, what was given, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.forms.state import chosen, day, person, several, typed
from bot.ids import Field
from storage.vocabulary import AsIntended, Helped

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""

GIVEN = "given"
"""The value of the box that says that help came already."""


@dataclass(frozen=True, slots=True)
class SupportForm:
    """Help that is offered, the Slack id of who gives it, and whether it was given already."""

    helper: str
    what: str
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class GivenForm:
    """How help was given, and when."""

    how: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RatingForm:
    """How help went; what was not there yet can have been of no use."""

    intended: AsIntended
    intended_words: str | None = None
    used: str | None = None
    helped: Helped | None = None


def read_support(view: dict[str, Any]) -> SupportForm | Faults:
    """Give the offer, or what is wrong with the form."""
    helper, what = person(view, Field.WHO), typed(view, Field.WHAT)
    faults: Faults = {}
    if helper is None:
        faults[Field.WHO] = "support.no_who"
    if what is None:
        faults[Field.WHAT] = "support.no_what"
    return faults or SupportForm(helper or "", what or "", GIVEN in several(view, Field.IS_GIVEN))


def read_given(view: dict[str, Any]) -> GivenForm | Faults:
    """Give how help was given, or what is wrong with the form."""
    how = typed(view, Field.WHAT)
    return GivenForm(how, day(view, Field.WHEN)) if how else {Field.WHAT: "support.no_how"}


def read_rating(view: dict[str, Any]) -> RatingForm | Faults:
    """Give how help went, or what is wrong with the form."""
    intended, helped = chosen(view, Field.INTENDED), chosen(view, Field.HELPED)
    words, used = typed(view, Field.INTENDED_WORDS), typed(view, Field.USED)
    if intended is None:
        return {Field.INTENDED: "support.no_intended"}
    if AsIntended(intended) is AsIntended.NOT_YET:
        return RatingForm(AsIntended.NOT_YET, words, used)
    if helped is None:
        return {Field.HELPED: "support.no_helped"}
    return RatingForm(AsIntended(intended), words, used, Helped(helped))
