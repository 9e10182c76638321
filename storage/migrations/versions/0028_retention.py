"""How long what is kept: who left long ago, and files that no row names."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "loose_files",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_loose_files")),
    )
    op.create_index("ix_loose_files_seen_at", "loose_files", ["seen_at"])
    op.add_column("observers", sa.Column("erased_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("observers", "erased_at")
    op.drop_index("ix_loose_files_seen_at", table_name="loose_files")
    op.drop_table("loose_files")
