"""Beginning to work through an instrument: where one may, how, with whom, and whether a school agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.catalogue.instruments import SEALABLE, Instrument
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.persons import person_of
from bot.flows.working import about, changed
from bot.flows.working_invite import invite, local_day, propose, tell
from bot.forms.instruments import StartForm
from bot.rules.school_year import period_in_year
from bot.rules.thresholds import Thresholds
from storage import audit, instruments, network, people, trees
from storage.tables.instruments import Working
from storage.tables.organizations import Organization
from storage.vocabulary import OrganizationKind, RoleKind
from storage.vocabulary_instruments import WorkingMode, WorkingState

_OUTSIDE = {RoleKind.COACH, RoleKind.MONITOR, RoleKind.PROVIDER, RoleKind.STAKEHOLDER, RoleKind.EXPERT}
_ABOVE = {RoleKind.LIAISON, RoleKind.DISTRICT_STAFF, RoleKind.STATE_STAFF}
LEADERS = (RoleKind.PRINCIPAL, RoleKind.SUPERINTENDENT)


def of_the_house(session: Session, who: Who, person_id: int, organization: Organization) -> bool:
    """Say whether a person speaks for an organization; coaches and liaisons ask it first."""
    outside = _OUTSIDE | (_ABOVE if organization.kind is OrganizationKind.SCHOOL else set())
    kinds = [kind for kind in RoleKind if kind not in outside]
    return organization.id in trees.held(session, who.workspace_id, person_id, kinds)


@dataclass(frozen=True, slots=True)
class Place:
    """An instrument at an organization where a person may begin it."""

    form: Instrument
    organization_id: int
    organization: str

    @property
    def key(self) -> str:
        """What a window carries to know it again."""
        return f"{self.form.id}:{self.organization_id}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a command found: workings under way (id, form, organization, period), and where to begin anew."""

    under_way: tuple[tuple[int, str, str, str], ...]
    places: tuple[Place, ...]


def choices(session: Session, kit: Kit, who: Who, command: str | None) -> Choice:
    """Give what a command means for a person; `Refusal` where none of its instruments suits their places."""
    forms = [
        form for form in kit.catalogue.instruments.values() if command is None or form.command == command
    ]
    person = person_of(session, who)
    visible = trees.visible(session, who.workspace_id, person.id)
    organizations = trees.named(session, who.workspace_id, visible)
    places = tuple(
        Place(form, one.id, one.name) for form in forms for one in organizations if one.kind in form.suits
    )
    names = {one.id: one.name for one in organizations}
    rows = instruments.of_instruments(session, who.workspace_id, visible, [form.id for form in forms])
    by_id = kit.catalogue.instruments
    under_way = tuple(
        (row.id, by_id[row.instrument].name, names[row.organization_id], row.period)
        for row in rows
        if not row.state.is_over
    )
    if not places and not under_way:
        kinds: set[OrganizationKind] = {kind for form in forms for kind in form.suits}
        raise Refusal("instruments.refusal.no_place", kinds=sorted(kit.words.term(kind) for kind in kinds))
    return Choice(under_way, places)


def start(
    session: Session,
    kit: Kit,
    who: Who,
    sent: StartForm,
    channel: str | None,
    request_key: str,
    now: datetime,
) -> int:
    """Begin a working and wish for its message and invitations; give its key.

    The same request twice is one working. Somebody from outside proposes, and the organization agrees.
    """
    person = person_of(session, who)
    form, organization = _place(session, kit, who, person.id, sent.where)
    if (known := instruments.same(session, who.workspace_id, organization.id, request_key)) is not None:
        return known
    _suits(form, sent)
    invited = [_known(session, who, one, "who") for one in sent.participants]
    leads = _known(session, who, sent.facilitator, "owner") if sent.facilitator else person.id
    agreed = of_the_house(session, who, person.id, organization)
    working = Working(
        workspace_id=who.workspace_id,
        organization_id=organization.id,
        instrument=form.id,
        period=period_in_year(local_day(organization, now), form.times_a_year),
        mode=sent.mode,
        is_nameless=sent.is_nameless,
        least=least_of(session, who.workspace_id, organization.id),
        facilitator_id=leads,
        started_by_id=person.id,
        started_at=now,
        due_on=sent.due_on,
        state=WorkingState.OPEN if agreed else WorkingState.PROPOSED,
        channel=channel or (None if agreed else organization.leadership_channel),
        request_key=request_key,
    )
    session.add(working)
    session.flush()
    _open(session, kit, working, organization, invited, now)
    return working.id


