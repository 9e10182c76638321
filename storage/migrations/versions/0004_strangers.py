"""What strangers send, held until they bind."""

import sqlalchemy as sa
from alembic import op

import storage.tables.base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = storage.tables.base.Instant()


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("held_for", sa.BigInteger(), nullable=True))
    _partial_index("ix_deliveries_held", "deliveries", "held_for", "held_for IS NOT NULL")
    with op.batch_alter_table("media") as media:
        media.alter_column("report_id", existing_type=_ROW_ID, nullable=True)
    _partial_index("ix_media_held", "media", "id", "report_id IS NULL")
    op.create_table(
        "strangers",
        sa.Column("sender_id", _ROW_ID, nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("files_day", storage.tables.base.Day(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["senders.id"], name=op.f("fk_strangers_sender_id")
        ),
        sa.PrimaryKeyConstraint("sender_id", name=op.f("pk_strangers")),
    )
    op.create_table(
        "urgent_letters",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("delivery_id", _ROW_ID, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=True),
        sa.Column("seen_by", _ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_urgent_letters_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by"], ["staff.id"], name=op.f("fk_urgent_letters_seen_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_letters")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_urgent_letters_delivery_id")),
    )
    _partial_index("ix_urgent_letters_unseen", "urgent_letters", "id", "seen_at IS NULL")


def downgrade() -> None:
    op.drop_table("urgent_letters")
    op.drop_table("strangers")
    op.drop_index("ix_media_held", "media")
    op.execute("DELETE FROM media WHERE report_id IS NULL")
    with op.batch_alter_table("media") as media:
        media.alter_column("report_id", existing_type=_ROW_ID, nullable=False)
    op.drop_index("ix_deliveries_held", "deliveries")
    op.execute("UPDATE deliveries SET state = 'done' WHERE state IN ('held', 'erased')")
    op.drop_column("deliveries", "held_for")


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)
