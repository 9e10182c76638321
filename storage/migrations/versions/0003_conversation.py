"""Questions of observers, the handbook's edited entries."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Day, Instant, RowId

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "inquiries",
        sa.Column("id", RowId, autoincrement=True, nullable=False),
        sa.Column("delivery_id", RowId, nullable=False),
        sa.Column("observer_id", RowId, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("handbook_key", sa.String(80), nullable=False),
        sa.Column("report_id", RowId, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("settled_by", RowId, nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inquiries"),
        sa.UniqueConstraint("delivery_id", name="uq_inquiries_delivery_id"),
        _key("inquiries", "delivery_id", "deliveries"),
        _key("inquiries", "observer_id", "observers"),
        _key("inquiries", "report_id", "reports"),
        _key("inquiries", "settled_by", "staff"),
    )
    op.create_index("uq_inquiries_day_seq", "inquiries", ["day", "seq"], unique=True)
    op.create_index("ix_inquiries_observer", "inquiries", ["observer_id", "id"])
    op.create_index("ix_inquiries_settled", "inquiries", ["settled_at"])
    op.create_index(
        "ix_inquiries_open", "inquiries", ["id"], sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
    )
    op.create_table(
        "handbook_entries",
        sa.Column("id", RowId, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("project", sa.String(40), nullable=True),
        sa.Column("aspect", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("county", sa.String(32), nullable=False),
        sa.Column("triggers", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("edited_by", RowId, nullable=False),
        sa.Column("edited_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handbook_entries"),
        _key("handbook_entries", "edited_by", "staff"),
    )
    op.create_index(
        "uq_handbook_entries_version", "handbook_entries", ["key", "version"], unique=True
    )


def downgrade() -> None:
    op.drop_table("handbook_entries")
    op.drop_table("inquiries")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")
