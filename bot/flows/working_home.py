"""Which guided forms a person's desk shows, and how much of each waits for them."""

from __future__ import annotations

from sqlmodel import Session

from bot.blocks.instruments_home import OwnWorking
from bot.flows.kit import Kit
from storage import instruments_listed
from storage.vocabulary_instruments import WorkingMode, WorkingState


def own_workings(session: Session, kit: Kit, workspace_id: int, person_id: int) -> tuple[OwnWorking, ...]:
    """Give the workings under way in which a person takes part, the newest first.

    The forms themselves are read only where there is one: most desks have none.
    """
    rows = instruments_listed.taken_part(session, workspace_id, person_id)
    found = []
    for row in rows:
        form = kit.catalogue.instruments.get(row.instrument)
        if form is None:
            continue
        wanted = {section.id for section in form.sections}
        if row.mode is WorkingMode.SECTIONS:
            wanted &= set(row.handed)
        left = len(wanted - set(row.done)) if row.state is WorkingState.OPEN else 0
        found.append(
            OwnWorking(
                row.id,
                form.name,
                row.organization,
                row.period,
                row.state.value,
                left,
                row.paused_on is not None,
            )
        )
    return tuple(found)
