"""Recorders: other apps that record a walk, and which walks came from each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    moment = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
    op.create_table(
        "recorders",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("app", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("last_seen_at", moment, nullable=True),
        sa.Column("set_aside", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_recorders_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_recorders_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_recorders")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_recorders_token_hash")),
    )
    with op.batch_alter_table("recorders", schema=None) as batch_op:
        batch_op.create_index("ix_recorders_mine", ["neighbourhood_id", "member_id"], unique=False)

    op.create_table(
        "recorder_walks",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("recorder_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "patrol_id"],
            ["patrols.neighbourhood_id", "patrols.id"],
            name=op.f("fk_recorder_walks_neighbourhood_id_patrols"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "recorder_id"],
            ["recorders.neighbourhood_id", "recorders.id"],
            name=op.f("fk_recorder_walks_neighbourhood_id_recorders"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "recorder_id", "patrol_id", name=op.f("pk_recorder_walks")),
    )
    with op.batch_alter_table("recorder_walks", schema=None) as batch_op:
        batch_op.create_index("ix_recorder_walks_open", ["neighbourhood_id", "closed", "received_at"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("recorder_walks", schema=None) as batch_op:
        batch_op.drop_index("ix_recorder_walks_open")

    op.drop_table("recorder_walks")
    with op.batch_alter_table("recorders", schema=None) as batch_op:
        batch_op.drop_index("ix_recorders_mine")

    op.drop_table("recorders")
