"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "change_counters",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("last_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_change_counters")),
    )
    op.create_table(
        "changes",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("neighbourhood_id", "seq", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_at"), ["at"], unique=False)

    op.create_table(
        "neighbourhoods",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_ko", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("boundary", sa.Text(), nullable=False),
        sa.Column("centre_lat", sa.Float(), nullable=False),
        sa.Column("centre_lon", sa.Float(), nullable=False),
        sa.Column("desk_phone", sa.String(length=20), nullable=True),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhoods")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", "hour", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "sync_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_items")),
    )
    op.create_table(
        "worker_beats",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_worker_beats")),
    )
    with op.batch_alter_table("worker_beats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_beats_beat_at"), ["beat_at"], unique=False)

    op.create_table(
        "access_chains",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("last_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_access_chains_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_access_chains")),
    )
    op.create_table(
        "access_log",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_access_log_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "seq", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index("ix_access_log_alert", ["neighbourhood_id", "actor_id", "alert_id"], unique=False)
        batch_op.create_index("ix_access_log_subject", ["neighbourhood_id", "subject_id", "seq"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("duty_on", sa.Boolean(), nullable=False),
        sa.Column("resting_until", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("family_phone", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_members_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index("ix_members_neighbourhood_id_id", ["neighbourhood_id", "id"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("place", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("cell", sa.String(length=16), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("closing_note", sa.String(length=1000), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("desk_told_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("desk_seen_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("next_step_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_alerts_neighbourhood_id_neighbourhoods")),
        sa.ForeignKeyConstraint(["person_id"], ["members.id"], name=op.f("fk_alerts_person_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index("ix_alerts_board", ["neighbourhood_id", "status", "opened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_check_in_id"), ["check_in_id"], unique=False)
        batch_op.create_index("ix_alerts_next_step", ["next_step_at"], unique=False)
        batch_op.create_index("ix_alerts_person", ["neighbourhood_id", "person_id", "id"], unique=False)

    op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("context", sa.String(length=8), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("category", sa.String(length=24), nullable=True),
        sa.Column("urgency", sa.String(length=8), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("photo_ids", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("clock_flag", sa.String(length=16), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_check_ins_member_id_members")),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_check_ins_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
    )
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.create_index("ix_check_ins_mine", ["neighbourhood_id", "member_id", "id"], unique=False)
        batch_op.create_index("ix_check_ins_newest", ["neighbourhood_id", "received_at"], unique=False)

    op.create_table(
        "consents",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_consents_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_consents_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "member_id", "kind", name=op.f("pk_consents")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("ttl_s", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_deliveries_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_deliveries_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deliveries_claim",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("status = 'queued'"),
            postgresql_where=sa.text("status = 'queued'"),
        )
        batch_op.create_index(
            "ix_deliveries_neighbourhood_id_alert_id_member_id", ["neighbourhood_id", "alert_id", "member_id"], unique=False
        )
        batch_op.create_index("ix_deliveries_neighbourhood_id_device_id_status", ["neighbourhood_id", "device_id", "status"], unique=False)

    op.create_table(
        "devices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_devices_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_devices_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_devices_member_id"), ["member_id"], unique=False)

    op.create_table(
        "homes",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("entry_note", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("cell", sa.String(length=16), nullable=False),
        sa.Column("cell_set_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_homes_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_homes_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_homes")),
    )
    op.create_table(
        "pairing_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("selector", sa.String(length=4), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("used_by_device", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_pairing_codes_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_pairing_codes_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_codes")),
    )
    with op.batch_alter_table("pairing_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_codes_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_codes_selector"), ["selector"], unique=False)

    op.create_table(
        "patrols",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("start_received", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("companions", sa.JSON(), nullable=False),
        sa.Column("fix_count", sa.Integer(), nullable=False),
        sa.Column("distance_m", sa.Float(), nullable=False),
        sa.Column("last_fix_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("last_cell", sa.String(length=16), nullable=True),
        sa.Column("last_sign_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("clock_offset_s", sa.Integer(), nullable=False),
        sa.Column("track_expires_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_patrols_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_patrols_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_patrols")),
    )
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.create_index("ix_patrols_mine", ["neighbourhood_id", "member_id", "started_at", "id"], unique=False)
        batch_op.create_index("ix_patrols_silence", ["neighbourhood_id", "status", "last_sign_at"], unique=False)
        batch_op.create_index("ix_patrols_track_expiry", ["neighbourhood_id", "track_expires_at"], unique=False)

    op.create_table(
        "photos",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_photos_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_photos_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("neighbourhood_id", "id", name=op.f("pk_photos")),
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photos_member_id"), ["member_id"], unique=False)

    op.create_table(
        "presence",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("home_cell", sa.String(length=16), nullable=True),
        sa.Column("walking_cell", sa.String(length=16), nullable=True),
        sa.Column("fix_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("resting_until", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_presence_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_presence_neighbourhood_id_neighbourhoods")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_presence")),
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index("ix_presence_home", ["neighbourhood_id", "home_cell", "member_id"], unique=False)
        batch_op.create_index("ix_presence_walking", ["neighbourhood_id", "walking_cell", "member_id"], unique=False)

    op.create_table(
        "ties",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_ties_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_ties_neighbourhood_id_neighbourhoods")),
        sa.ForeignKeyConstraint(["other_id"], ["members.id"], name=op.f("fk_ties_other_id_members"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("neighbourhood_id", "member_id", "other_id", name=op.f("pk_ties")),
    )
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ties_other_id"), ["other_id"], unique=False)

    op.create_table(
        "alert_timeline",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_timeline_alert_id_alerts"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("alert_id", "seq", name=op.f("pk_alert_timeline")),
    )
    op.create_table(
        "push_subscriptions",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("endpoint_hash", sa.LargeBinary(), nullable=False),
        sa.Column("p256dh", sa.LargeBinary(), nullable=False),
        sa.Column("auth", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("last_ok_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_push_subscriptions_device_id_devices"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_push_subscriptions_member_id_members"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"], ["neighbourhoods.id"], name=op.f("fk_push_subscriptions_neighbourhood_id_neighbourhoods")
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_push_subscriptions")),
    )
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_subscriptions_endpoint_hash"), ["endpoint_hash"], unique=False)
        batch_op.create_index("ix_push_subscriptions_neighbourhood_id_member_id", ["neighbourhood_id", "member_id"], unique=False)

    op.create_table(
        "responses",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("on_scene_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_responses_alert_id_alerts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_responses_member_id_members")),
        sa.PrimaryKeyConstraint("alert_id", "member_id", name=op.f("pk_responses")),
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index("ix_responses_member", ["neighbourhood_id", "member_id", "alert_id"], unique=False)

    op.create_table(
        "track_chunks",
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id", "patrol_id"],
            ["patrols.neighbourhood_id", "patrols.id"],
            name=op.f("fk_track_chunks_neighbourhood_id_patrols"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "patrol_id", "seq", name=op.f("pk_track_chunks")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("track_chunks")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index("ix_responses_member")

    op.drop_table("responses")
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        batch_op.drop_index("ix_push_subscriptions_neighbourhood_id_member_id")
        batch_op.drop_index(batch_op.f("ix_push_subscriptions_endpoint_hash"))

    op.drop_table("push_subscriptions")
    op.drop_table("alert_timeline")
    with op.batch_alter_table("ties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ties_other_id"))

    op.drop_table("ties")
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.drop_index("ix_presence_walking")
        batch_op.drop_index("ix_presence_home")

    op.drop_table("presence")
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photos_member_id"))

    op.drop_table("photos")
    with op.batch_alter_table("patrols", schema=None) as batch_op:
        batch_op.drop_index("ix_patrols_track_expiry")
        batch_op.drop_index("ix_patrols_silence")
        batch_op.drop_index("ix_patrols_mine")

    op.drop_table("patrols")
    with op.batch_alter_table("pairing_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairing_codes_selector"))
        batch_op.drop_index(batch_op.f("ix_pairing_codes_member_id"))

    op.drop_table("pairing_codes")
    op.drop_table("homes")
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_devices_member_id"))

    op.drop_table("devices")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_neighbourhood_id_device_id_status")
        batch_op.drop_index("ix_deliveries_neighbourhood_id_alert_id_member_id")
        batch_op.drop_index("ix_deliveries_claim", sqlite_where=sa.text("status = 'queued'"), postgresql_where=sa.text("status = 'queued'"))

    op.drop_table("deliveries")
    op.drop_table("consents")
    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.drop_index("ix_check_ins_newest")
        batch_op.drop_index("ix_check_ins_mine")

    op.drop_table("check_ins")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index("ix_alerts_person")
        batch_op.drop_index("ix_alerts_next_step")
        batch_op.drop_index(batch_op.f("ix_alerts_check_in_id"))
        batch_op.drop_index("ix_alerts_board")

    op.drop_table("alerts")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index("ix_members_neighbourhood_id_id")

    op.drop_table("members")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_subject")
        batch_op.drop_index("ix_access_log_alert")

    op.drop_table("access_log")
    op.drop_table("access_chains")
    with op.batch_alter_table("worker_beats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_beats_beat_at"))

    op.drop_table("worker_beats")
    op.drop_table("sync_items")
    op.drop_table("sign_in_failures")
    op.drop_table("neighbourhoods")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_at"))

    op.drop_table("changes")
    op.drop_table("change_counters")