def _suits(form: Instrument, sent: StartForm) -> None:
    """Raise `Refusal` for a way of working that a form does not have."""
    if sent.mode.value not in form.modes:
        raise Refusal("instruments.fault.mode", block_id="method")
    if sent.is_nameless and form.nameless == "never":
        raise Refusal("instruments.fault.never_nameless", block_id="choice")


def _open(
    session: Session,
    kit: Kit,
    working: Working,
    organization: Organization,
    invited: Iterable[int],
    now: datetime,
) -> None:
    """Give a new working its seats, its counts and its messages."""
    leads = [] if working.mode is WorkingMode.ALONE else [working.facilitator_id]
    instruments.take_seats(session, working, dict.fromkeys([*leads, *invited]))
    if working.is_nameless:
        form = kit.catalogue.instruments[working.instrument]
        items = [item.id for item in form.items if item.kind in SEALABLE]
        instruments.lay_counts(session, working, items)
    working.delivery_id = tell(session, working, now)
    if working.state is WorkingState.OPEN:
        invite(session, working, invited, organization, now)
    else:
        leaders = instruments.holders(session, working.workspace_id, organization.id, LEADERS)
        propose(session, working, leaders, now)
    facts = {"instrument": working.instrument, "mode": working.mode, "nameless": working.is_nameless}
    audit.note(
        session,
        working.workspace_id,
        "working.begun",
        now,
        about=about(working.id),
        person_id=working.started_by_id,
        facts=facts,
    )


def agree(session: Session, kit: Kit, who: Who, working_id: int, yes: bool, now: datetime) -> None:
    """Take a school's yes, or its no, to working through an instrument; only its own leaders say either."""
    person = person_of(session, who)
    working = instruments.one(session, who.workspace_id, working_id, lock=True)
    if working is None:
        raise Refusal("instruments.refusal.gone")
    organization = trees.named(session, who.workspace_id, [working.organization_id])[0]
    if not of_the_house(session, who, person.id, organization):
        raise Refusal("instruments.refusal.not_to_agree")
    if working.state is not WorkingState.PROPOSED:
        return
    working.state = WorkingState.OPEN if yes else WorkingState.DROPPED
    session.add(working)
    what = "working.agreed" if yes else "working.declined"
    audit.note(session, who.workspace_id, what, now, about=about(working_id), person_id=person.id)
    if yes:
        whole = instruments.whole(session, who.workspace_id, working_id)
        assert whole is not None
        invite(session, working, [one.person_id for one in whole.seats], organization, now)
    changed(session, working, now)


def _place(
    session: Session, kit: Kit, who: Who, person_id: int, where: str
) -> tuple[Instrument, Organization]:
    form_id, _, organization_id = where.rpartition(":")
    form = kit.catalogue.instruments.get(form_id)
    if form is None or not organization_id.isdigit():
        raise Refusal("instruments.refusal.gone")
    if int(organization_id) not in trees.visible(session, who.workspace_id, person_id):
        raise Refusal("instruments.refusal.not_yours")
    organization = trees.named(session, who.workspace_id, [int(organization_id)])[0]
    if organization.kind not in form.suits:
        raise Refusal("instruments.refusal.no_place", kinds=[kit.words.term(kind) for kind in form.suits])
    return form, organization


def _known(session: Session, who: Who, slack_user_id: str, block_id: str) -> int:
    person = people.by_slack_id(session, who.workspace_id, slack_user_id)
    if person is None:
        raise Refusal("instruments.fault.unknown_person", block_id=block_id)
    return int(person.id)


def least_of(session: Session, workspace_id: int, organization_id: int) -> int:
    """Give the smallest group whose answers without names an organization shows."""
    chain = trees.above(session, workspace_id, organization_id)
    values = network.thresholds(session, workspace_id, chain)
    return Thresholds.model_validate(values).nameless_least_answers
