"""Look where the question points

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "absence",
    "action",
    "action_collaborator",
    "action_predecessor",
    "action_report",
    "adjustment",
    "alert",
    "audit_event",
    "calendar_span",
    "check_in",
    "cycle",
    "cycle_step",
    "delivery",
    "downtime",
    "due_date_move",
    "flag",
    "form_draft",
    "goal",
    "goal_measure",
    "milestone",
    "named_channel",
    "organization",
    "output",
    "person",
    "plan",
    "priority_area",
    "question_asked",
    "revision",
    "role",
    "schedule",
    "school_calendar",
    "strategy",
    "strategy_measure",
    "subscription",
    "support",
    "team",
    "team_member",
    "term",
)
"""Their index by workspace alone made SQLite read a workspace's every row."""


def upgrade() -> None:
    """Go one step forward."""
    for table in TABLES:
        op.drop_index(f"ix_{table}_workspace_id", table_name=table)
    op.drop_index("ix_delivery_about", table_name="delivery")
    op.create_index("ix_delivery_about", "delivery", ["workspace_id", "about"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_index("ix_delivery_about", table_name="delivery")
    op.create_index("ix_delivery_about", "delivery", ["about"])
    for table in TABLES:
        op.create_index(f"ix_{table}_workspace_id", table, ["workspace_id"])
