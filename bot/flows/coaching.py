"""The coaching questions beside a lagging item: chosen once, kept, and shown the same ever after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from bot.blocks.coach import Chosen
from bot.blocks.why import why
from bot.flows.kit import Kit
from bot.rules.coaching import LIMIT, QUIET_DAYS, Asked, Choice, Reason, Situation, choose
from storage import coaching
from storage.vocabulary import Audience

_SPARE = QUIET_DAYS + 30
"""Days of history that choosing is shown: what is older can be asked again anyway."""


def ask(
    session: Session,
    kit: Kit,
    workspace_id: int,
    place: Mapping[str, int | None],
    situation: Situation,
    today: date,
    limit: int = LIMIT,
) -> list[Choice]:
    """Choose questions for an item and keep that they were asked, so that they do not come again soon.

    `place` has organization_id, milestone_id, action_id, team_id and cycle_id. What was asked about the
    item in this cycle already stays out of the choice.
    """
    heard = before(session, workspace_id, place, today)
    chosen = choose(kit.catalogue.bank, situation, heard, today, limit)
    known = {row.question_id for row in _of_item(session, workspace_id, place)}
    chosen = [choice for choice in chosen if choice.question_id not in known]
    kept = {key: place[key] for key in ("organization_id", "milestone_id", "action_id", "cycle_id")}
    shared = {"workspace_id": workspace_id, "audience": situation.audience, "asked_on": today, **kept}
    coaching.add(session, [shared | _row(choice) for choice in chosen])
    return chosen


def asked(session: Session, workspace_id: int, place: Mapping[str, int | None]) -> list[Choice]:
    """Give the questions that were put beside an item in a cycle, in the order in which they came."""
    return [
        Choice(row.question_id, 0, tuple(_read(reason) for reason in row.reasons))
        for row in _of_item(session, workspace_id, place)
    ]


def found(kit: Kit, choices: Sequence[Choice]) -> tuple[Chosen, ...]:
    """Give each question with its sentence, its follow-ups, and why it was chosen.

    A question that a district has taken out of its bank since then is left out.
    """
    known = kit.catalogue.by_id
    return tuple(
        Chosen(
            one.question_id,
            known[one.question_id].text,
            known[one.question_id].follow_ups,
            why(kit.words, one),
            Audience.TEAM in known[one.question_id].audience,
        )
        for one in choices
        if one.question_id in known
    )


def worded(kit: Kit, choices: Sequence[Choice]) -> list[tuple[str, tuple[str, ...], str]]:
    """Give the same for a digest: sentence and follow-ups as plain text, and why as mrkdwn."""
    return [(one.text, one.follow_ups, one.why) for one in found(kit, choices)]


def _of_item(session: Session, workspace_id: int, place: Mapping[str, int | None]) -> Sequence[Any]:
    cycle_id, milestone_id = place["cycle_id"], place["milestone_id"]
    if cycle_id is None or milestone_id is None:
        return ()
    return coaching.of_item(session, workspace_id, cycle_id, milestone_id, place["action_id"])


def before(session: Session, workspace_id: int, place: Mapping[str, int | None], today: date) -> list[Asked]:
    """Give what the team of a milestone was asked lately."""
    milestone_id = place["milestone_id"]
    if milestone_id is None:
        return []
    since = today - timedelta(days=_SPARE)
    rows = coaching.asked_of_team(session, workspace_id, milestone_id, place["team_id"], since)
    return [Asked(row.question_id, row.asked_on) for row in rows]


def _row(choice: Choice) -> dict[str, Any]:
    return {
        "question_id": choice.question_id,
        "reasons": [_stored(reason) for reason in choice.reasons],
    }


def _stored(reason: Reason) -> dict[str, Any]:
    facts = {
        key: list(value)
        if isinstance(value, tuple)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for key, value in reason.facts.items()
    }
    return {"code": reason.code, "facts": facts}


def _read(stored: Mapping[str, Any]) -> Reason:
    facts = {
        key: tuple(value)
        if isinstance(value, list)
        else date.fromisoformat(value)
        if key == "last"
        else value
        for key, value in stored["facts"].items()
    }
    return Reason(stored["code"], facts)
