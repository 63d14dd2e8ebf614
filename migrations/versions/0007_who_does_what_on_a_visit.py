"""Who does what on a visit, the responder's own timer, and alerts that go to the desk alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    moment = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=8), nullable=True))
        for name in ("check_at", "check_asked_at", "silent_at"):
            batch_op.add_column(sa.Column(name, moment, nullable=True))
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in ("alone_at", "second_missing_at"):
            batch_op.add_column(sa.Column(name, moment, nullable=True))
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.alter_column("quiet", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        for name in ("second_missing_at", "alone_at", "quiet"):
            batch_op.drop_column(name)
    with op.batch_alter_table("responses", schema=None) as batch_op:
        for name in ("silent_at", "check_asked_at", "check_at", "role"):
            batch_op.drop_column(name)
