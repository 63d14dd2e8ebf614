"""Walking together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "shared_walks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("meeting_place", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("pace", sa.String(length=8), nullable=False),
        sa.Column("dogs", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("remind_at", MOMENT, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancel_note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_shared_walks_neighbourhood_id_neighbourhoods")),
        sa.ForeignKeyConstraint(["proposed_by"], ["members.id"], name=op.f("fk_shared_walks_proposed_by_members"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_walks")),
    )
    op.create_index("ix_shared_walks_time", "shared_walks", ["neighbourhood_id", "starts_at"])
    op.create_index("ix_shared_walks_proposer", "shared_walks", ["neighbourhood_id", "proposed_by"])
    op.create_index("ix_shared_walks_remind", "shared_walks", ["remind_at"])

    op.create_table(
        "shared_walk_parts",
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=True),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("met_at", MOMENT, nullable=True),
        sa.Column("met_by", sa.String(length=8), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("last_wrong_code", sa.String(length=4), nullable=True),
        sa.ForeignKeyConstraint(
            ["walk_id"], ["shared_walks.id"], name=op.f("fk_shared_walk_parts_walk_id_shared_walks"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_shared_walk_parts_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_shared_walk_parts_neighbourhood_id_neighbourhoods")
        ),
        sa.PrimaryKeyConstraint("walk_id", "member_id", name=op.f("pk_shared_walk_parts")),
    )
    op.create_index("ix_shared_walk_parts_member", "shared_walk_parts", ["neighbourhood_id", "member_id", "walk_id"])

    op.create_table(
        "meetings",
        sa.Column("walk_id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("met_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["walk_id"], ["shared_walks.id"], name=op.f("fk_meetings_walk_id_shared_walks"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["one_id"], ["members.id"], name=op.f("fk_meetings_one_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["members.id"], name=op.f("fk_meetings_other_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_meetings_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("walk_id", "one_id", "other_id", name=op.f("pk_meetings")),
    )
    op.create_index("ix_meetings_one", "meetings", ["neighbourhood_id", "one_id"])
    op.create_index("ix_meetings_other", "meetings", ["neighbourhood_id", "other_id"])

    op.create_table(
        "calendar_feeds",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_calendar_feeds_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_calendar_feeds_neighbourhood_id_neighbourhoods")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("calendar_feeds")
    op.drop_table("meetings")
    op.drop_table("shared_walk_parts")
    op.drop_table("shared_walks")
