"""What somebody knew a neighbour as whom they want called first or never, and who at the desk wrote it down for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.add_column(sa.Column("known_as", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("noted_by", sa.Uuid(), nullable=True))
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.alter_column("known_as", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.drop_column("noted_by")
        batch_op.drop_column("known_as")
