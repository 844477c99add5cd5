"""Stored plans for the commands: one school's, as it is or as it was."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from bot.cli.overlay_option import or_refuse
from bot.cli.spoken import refuse
from bot.cli.store import opened
from bot.documents.plan_document import PlanDocument
from bot.flows import plan_versions
from bot.flows.kit import Refusal
from bot.flows.plan_import import load
from bot.flows.setting_up import named
from bot.words import Words


def document_of(session: Session, workspace_id: int, school: str, number: int | None) -> PlanDocument:
    """Give the plan of the organization with this code, or its version `number`; raises `Refusal`."""
    organization = named(session, workspace_id, school)
    if number is not None:
        return plan_versions.read(session, workspace_id, organization.id, number)
    document = load(session, workspace_id, school)
    if document is None:
        raise Refusal("plan.none")
    return document


def stored_plan(
    school: str, number: int | None, database: str | None, workspace: str | None, overlay: Path | None
) -> PlanDocument:
    """Give a stored plan; says what is missing and ends the command where there is none."""
    words = or_refuse(Words.load, overlay)
    with opened(database, workspace, words) as (store, workspace_id):
        try:
            with store.reading() as session:
                return document_of(session, workspace_id, school, number)
        except Refusal as refusal:
            refuse(words.label(refusal.label, **refusal.facts))
