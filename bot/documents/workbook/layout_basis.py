"""Where the needs assessment, the glossary, the signatures and the attachments stand in the workbook."""

from __future__ import annotations

from bot.documents.workbook.layout import (
    GOALS,
    MILESTONES,
    PEOPLE,
    STRATEGIES,
    TEAMS,
    Column,
    Kind,
    Table,
)

CHECKLIST = Table(
    "checklist",
    "needs",
    (
        Column("element", Kind.ELEMENT, 34),
        Column("aspect", Kind.ASPECT, 30, needed=False),
        Column("included", Kind.YES_NO, 12),
        Column("other", Kind.LINES, 30, needed=False),
    ),
)
ANALYSIS = Table(
    "analysis",
    "needs",
    (
        Column("kind", Kind.OBSERVED, 16),
        Column("text", width=44),
        Column("evidence", width=40, needed=False),
        Column("cause", Kind.CAUSE, 18, needed=False),
    ),
    first_column=len(CHECKLIST.columns) + 2,
)
SIGNATURES = Table(
    "signatures",
    "signatures",
    (
        Column("name", width=24),
        Column("position", width=24, needed=False),
        Column("plan_role", width=26, needed=False),
        Column("signature", width=20, needed=False),
        Column("signed_on", Kind.DATE, 12, needed=False),
    ),
)
ATTACHMENTS = Table(
    "attachments",
    "signatures",
    (
        Column("name", width=28),
        Column("kind", Kind.ATTACHMENT, 20, needed=False),
        Column("location", width=34, needed=False),
    ),
    first_column=len(SIGNATURES.columns) + 2,
)
GLOSSARY = Table(
    "glossary",
    "signatures",
    (Column("term", width=20), Column("definition", width=44)),
    first_column=ATTACHMENTS.first_column + len(ATTACHMENTS.columns) + 1,
)
BASIS_TABLES = (CHECKLIST, ANALYSIS, SIGNATURES, ATTACHMENTS, GLOSSARY)
TABLES = (GOALS, STRATEGIES, MILESTONES, PEOPLE, TEAMS, *BASIS_TABLES)
