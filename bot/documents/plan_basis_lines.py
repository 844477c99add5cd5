"""What a plan rests on as lines of text, field by field, for comparing and for showing."""

from __future__ import annotations

from collections.abc import Mapping

from bot.documents.plan_document import Observation, PlanDocument, Signature

OBSERVED = ("strengths", "weaknesses", "opportunities", "threats")
"""The four lists of the data analysis (F055 to F063), in the template's order of importance."""


def basis_fields(document: PlanDocument) -> Mapping[str, object]:
    """Give texts as they are and lists as one line an item; two plans with equal lines say the same."""
    needs, analysis, purpose = document.needs, document.analysis, document.purpose
    observed = {name: tuple(map(_observation, getattr(analysis, name))) for name in OBSERVED}
    return {
        "purpose_if": purpose.if_text,
        "purpose_then": purpose.then_text,
        "purpose_and": purpose.and_text,
        "glossary": tuple(f"{term.term}: {term.definition}" for term in document.glossary),
        "needs_kind": needs.kind,
        "needs_process": needs.process,
        "needs_stakeholders": needs.stakeholders,
        "checklist": tuple(_joined(line.element, *line.aspects, *line.other) for line in needs.checklist),
        **observed,
        "leverage": analysis.leverage,
        "root_causes": tuple(
            _joined(cause.text, cause.cause, cause.evidence) for cause in analysis.root_causes
        ),
        "signatures": tuple(map(_signature, document.signatures)),
        "attachments": tuple(
            _joined(attachment.name, attachment.kind, attachment.location)
            for attachment in document.attachments
        ),
    }


def _observation(observation: Observation) -> str:
    return _joined(observation.text, observation.evidence)


def _signature(signature: Signature) -> str:
    signed = signature.signed_on.isoformat() if signature.signed_on else None
    return _joined(signature.name, signature.position, signature.plan_role, signature.signature, signed)


def _joined(*parts: str | None) -> str:
    """Give the parts with bars between them, so that no two different lists give the same line."""
    texts = [(part or "").replace("|", "||") for part in parts]
    while texts and not texts[-1]:
        texts.pop()
    return " | ".join(texts)
