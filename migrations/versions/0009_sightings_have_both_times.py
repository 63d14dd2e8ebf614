"""A sighting keeps when it arrived beside when it was, and a call to look out who said that it is over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    moment = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
    with op.batch_alter_table("missing_people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_by", sa.Uuid(), nullable=True))
    with op.batch_alter_table("missing_sightings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received_at", moment, nullable=True))
    op.execute("UPDATE missing_sightings SET received_at = seen_at")
    with op.batch_alter_table("missing_sightings", schema=None) as batch_op:
        batch_op.alter_column("received_at", nullable=False, existing_type=moment)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("missing_sightings", schema=None) as batch_op:
        batch_op.drop_column("received_at")
    with op.batch_alter_table("missing_people", schema=None) as batch_op:
        batch_op.drop_column("closed_by")
