"""Search: what must be indexed, the index itself, saved views."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unindexed = sa.text("unindexed_at IS NOT NULL")
    with op.batch_alter_table("reports") as batch:
        batch.add_column(
            sa.Column("unindexed_at", sa.BigInteger(), nullable=True, server_default="0")
        )
        batch.create_index(
            "ix_reports_unindexed",
            ["unindexed_at"],
            sqlite_where=unindexed,
            postgresql_where=unindexed,
        )


def downgrade() -> None:
    with op.batch_alter_table("reports") as batch:
        batch.drop_index("ix_reports_unindexed")
        batch.drop_column("unindexed_at")
