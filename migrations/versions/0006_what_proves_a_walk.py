"""What proves a walk: how far its checked facilities lie apart, what the phone cut off its ends, when it reached us."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    moment = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trimmed_m", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("checked_m", sa.Float(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("checked_s", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("arrived_at", moment, nullable=True))
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        for name in ("trimmed_m", "checked_m", "checked_s"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        for name in ("arrived_at", "checked_s", "checked_m", "trimmed_m"):
            batch_op.drop_column(name)
