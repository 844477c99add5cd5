"""Course, supports and experts

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOTES = ("decided_by", "reaches")
FACTS = ("before", "after")
OF_SUPPORT = (
    ("offered_on", sa.Date()),
    ("offered_words", sa.String()),
    ("as_intended", sa.String(32)),
    ("as_intended_words", sa.String()),
    ("used_words", sa.String()),
    ("helped", sa.String(32)),
    ("rated_on", sa.Date()),
)
PEOPLE = ("offered_by_id", "rated_by_id")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "practice_expert",
        sa.Column("id", types.Key, nullable=False),
        sa.Column("workspace_id", types.Key, nullable=False),
        sa.Column("person_id", types.Key, nullable=False),
        sa.Column("practice", sa.String(8), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_practice_expert_person_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_practice_expert_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_expert")),
        sa.UniqueConstraint("person_id", "practice", name=op.f("uq_practice_expert_person_id_practice")),
    )
    op.create_index(op.f("ix_practice_expert_practice"), "practice_expert", ["practice"], unique=False)
    with op.batch_alter_table("adjustment") as batch:
        batch.add_column(sa.Column("course", sa.String(32), nullable=False, server_default="change"))
        batch.add_column(sa.Column("cause", sa.String(32), nullable=True))
        batch.add_column(sa.Column("cause_words", sa.String(), nullable=True))
        for name in NOTES:
            batch.add_column(sa.Column(name, types.Facts, nullable=False, server_default="[]"))
        for name in FACTS:
            batch.add_column(sa.Column(name, types.Facts, nullable=False, server_default="{}"))
        batch.alter_column("what", existing_type=sa.String(), nullable=True)
    # what was recorded so far: a new date is a course of its own; help counted as given once offered
    op.execute("UPDATE adjustment SET course = 'date' WHERE new_due_on IS NOT NULL")
    with op.batch_alter_table("support") as batch:
        for name, kind in OF_SUPPORT:
            batch.add_column(sa.Column(name, kind, nullable=True))
        for name in PEOPLE:
            batch.add_column(sa.Column(name, types.Key, nullable=True))
            batch.create_foreign_key(op.f(f"fk_support_{name}"), "person", [name], ["id"])
    op.execute(
        "UPDATE support SET offered_on = given_on, offered_words = given_words, offered_by_id = given_by_id"
    )


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table("support") as batch:
        for name in PEOPLE:
            batch.drop_constraint(op.f(f"fk_support_{name}"), type_="foreignkey")
            batch.drop_column(name)
        for name, _ in OF_SUPPORT:
            batch.drop_column(name)
    op.execute("UPDATE adjustment SET what = '' WHERE what IS NULL")
    with op.batch_alter_table("adjustment") as batch:
        batch.alter_column("what", existing_type=sa.String(), nullable=False)
        for name in (*FACTS, *NOTES, "cause_words", "cause", "course"):
            batch.drop_column(name)
    op.drop_index(op.f("ix_practice_expert_practice"), table_name="practice_expert")
    op.drop_table("practice_expert")
