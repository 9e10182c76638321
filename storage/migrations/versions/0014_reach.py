"""Who could not be reached: whose message it is, and the calls made instead."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNDELIVERED = sa.text("state = 'undelivered'")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("observer_id", sa.BigInteger(), nullable=True))
    # What waits at this moment is for whoever the account speaks for now.
    op.execute(
        "UPDATE outbox SET observer_id = (SELECT senders.observer_id FROM senders"
        " WHERE senders.channel = outbox.channel AND senders.sender = outbox.recipient)"
        " WHERE state = 'queued' AND purpose IN ('reminder', 'review', 'inquiry')"
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["observer_id"],
        sqlite_where=UNDELIVERED,
        postgresql_where=UNDELIVERED,
    )
    op.create_table(
        "phone_calls",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_phone_calls_observer_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_phone_calls_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_calls")),
    )
    op.create_index("ix_phone_calls_observer", "phone_calls", ["observer_id", "id"])


def downgrade() -> None:
    op.drop_table("phone_calls")
    op.drop_index("ix_outbox_undelivered", "outbox")
    op.drop_column("outbox", "observer_id")
