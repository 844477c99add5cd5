"""What actions have brought forth, as an answer says it; each change is remembered, to be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.forms.checkin import Said
from storage import answer_parts, plans
from storage.vocabulary import Status

Was = tuple[int, str | None, str | None]
"""An output's key, the day (ISO) on which it was produced, and the evidence, before the answer."""


def mark(
    session: Session, workspace_id: int, said: Sequence[Said], states: Sequence[Any], today: date
) -> tuple[Was, ...]:
    """Mark the outputs that completed actions have, and only those; give what was changed.

    An action that is not completed after all has brought forth nothing by being completed.
    """
    completed = {one.action_id: one for one in said if one.status is Status.COMPLETED}
    stood = {one.id for one in states if one.status is Status.COMPLETED}
    touched = {one.action_id for one in said if one.action_id in completed or one.action_id in stood}
    if not touched:
        return ()
    changed: list[Was] = []
    rows = []
    for output in plans.outputs_of(session, workspace_id, touched):
        one = completed.get(output.action_id)
        is_there = one is not None and output.id in one.outputs
        produced = (output.produced_on or today) if is_there else None
        evidence = one.outputs_words or output.evidence if one is not None and is_there else None
        if (produced, evidence) != (output.produced_on, output.evidence):
            before = output.produced_on.isoformat() if output.produced_on else None
            changed.append((output.id, before, output.evidence))
            rows.append({"which": output.id, "produced_now": produced, "evidence_now": evidence})
    answer_parts.set_outputs(session, workspace_id, rows)
    return tuple(changed)


def put_back(session: Session, workspace_id: int, changed: Sequence[Sequence[Any]]) -> None:
    """Have outputs be as they were before an answer."""
    answer_parts.set_outputs(
        session,
        workspace_id,
        [
            {
                "which": key,
                "produced_now": produced and date.fromisoformat(produced),
                "evidence_now": evidence,
            }
            for key, produced, evidence in changed
        ],
    )
