"""Essays: their words, their files, and which returned one they replace."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("essays") as essays:
        essays.add_column(sa.Column("text", sa.Text(), nullable=False, server_default=""))
        essays.add_column(sa.Column("earlier_id", ROW_ID, nullable=True))
        essays.add_column(sa.Column("hand_key", sa.String(64), nullable=True))
        essays.create_foreign_key(op.f("fk_essays_earlier_id"), "essays", ["earlier_id"], ["id"])
        essays.create_unique_constraint(op.f("uq_essays_earlier_id"), ["earlier_id"])
        essays.create_unique_constraint(op.f("uq_essays_hand_key"), ["hand_key"])
    op.create_table(
        "essay_files",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("essay_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("filename", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.String(8), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("store_key", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["essay_id"], ["essays.id"], name=op.f("fk_essay_files_essay_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_essay_files")),
    )
    op.create_index("ix_essay_files_essay_id", "essay_files", ["essay_id"])
    op.create_index("ix_essay_files_sha256", "essay_files", ["sha256"])


def downgrade() -> None:
    op.drop_table("essay_files")
    with op.batch_alter_table("essays") as essays:
        essays.drop_constraint("uq_essays_hand_key", type_="unique")
        essays.drop_constraint("uq_essays_earlier_id", type_="unique")
        essays.drop_constraint("fk_essays_earlier_id", type_="foreignkey")
        essays.drop_column("hand_key")
        essays.drop_column("earlier_id")
        essays.drop_column("text")
