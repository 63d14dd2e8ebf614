"""What alerts need to be whole: ranks of pushes, channels outside, places of who comes, policies kept, quiet hours, findings."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(26), "sqlite")
ALERT_MOMENTS = ("duress_at", "duress_told_at", "duress_seen_at", "outside_told_at")
RESPONSE_MOMENTS = ("moved_at", "debrief_at", "debrief_asked_at")
SUBSCRIPTION_MOMENTS = ("last_received_at", "last_test_at", "proof_asked_at", "silent_at")
NEW_TABLES = (
    "missing_sightings",
    "missing_told",
    "missing_people",
    "outside_sends",
    "outside_channels",
    "audit_findings",
    "responder_places",
    "policy_versions",
    "cancel_pins",
    "leases",
)
QUEUED = sa.text("status = 'queued'")
READ_OF_HOMES = (
    "member_id",
    "fix_at",
    "resting_until",
    "tier",
    "verified",
    "on_duty",
    "drill_ok",
    "quiet_from_min",
    "quiet_until_min",
    "quiet_but_buddies",
)


def upgrade() -> None:
    """Go forward."""
    _tables()
    _missing()
    _columns()
    op.drop_index("ix_presence_home", "presence")
    op.create_index(
        "ix_presence_home",
        "presence",
        ["neighbourhood_id", "home_cell", *READ_OF_HOMES],
        sqlite_where=sa.text("on_duty = 1 AND verified = 1 AND tier = 'responder'"),
        postgresql_where=sa.text("on_duty AND verified AND tier = 'responder'"),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_claim")
        batch_op.add_column(sa.Column("rank", sa.SmallInteger(), nullable=False, server_default="1"))
    op.execute("UPDATE deliveries SET rank = 0 WHERE urgency = 'high' AND kind IN ('alert', 'desk', 'check', 'ask', 'coming', 'test')")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("rank", server_default=None)
        batch_op.create_index("ix_deliveries_claim", ["rank", "due_at"], sqlite_where=QUEUED, postgresql_where=QUEUED)


def _columns() -> None:
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        for name in ALERT_MOMENTS:
            batch_op.add_column(sa.Column(name, MOMENT, nullable=True))
        batch_op.add_column(sa.Column("outside_count", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("about_alert_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("raised_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("policy_version", sa.Integer(), nullable=True))
    with op.batch_alter_table("responses", schema=None) as batch_op:
        for name in RESPONSE_MOMENTS:
            batch_op.add_column(sa.Column(name, MOMENT, nullable=True))
        batch_op.add_column(sa.Column("said_moving", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("debrief_answer", sa.String(length=12), nullable=True))
    with op.batch_alter_table("push_subscriptions", schema=None) as batch_op:
        for name in SUBSCRIPTION_MOMENTS:
            batch_op.add_column(sa.Column(name, MOMENT, nullable=True))
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=20), nullable=True))
    for table in ("members", "presence"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("drill_ok", sa.Boolean(), nullable=False, server_default=sa.false()))
            batch_op.add_column(sa.Column("quiet_from_min", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("quiet_until_min", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("quiet_but_buddies", sa.Boolean(), nullable=False, server_default=sa.true()))
    for table, column in DEFAULTED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)


DEFAULTED = (
    ("alerts", "outside_count"),
    ("responses", "said_moving"),
    ("members", "drill_ok"),
    ("members", "quiet_but_buddies"),
    ("presence", "drill_ok"),
    ("presence", "quiet_but_buddies"),
)


def _of_neighbourhood() -> sa.Column[UUID]:
    return sa.Column("neighbourhood_id", sa.Uuid(), sa.ForeignKey("neighbourhoods.id"), nullable=False)


def _of_member(*, primary_key: bool = True) -> sa.Column[UUID]:
    return sa.Column("member_id", sa.Uuid(), sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key)


def _tables() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=40), primary_key=True),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("until_at", MOMENT, nullable=False),
    )
    op.create_table(
        "cancel_pins",
        _of_member(),
        _of_neighbourhood(),
        sa.Column("pin_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("other_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", MOMENT, nullable=True),
    )
    op.create_table(
        "policy_versions",
        sa.Column("neighbourhood_id", sa.Uuid(), sa.ForeignKey("neighbourhoods.id"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
    )
    op.create_table(
        "responder_places",
        sa.Column("alert_id", sa.Uuid(), sa.ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
        _of_member(),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("accuracy_m", sa.Float(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
    )
    op.create_table(
        "audit_findings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_neighbourhood(),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("mended_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
    )
    op.create_index("ix_audit_findings_open", "audit_findings", ["neighbourhood_id", "mended_at", "found_at"])
    op.create_table(
        "outside_channels",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_neighbourhood(),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_test_at", MOMENT, nullable=True),
        sa.Column("last_ok_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=False),
    )
    op.create_index("ix_outside_channels_neighbourhood_id_id", "outside_channels", ["neighbourhood_id", "id"])
    op.create_table(
        "outside_sends",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_neighbourhood(),
        sa.Column("channel_id", sa.Uuid(), sa.ForeignKey("outside_channels.id", ondelete="CASCADE"), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=False),
    )
    op.create_index("ix_outside_sends_claim", "outside_sends", ["due_at"], sqlite_where=QUEUED, postgresql_where=QUEUED)
    op.create_index("ix_outside_sends_channel", "outside_sends", ["neighbourhood_id", "channel_id", "id"])


def _missing() -> None:
    op.create_table(
        "missing_people",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of_neighbourhood(),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("seen_near", sa.String(length=120), nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("told_count", sa.Integer(), nullable=False),
    )
    op.create_index("ix_missing_people_open", "missing_people", ["neighbourhood_id", "closed_at", "expires_at"])
    op.create_table(
        "missing_told",
        sa.Column("missing_id", sa.Uuid(), sa.ForeignKey("missing_people.id", ondelete="CASCADE"), primary_key=True),
        _of_member(),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
    )
    op.create_index("ix_missing_told_neighbourhood_id_member_id", "missing_told", ["neighbourhood_id", "member_id"])
    op.create_table(
        "missing_sightings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("neighbourhood_id", sa.Uuid(), nullable=False),
        sa.Column("missing_id", sa.Uuid(), sa.ForeignKey("missing_people.id", ondelete="CASCADE"), nullable=False),
        _of_member(primary_key=False),
        sa.Column("cell", sa.String(length=16), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
    )
    op.create_index("ix_missing_sightings_missing", "missing_sightings", ["neighbourhood_id", "missing_id", "seen_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_presence_home", "presence")
    op.create_index("ix_presence_home", "presence", ["neighbourhood_id", "home_cell", "member_id"])
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_claim")
        batch_op.drop_column("rank")
        batch_op.create_index("ix_deliveries_claim", ["due_at"], sqlite_where=QUEUED, postgresql_where=QUEUED)
    for table in ("presence", "members"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in ("quiet_but_buddies", "quiet_until_min", "quiet_from_min", "drill_ok"):
                batch_op.drop_column(name)
    dropped = {
        "members": ("phone",),
        "push_subscriptions": SUBSCRIPTION_MOMENTS,
        "responses": ("debrief_answer", "said_moving", *RESPONSE_MOMENTS),
        "alerts": ("policy_version", "raised_by", "about_alert_id", "outside_count", *ALERT_MOMENTS),
    }
    for table, names in dropped.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.drop_column(name)
    for table in NEW_TABLES:
        op.drop_table(table)
