"""Reports that a clerk enters: their source and the batches they come in."""

import sqlalchemy as sa
from alembic import op
from storage.tables.base import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("reports") as reports:
        reports.add_column(
            sa.Column("source", sa.String(16), server_default="chat", nullable=False)
        )
        reports.add_column(sa.Column("entered_by", _ID, nullable=True))
        reports.create_foreign_key("fk_reports_entered_by", "staff", ["entered_by"], ["id"])
    op.create_table(
        "desk_batches",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("created_by", _ID, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("pasted", sa.LargeBinary(), nullable=True),
        sa.Column("work", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name="fk_desk_batches_created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_batches"),
    )
    op.create_index("ix_desk_batches_changed_at", "desk_batches", ["changed_at"])
    op.create_table(
        "desk_uploads",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("batch_id", _ID, nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("created_by", _ID, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("store_key", sa.String(200), nullable=False),
        sa.Column("filename", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("delivery_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["desk_batches.id"], name="fk_desk_uploads_batch_id"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["staff.id"], name="fk_desk_uploads_created_by"),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name="fk_desk_uploads_delivery_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_desk_uploads"),
        sa.UniqueConstraint("store_key", name="uq_desk_uploads_store_key"),
    )
    op.create_index("ix_desk_uploads_batch_id", "desk_uploads", ["batch_id"])
    op.create_index("ix_desk_uploads_delivery_id", "desk_uploads", ["delivery_id"])
    op.create_table(
        "desk_nicknames",
        sa.Column("name_index", sa.LargeBinary(32), nullable=False),
        sa.Column("observer_id", _ID, nullable=False),
        sa.Column("set_by", _ID, nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"],
            ["observers.id"],
            name="fk_desk_nicknames_observer_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name="fk_desk_nicknames_set_by"),
        sa.PrimaryKeyConstraint("name_index", name="pk_desk_nicknames"),
    )


def downgrade() -> None:
    for table in ("desk_nicknames", "desk_uploads", "desk_batches"):
        op.drop_table(table)
    with op.batch_alter_table("reports") as reports:
        reports.drop_constraint("fk_reports_entered_by", type_="foreignkey")
        reports.drop_column("entered_by")
        reports.drop_column("source")
