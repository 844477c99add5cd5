"""Which guided forms a person's desk shows, and how much of each waits for them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.blocks.instruments_home import OwnWorking
from bot.flows.kit import Kit
from bot.rules.school_year import period_in_year
from storage import instruments, instruments_listed, trees
from storage.vocabulary import RoleKind
from storage.vocabulary_instruments import WorkingMode, WorkingState

LEADING = (
    RoleKind.PRINCIPAL,
    RoleKind.SUPERINTENDENT,
    RoleKind.FACILITATOR,
    RoleKind.COACH,
    RoleKind.LIAISON,
)
MOST = 3
"""Forms that a desk suggests."""


def good_now(session: Session, kit: Kit, workspace_id: int, person_id: int, today: date) -> tuple[str, ...]:
    """Give the forms that a leader might begin this month, by name: those of the season, not done yet.

    Others are not asked: it is for those who lead to say when a team takes the time.
    """
    homes = trees.held(session, workspace_id, person_id, LEADING)
    if not homes:
        return ()
    forms = [one for one in kit.catalogue.instruments.values() if today.month in one.months]
    places = trees.named(session, workspace_id, homes)
    rows = instruments.of_instruments(session, workspace_id, homes, [one.id for one in forms])
    done = {(row.instrument, row.organization_id, row.period) for row in rows}
    found = [
        form.name
        for form in forms
        for place in places
        if place.kind in form.suits
        and (form.id, place.id, period_in_year(today, form.times_a_year)) not in done
    ]
    return tuple(dict.fromkeys(found))[:MOST]


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
