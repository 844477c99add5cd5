"""The window in which a working begins, and what is said once it has."""

from __future__ import annotations

from sqlmodel import Session

from bot.blocks.instruments_start import start_view
from bot.blocks.parts import View
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.working import enter
from bot.flows.working_start import choices, least_of
from storage.vocabulary_instruments import WorkingState


def window(session: Session, kit: Kit, who: Who, form_id: str, channel: str) -> View:
    """Give the window in which an instrument is begun; `Refusal` where the person may begin it nowhere."""
    form = kit.catalogue.instruments.get(form_id)
    if form is None:
        raise Refusal("instruments.refusal.gone")
    found = [place for place in choices(session, kit, who, None).places if place.form.id == form_id]
    if not found:
        raise Refusal("instruments.refusal.no_place", kinds=[kit.words.term(kind) for kind in form.suits])
    least = least_of(session, who.workspace_id, found[0].organization_id)
    places = [(place.key, place.organization) for place in found]
    return start_view(kit.words, form, places, least, who.slack_user_id, channel)


def begun(session: Session, kit: Kit, who: Who, working_id: int) -> str:
    """Give the sentence that says that a working has begun."""
    room = enter(session, kit, who, working_id, ended=True)
    return kit.words.line(
        "instruments.start.done",
        name=room.form.name,
        organization=room.organization.name,
        proposed=room.working.state is WorkingState.PROPOSED,
    )
