"""When somebody promised to check in, what became of each promise, and whose buddies were asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
WAITING = sa.text("next_step_at IS NOT NULL")
AT_THE_DESK = sa.text("desk_told_at IS NOT NULL")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.String(length=40), nullable=False),
        sa.Column("weekdays", sa.String(length=14), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("grace_min", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("pause_reminded_at", MOMENT, nullable=True),
        sa.Column("next_due_at", MOMENT, nullable=True),
        sa.Column("next_day", sa.Date(), nullable=True),
        sa.Column("next_minute", sa.Integer(), nullable=True),
        sa.Column("taken", sa.String(length=60), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("contact_at", MOMENT, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("people_told_at", MOMENT, nullable=True),
        sa.Column("desk_told_at", MOMENT, nullable=True),
        sa.Column("silent_since_at", MOMENT, nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("next_step_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_plans_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_plans_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index("ix_plans_neighbourhood_id_member_id", "plans", ["neighbourhood_id", "member_id"])
    op.create_index("ix_plans_next_step_at", "plans", ["next_step_at"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(
        "ix_plans_at_the_desk", "plans", ["neighbourhood_id", "desk_told_at"], sqlite_where=AT_THE_DESK, postgresql_where=AT_THE_DESK
    )
    op.create_table(
        "promises",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("how", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_promises_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_promises_neighbourhood_id_neighbourhoods")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_promises_plan_id_plans"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "day", "minute", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_neighbourhood_id_member_id_due_at", "promises", ["neighbourhood_id", "member_id", "due_at"])
    op.create_table(
        "plan_asks",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("how", sa.String(length=16), nullable=True),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_plan_asks_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_plan_asks_neighbourhood_id_neighbourhoods")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_asks_plan_id_plans"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "day", "minute", "member_id", name=op.f("pk_plan_asks")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("plan_asks")
    op.drop_table("promises")
    op.drop_table("plans")
