"""What walks need for hours, coverage and trust."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NEW = (
    "dog_ids",
    "source",
    "shared",
    "shared_said_at",
    "jumps",
    "set_aside",
    "paused_s",
    "first_fix_at",
    "uncovered_at",
    "cells",
    "checkpoints",
    "confirmed_min",
    "confirmed_by",
    "confirmed_note",
)


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")


def upgrade() -> None:
    """Go forward. Tracks that are here already are counted into the coverage by the worker; they keep their distance."""
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.add_column(sa.Column("dog_ids", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        batch_op.add_column(sa.Column("source", sa.String(length=12), nullable=False, server_default="app"))
        batch_op.add_column(sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("shared_said_at", _moment(), nullable=True))
        batch_op.add_column(sa.Column("jumps", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("set_aside", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
        batch_op.add_column(sa.Column("paused_s", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("first_fix_at", _moment(), nullable=True))
        batch_op.add_column(sa.Column("uncovered_at", _moment(), nullable=True))
        batch_op.add_column(sa.Column("cells", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("checkpoints", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("confirmed_min", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_note", sa.String(length=300), nullable=True))
        batch_op.create_index("ix_patrols_uncovered", ["neighbourhood_id", "uncovered_at"], unique=False)
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        for name in ("dog_ids", "source", "shared", "jumps", "set_aside", "paused_s", "cells", "checkpoints"):
            batch_op.alter_column(name, server_default=None)
    op.execute("UPDATE patrols SET uncovered_at = last_sign_at WHERE track_expires_at IS NOT NULL")
    with op.batch_alter_table("track_chunks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("aside", sa.LargeBinary(), nullable=True))

    op.create_table(
        "coverage_visits",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cell", sa.String(length=16), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_coverage_visits_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_coverage_visits_neighbourhood_id_neighbourhoods")
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "day", "cell", "band", "member_id", name=op.f("pk_coverage_visits")),
    )
    with op.batch_alter_table("coverage_visits", schema=None) as batch_op:
        batch_op.create_index("ix_coverage_visits_member", ["neighbourhood_id", "member_id"], unique=False)

    op.create_table(
        "certificates",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("first_month", sa.String(length=7), nullable=False),
        sa.Column("last_month", sa.String(length=7), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("issued_at", _moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_certificates_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_certificates_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "number", name=op.f("pk_certificates")),
    )
    with op.batch_alter_table("certificates", schema=None) as batch_op:
        batch_op.create_index("ix_certificates_mine", ["neighbourhood_id", "member_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("certificates", schema=None) as batch_op:
        batch_op.drop_index("ix_certificates_mine")
    op.drop_table("certificates")
    with op.batch_alter_table("coverage_visits", schema=None) as batch_op:
        batch_op.drop_index("ix_coverage_visits_member")
    op.drop_table("coverage_visits")
    with op.batch_alter_table("track_chunks", schema=None) as batch_op:
        batch_op.drop_column("aside")
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_uncovered")
        for name in reversed(_NEW):
            batch_op.drop_column(name)
