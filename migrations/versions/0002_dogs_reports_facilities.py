"""Dogs, reports and facilities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "facilities",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("last_checked_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("last_working", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_facilities_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_facilities")),
    )
    with op.batch_alter_table("facilities", schema=None) as batch_op:
        batch_op.create_index("ix_facilities_number", ["neighbourhood_id", "kind", "number"], unique=False)

    op.create_table(
        "reports",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("facility_id", sa.Uuid(), nullable=True),
        sa.Column("facility_label", sa.String(length=80), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_reports_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_facility", ["neighbourhood_id", "facility_id", "said_at"], unique=False)
        batch_op.create_index("ix_reports_newest", ["neighbourhood_id", "reported_at", "id"], unique=False)
        batch_op.create_index("ix_reports_said", ["neighbourhood_id", "said_at"], unique=False)

    op.create_table(
        "dogs",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("registration_no", sa.String(length=15), nullable=True),
        sa.Column("temperament", sa.String(length=12), nullable=True),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("temperament_note", sa.String(length=300), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_dogs_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_dogs_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_dogs")),
    )
    with op.batch_alter_table("dogs", schema=None) as batch_op:
        batch_op.create_index("ix_dogs_mine", ["neighbourhood_id", "member_id", "id"], unique=False)

    op.create_table(
        "facility_checks",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("facility_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("photo_ids", sa.JSON(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_facility_checks_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "facility_id"],
            ["facilities.neighbourhood_id", "facilities.id"],
            name=op.f("fk_facility_checks_neighbourhood_id_facilities"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_facility_checks")),
    )
    with op.batch_alter_table("facility_checks", schema=None) as batch_op:
        batch_op.create_index("ix_facility_checks_facility", ["neighbourhood_id", "facility_id", "checked_at"], unique=False)
        batch_op.create_index("ix_facility_checks_mine", ["neighbourhood_id", "member_id", "checked_at"], unique=False)
        batch_op.create_index("ix_facility_checks_walk", ["neighbourhood_id", "patrol_id"], unique=False)

    op.create_table(
        "report_sayings",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("by_check", sa.Boolean(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("photo_ids", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_report_sayings_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "report_id"],
            ["reports.neighbourhood_id", "reports.id"],
            name=op.f("fk_report_sayings_neighbourhood_id_reports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_report_sayings")),
    )
    with op.batch_alter_table("report_sayings", schema=None) as batch_op:
        batch_op.create_index("ix_report_sayings_mine", ["neighbourhood_id", "member_id", "said_at"], unique=False)
        batch_op.create_index("ix_report_sayings_report", ["neighbourhood_id", "report_id", "said_at"], unique=False)
        batch_op.create_index("ix_report_sayings_walk", ["neighbourhood_id", "patrol_id"], unique=False)

    op.create_table(
        "report_timeline",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "report_id"],
            ["reports.neighbourhood_id", "reports.id"],
            name=op.f("fk_report_timeline_neighbourhood_id_reports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "report_id", "seq", name=op.f("pk_report_timeline")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("report_timeline")
    with op.batch_alter_table("report_sayings", schema=None) as batch_op:
        batch_op.drop_index("ix_report_sayings_walk")
        batch_op.drop_index("ix_report_sayings_report")
        batch_op.drop_index("ix_report_sayings_mine")

    op.drop_table("report_sayings")
    with op.batch_alter_table("facility_checks", schema=None) as batch_op:
        batch_op.drop_index("ix_facility_checks_walk")
        batch_op.drop_index("ix_facility_checks_mine")
        batch_op.drop_index("ix_facility_checks_facility")

    op.drop_table("facility_checks")
    with op.batch_alter_table("dogs", schema=None) as batch_op:
        batch_op.drop_index("ix_dogs_mine")

    op.drop_table("dogs")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_said")
        batch_op.drop_index("ix_reports_newest")
        batch_op.drop_index("ix_reports_facility")

    op.drop_table("reports")
    with op.batch_alter_table("facilities", schema=None) as batch_op:
        batch_op.drop_index("ix_facilities_number")

    op.drop_table("facilities")
