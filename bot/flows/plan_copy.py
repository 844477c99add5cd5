"""A plan for somebody who wants it as a file: asked for here, made and handed over by the beat, once.

Whoever may follow the plan may have it. A file that Slack was being given when the process died counts as
handed over: nobody gets it twice, and whoever misses it asks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pkgutil import resolve_name

from sqlmodel import Session

from bot.blocks import parts
from bot.documents.plan_child import WRITER
from bot.documents.plan_files import canonical
from bot.flows import plan_versions
from bot.flows.kit import Kit, Refusal, Who
from bot.flows.message import Message, Skip
from bot.flows.persons import person_of
from bot.flows.plan_import import load
from storage import deliveries, plan_copies, trees
from storage.deliveries import Wish
from storage.tables import Delivery, PlanCopy
from storage.vocabulary_plan import CopyState

KINDS = (".xlsx", ".docx")
ATTEMPTS = 3
FAILED = "plan_copy_failed"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is made of: the plan as canonical JSON, the file's name, and the words beside it.

    `maker` is the child that writes it; for a report it is another one, and so is what it is given.
    """

    document: str
    filename: str
    title: str
    comment: str
    maker: str = WRITER


def ask(
    session: Session, kit: Kit, who: Who, organization_id: int, suffix: str, request_key: str, now: datetime
) -> str:
    """Note that somebody wants a plan as a file, and give the sentence that says where it will be."""
    person = person_of(session, who)
    if organization_id not in trees.visible(session, who.workspace_id, person.id):
        raise Refusal("plan.not_yours")
    if suffix not in KINDS:
        raise ValueError(suffix)
    plan_versions.plan_of(session, who.workspace_id, organization_id)
    if not plan_copies.known(session, who.workspace_id, request_key):
        session.add(
            PlanCopy(
                workspace_id=who.workspace_id,
                organization_id=organization_id,
                person_id=person.id,
                slack_user_id=who.slack_user_id,
                suffix=suffix,
                asked_at=now,
                request_key=request_key,
            )
        )
    return kit.words.line("plan.copy.on_its_way", kind=suffix)


def content(session: Session, kit: Kit, workspace_id: int, copy_id: int) -> Content | None:
    """Give what a file is made of, or None where the plan is gone."""
    row = plan_copies.get(session, workspace_id, copy_id)
    if row.report is not None:  # loaded when the first report is asked for as a file
        made: Content | None = resolve_name("bot.flows.term_files:content")(session, kit, row)
        return made
    organization, _ = plan_versions.plan_of(session, workspace_id, row.organization_id)
    document = load(session, workspace_id, organization.code)
    if document is None:
        return None
    title = kit.words.label("plan.copy.title", name=organization.name)
    return Content(
        canonical(document),
        f"{organization.code}-plan{row.suffix}",
        title,
        kit.words.label("plan.copy.here", name=organization.name, kind=row.suffix),
    )


def begin(session: Session, workspace_id: int, copy_id: int) -> bool:
    """Note that Slack is being given the file; False where that has begun already."""
    return plan_copies.move(session, workspace_id, copy_id, CopyState.WAITING, CopyState.HANDING)


def end(session: Session, workspace_id: int, copy_id: int) -> None:
    """Note that Slack has the file."""
    plan_copies.move(session, workspace_id, copy_id, CopyState.HANDING, CopyState.HANDED)


def failed(
    session: Session, workspace_id: int, copy_id: int, now: datetime, *, again: bool, doubtful: bool
) -> None:
    """Note that a file could not be made or handed over; it is tried a few times before that is said.

    Where it is `doubtful` whether Slack took the file it was being given, nothing more is done.
    """
    row = plan_copies.get(session, workspace_id, copy_id)
    if doubtful and row.state is CopyState.HANDING:
        return
    row.attempts += 1
    row.state = CopyState.WAITING if again and row.attempts < ATTEMPTS else CopyState.FAILED
    if row.state is CopyState.FAILED:
        wish = Wish(
            workspace_id=workspace_id,
            key=f"plan-copy-failed:{copy_id}",
            kind=FAILED,
            due_at=now,
            about=f"plan-copy:{copy_id}",
            facts={"kind": row.suffix},
            person_id=row.person_id,
        )
        deliveries.wish(session, [wish], now)


def compose_failed(session: Session, kit: Kit, delivery: Delivery, now: datetime) -> Message | Skip:
    """Read what is said where a file could not be had."""
    said = kit.words.line("plan.copy.failed", kind=delivery.facts["kind"])
    return Message(said, [parts.section(said)])
