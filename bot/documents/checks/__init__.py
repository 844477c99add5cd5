"""Whether the parts of a plan fit together, whatever file they came from."""

from __future__ import annotations

from collections.abc import Collection

from bot.documents.checks.advice import advise
from bot.documents.checks.basis import check_basis
from bot.documents.checks.codes import AdviceCode, FaultCode
from bot.documents.checks.days import check_days
from bot.documents.checks.findings import Finding, Place, nearest
from bot.documents.checks.numbers import check_addresses, check_numbers, check_parents
from bot.documents.checks.order import check_order
from bot.documents.checks.references import check_references
from bot.documents.checks.texts import check_texts
from bot.documents.plan_document import PlanDocument

__all__ = ["AdviceCode", "FaultCode", "Finding", "Place", "advise", "check_plan", "nearest"]


def check_plan(document: PlanDocument, practices: Collection[str]) -> tuple[Finding, ...]:
    """Give everything that keeps a plan from being used; empty when nothing does.

    `practices` are the practice codes that exist ("1a" to "4c"). Never raises for a bad plan.
    """
    return (
        *check_texts(document),
        *check_numbers(document),
        *check_parents(document),
        *check_addresses(document),
        *check_references(document, practices),
        *check_days(document),
        *check_order(document),
        *check_basis(document),
    )
