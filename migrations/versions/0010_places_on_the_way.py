"""A place on the way belongs to the phone that sends it, and knows how far its owner has come; who wants to talk is found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
TALK = sa.text("debrief_answer = 'talk'")


def _places(*more: sa.Column[object]) -> None:
    """Nothing was kept in the table before, and nothing in it outlives an alert: it is made anew."""
    op.drop_table("responder_places")
    op.create_table(
        "responder_places",
        sa.Column("alert_id", sa.Uuid(), sa.ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member_id", sa.Uuid(), sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("accuracy_m", sa.Float(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        *more,
    )


def upgrade() -> None:
    """Go forward."""
    _places(
        sa.Column("device_id", sa.Uuid(), sa.ForeignKey("devices.id", ondelete="CASCADE"), nullable=False),
        sa.Column("from_lat", sa.Float(), nullable=False),
        sa.Column("from_lon", sa.Float(), nullable=False),
        sa.Column("from_accuracy_m", sa.Float(), nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("nearest_m", sa.Float(), nullable=True),
        sa.Column("detours", sa.Integer(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
    )
    op.create_index("ix_responder_places_member", "responder_places", ["neighbourhood_id", "member_id"])
    op.create_index("ix_responses_talk", "responses", ["neighbourhood_id", "debrief_asked_at"], sqlite_where=TALK, postgresql_where=TALK)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_responses_talk", "responses")
    _places()
