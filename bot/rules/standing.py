"""Where a check-in stands: never silent when nobody could have answered (design section 2, J-51)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.rules.absence import MemberFacts, Stretch, all_away, covered
from storage.vocabulary import Standing

FAIR_SHARE = 0.5
"""The share of its planned window that a team must have had before its silence is its own."""


@dataclass(frozen=True, slots=True)
class AskFacts:
    """One check-in's window and what happened in it.

    `is_asked` is False when there was nobody the prompt could be sent to, or nothing is left to ask
    about: the work is finished, or has left the plan meanwhile. `reached_at` is when
    the prompt arrived in Slack, None when it never did. `asked` are the people who could answer, and
    `downtimes` the stretches in which no process was there to ask or to listen.
    """

    opens_at: datetime
    closes_at: datetime
    answered_at: datetime | None = None
    is_asked: bool = True
    reached_at: datetime | None = None
    asked: tuple[MemberFacts, ...] = ()
    downtimes: tuple[Stretch, ...] = ()


def standing(ask: AskFacts, now: datetime) -> Standing:
    """Where a check-in stands at `now`.

    An answer in time is on time and a later one late, whatever else happened. Without an answer it
    is open until the close; from then on the first of these that is true: not asked, bot was down,
    away (everybody asked was away from the prompt to the close), silent.
    """
    if ask.answered_at is not None:
        return Standing.ON_TIME if ask.answered_at <= ask.closes_at else Standing.LATE
    if now < ask.closes_at:
        return Standing.OPEN
    if not ask.is_asked:
        return Standing.NOT_ASKED
    if ask.reached_at is None or ask.reached_at >= ask.closes_at:
        return Standing.BOT_WAS_DOWN
    if _time_was_lost(ask.downtimes, ask.opens_at, ask.reached_at, ask.closes_at):
        return Standing.BOT_WAS_DOWN
    if all_away(ask.asked, ask.reached_at, ask.closes_at):
        return Standing.AWAY
    return Standing.SILENT


def _time_was_lost(
    downtimes: Sequence[Stretch], opens_at: datetime, reached_at: datetime, closes_at: datetime
) -> bool:
    """Whether being down left the team less than its fair share of the time it was to have.

    A prompt that came late counts against the process only when it was down before the prompt.
    """
    if not covered(downtimes, opens_at, closes_at):
        return False
    planned_from = opens_at if covered(downtimes, opens_at, reached_at) else reached_at
    usable = (closes_at - reached_at) - covered(downtimes, reached_at, closes_at)
    return usable < FAIR_SHARE * (closes_at - planned_from)
